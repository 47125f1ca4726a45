#include "article/readers/html/title.h"

#include "article/metadata/byline.h"
#include "article/metadata/column.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/outlet.h"
#include "article/metadata/page.h"
#include "article/readers/html/weight.h"
#include "article/words.h"
#include "base/ascii.h"

enum {
	WORDS_MIN = 3,
	WORDS_FEW = 4, /* of the names of sites and columns */
	WORDS_MANY = 6,
	TITLE_MAX = 300, /* letters */
	ABOVE = 12       /* lines above the text */
};

static struct str next_word(struct str text, size_t *at, struct spelling *s)
{
	struct word w;
	while (words_next(text, at, &w)) {
		spelling_of(w.raw, s);
		if (s->folded_len > 0)
			return str_make(s->folded, s->folded_len);
	}
	return STR("");
}

size_t html_same_words(struct str a, struct str b, bool *whole)
{
	struct spelling of_a, of_b;
	size_t at_a = 0, at_b = 0, count = 0;
	for (;;) {
		struct str word_a = next_word(a, &at_a, &of_a);
		struct str word_b = next_word(b, &at_b, &of_b);
		if (word_a.len == 0 || word_b.len == 0 || !str_eq(word_a, word_b)) {
			*whole = word_a.len == 0 || word_b.len == 0;
			return count;
		}
		count++;
	}
}

/* ---- What the page says of itself ---- */

/* Where the last " - ", " | " and the like in TITLE begins; 0: there is none. *END is behind it. */
static size_t last_sign(struct str title, size_t *end)
{
	static const struct str signs[] = {STR_INIT(" - "), STR_INIT(" | "), STR_INIT(" – "),
		STR_INIT(" — "), STR_INIT(" :: "), STR_INIT(" » "), STR_INIT("|"), STR_INIT(" : "),
		STR_INIT(" » "), STR_INIT(" _ "), STR_INIT(" ‹ ")};
	size_t last = 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		for (size_t at = 0; (at = str_find(title, signs[i], at)) < title.len; at++) {
			if (at <= last)
				continue;
			last = at;
			*end = at + signs[i].len;
		}
	}
	return last;
}

static bool names_site(struct str piece, struct str site)
{
	static const char *const beginnings[] = {"báo", "trang", "cổng", "đài", "website",
		"tạp chí", "ubnd", "sở", "cục", "bộ", "trang tin", "công ty"};
	struct phrase p;
	bool whole;
	piece = words_trim(piece);
	phrase_read(piece, 0, &p);
	if (outlet_is(piece) || column_is(&p) ||
		(site.len > 0 && html_same_words(piece, site, &whole) > 0 && whole))
		return true;
	return PHRASE_BEGINS(&p, beginnings) > 0 && p.count > 1;
}

/* Whether PIECE, behind or before the article's own title, calls itself an outlet or a body. */
static bool is_site_name(struct str piece)
{
	static const char *const bodies[] = {"ubnd", "ủy ban", "sở", "cục", "công ty", "website"};
	static const char *const endings[] = {
		"nhật báo", "thời báo", "tuần báo", "online", "news", "điện tử"};
	struct phrase p, end;
	piece = words_trim(piece);
	phrase_read(piece, 0, &p);
	if (column_is(&p)) /* "Tin tức" is an outlet's name, too */
		return false;
	for (size_t i = 0; p.whole && i + 1 < p.count && i < 5; i++) {
		phrase_read(piece, p.ends[i], &end);
		if (PHRASE_IS(&end, endings))
			return true;
	}
	return outlet_is(piece) || (PHRASE_BEGINS(&p, bodies) > 0 && p.count > 1);
}

struct str html_title_site(struct str title, struct str alone)
{
	bool whole;
	size_t end = 0, at = last_sign(title, &end), words = words_count(alone);
	if (at == 0 && words > 0 && html_same_words(title, alone, &whole) == 0 && outlet_is(title))
		return words_trim(title); /* it is alone in the head */
	if (at == 0 || words == 0)
		return STR("");
	struct str tail = words_trim(str_slice(title, end, title.len));
	if (html_same_words(title, alone, &whole) == words && is_site_name(tail))
		return tail;
	struct str before = words_trim(str_slice(title, 0, at));
	bool behind = html_same_words(tail, alone, &whole) == words && whole;
	return behind && is_site_name(before) ? before : STR("");
}

struct str html_title_alone(struct str title, struct str site)
{
	size_t end, at;
	title = words_trim(title);
	while ((at = last_sign(title, &end)) > 0) {
		if (!names_site(str_slice(title, end, title.len), site) ||
			words_count(str_slice(title, 0, at)) < WORDS_MIN)
			break;
		title = words_trim(str_slice(title, 0, at));
	}
	return title;
}

/* ---- The line ---- */

bool html_is_site(struct str url)
{
	size_t at = str_find(url, STR("://"), 0);
	if (at == url.len)
		return false;
	size_t path = str_find(url, STR("/"), at + 3);
	return path + 1 >= url.len;
}

static bool is_home(const struct html_node *n)
{
	struct str href = str_trim(html_value(n, HTML_HREF));
	return n->element == HTML_LINK &&
	       (html_is_site(href) || str_eq(href, STR("/")) || str_eq(href, STR("./")));
}

/* Whether LINE is a link to the site itself, whose name it is, however large. */
static bool leads_home(const struct html_lines *l, const struct html_line *line)
{
	const struct html_node *nodes = l->tree->nodes;
	if (!html_is_linked(line))
		return false;
	for (uint32_t i = line->node; i < nodes[line->node].end; i++) {
		if (nodes[i].element == HTML_LINK)
			return is_home(&nodes[i]);
	}
	for (uint32_t i = line->node; i > 0; i = nodes[i].parent) {
		if (nodes[i].element == HTML_LINK)
			return is_home(&nodes[i]);
	}
	return false;
}

/* How many words LINE has of what the page says is its title; 0: it is another. */
static size_t matches(const struct html_facts *f, struct str line)
{
	const struct str said[] = {f->headline, f->og_title, f->title};
	size_t best = 0;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		bool whole;
		size_t count = html_same_words(line, said[i], &whole);
		bool short_whole =
			count == words_count(line) && count > 0 && count == words_count(said[i]);
		if ((whole && count >= WORDS_MIN) || short_whole)
			best = count > best ? count : best;
	}
	return best;
}

static unsigned rank_of(const struct html_line *line)
{
	return line->h1                                      ? 4
	       : line->hints & HINT_TITLE                    ? 3
	       : line->heading || (line->hints & HINT_LARGE) ? 2
							     : 1;
}

static size_t find_match(
	const struct html_facts *f, const struct html_lines *l, const struct html_region *r)
{
	size_t best = l->count, most = 0;
	unsigned best_rank = 0;
	for (size_t i = 0; i < l->count && i < r->end; i++) {
		const struct html_line *line = &l->lines[i];
		if (line->chars > TITLE_MAX || line->row)
			continue;
		size_t words = matches(f, line->text);
		unsigned rank = rank_of(line);
		if (words == 0 || (html_is_linked(line) && rank < 3) || leads_home(l, line))
			continue;
		/* the last of several such as stand above the text */
		bool better = rank > best_rank || (rank == best_rank && words >= most);
		if (!better || (i > r->first + 3 && best < l->count))
			continue;
		best = i;
		best_rank = rank;
		most = words;
	}
	return best;
}

/* Where line AT, the name of a site, is but the beginning of what the page says is its title, "Bản
   tin: Họp báo", the heading near the text that is the rest of it; else AT. */
static size_t behind_site(const struct html_facts *f, const struct html_lines *l,
	const struct html_region *r, size_t at)
{
	bool whole;
	size_t end = 0, sign = last_sign(f->title, &end);
	struct str tail = str_slice(f->title, end, f->title.len);
	if (sign == 0) {
		sign = str_find(f->title, STR(": "), 0);
		tail = str_slice(f->title, sign, f->title.len);
	}
	struct str before = str_slice(f->title, 0, sign);
	size_t words = words_count(tail), same = html_same_words(l->lines[at].text, before, &whole);
	if (sign == 0 || words < WORDS_MIN || same == 0 || same != words_count(before) ||
		same != words_count(l->lines[at].text))
		return at;
	for (size_t i = at + 1; i < l->count && i < r->first + 3; i++) {
		const struct html_line *line = &l->lines[i];
		if (rank_of(line) > 1 && words_count(line->text) == words &&
			html_same_words(line->text, tail, &whole) == words)
			return i;
	}
	return at;
}

/* Whether line A is a heading of more words than line B, which is the name of a site, or of a
   column. */
static bool is_more(const struct html_lines *l, size_t a, size_t b)
{
	return rank_of(&l->lines[a]) >= rank_of(&l->lines[b]) &&
	       words_count(l->lines[a].text) > words_count(l->lines[b].text) + 1;
}

/* The main heading right above the text, or the first in it. */
static size_t find_heading(
	const struct html_facts *f, const struct html_lines *l, const struct html_region *r)
{
	size_t first = r->first > ABOVE ? r->first - ABOVE : 0, best = l->count;
	unsigned best_rank = 1;
	for (size_t i = first; i < r->end && i < r->first + 4; i++) {
		const struct html_line *line = &l->lines[i];
		unsigned rank = rank_of(line);
		struct phrase p;
		phrase_read(line->text, 0, &p);
		bool head = !line->heading && names_site(line->text, f->site);
		if (line->chars > TITLE_MAX || html_is_linked(line) || r->around[i] || head ||
			words_count(line->text) < WORDS_MIN || outlet_is(line->text) ||
			column_is(&p))
			continue;
		bool longer = best < l->count && rank == best_rank && is_more(l, i, best) &&
			      words_count(l->lines[best].text) <= WORDS_FEW;
		if (rank > best_rank || longer) {
			best = i;
			best_rank = rank;
		}
	}
	return best;
}

/* Whether LINE is what titles are: some words that are no sentence, no link and no date. */
static bool may_title(const struct html_line *line)
{
	struct dateline day;
	struct phrase p;
	phrase_read(line->text, 0, &p);
	return line->chars <= TITLE_MAX / 2 && words_count(line->text) > WORDS_FEW &&
	       line->linked == 0 && !line->row && !page_ends_sentence(line->text) &&
	       !outlet_is(line->text) && !column_is(&p) && !names_site(line->text, STR("")) &&
	       !date_line_read(line->text, &day) && byline_kind_of(line->text) == BYLINE_NONE;
}

/* A sentence in bold letters is a lead: the title stands above it, with at most the day between. */
static size_t above_lead(const struct html_lines *l, const struct html_region *r, size_t bold)
{
	if (!page_ends_sentence(l->lines[bold].text))
		return bold;
	for (size_t up = 1; up <= 2 && up <= bold; up++) {
		const struct html_line *line = &l->lines[bold - up];
		if (may_title(line) && !r->around[bold - up])
			return bold - up;
		if (byline_kind_of(line->text) == BYLINE_NONE)
			break;
	}
	return bold;
}

/* The first line of the text that is bold, or short, and no sentence. */
static size_t find_bold(const struct html_lines *l, const struct html_region *r)
{
	size_t first = r->first > 4 ? r->first - 4 : 0;
	for (size_t i = first; i < r->end && i < r->first + 3; i++) {
		const struct html_line *line = &l->lines[i];
		bool bold = 10 * line->bold >= 9 * line->chars;
		if (bold && line->chars <= TITLE_MAX / 2 && words_count(line->text) >= WORDS_MIN &&
			!html_is_linked(line) && !r->around[i] && !outlet_is(line->text) &&
			!names_site(line->text, STR("")))
			return above_lead(l, r, i);
	}
	return l->count;
}

static bool is_general(struct str title, struct str site)
{
	static const char *const words[] = {"trang chủ", "home", "untitled", "untitled document",
		"no title", "new page", "chi tiết", "chi tiết tin", "tin tức", "index", "document",
		"xem tin", "nội dung", "bản in", "trang in", "chi tiết bài viết", "tin chi tiết",
		"new page 1", "untitled page", "default"};
	struct phrase p;
	phrase_read(title, 0, &p);
	if (p.count <= 3 && PHRASE_BEGINS(&p, words) + 1 == p.count && ascii_has_digit(title))
		return true; /* "New Page 3" */
	return p.count == 0 || PHRASE_IS(&p, words) || names_site(title, site);
}

/* A few words without marks, "Tin giao duc", are a name of the file. */
static bool is_bare(struct str title)
{
	for (size_t i = 0; i < title.len; i++) {
		if ((unsigned char)title.ptr[i] >= 0x80)
			return false;
	}
	return words_count(title) <= WORDS_FEW;
}

struct html_title html_title_find(
	const struct html_facts *f, const struct html_lines *l, const struct html_region *r)
{
	struct html_title out = {.line = find_match(f, l, r), .text = STR("")};
	if (out.line < l->count)
		out.line = behind_site(f, l, r, out.line);
	const struct str said[] = {f->headline, f->og_title, f->title};
	size_t words = out.line < l->count ? words_count(l->lines[out.line].text) : 0;
	out.told = words >= WORDS_MANY && rank_of(&l->lines[out.line]) > 1;
	if (words <= WORDS_FEW) {
		size_t heading = find_heading(f, l, r);
		if (heading < l->count && (words == 0 || is_more(l, heading, out.line))) {
			out.line = heading;
			out.weak = !l->lines[heading].heading &&
				   !(l->lines[heading].hints & HINT_TITLE);
		}
	}
	size_t bold = find_bold(l, r);
	for (size_t i = 0; i < 3 && out.line == l->count; i++) {
		struct str alone = html_title_alone(said[i], f->site);
		bool column = is_bare(alone) && bold < l->count;
		if (is_general(alone, f->site) || column)
			continue;
		out.text = alone;
		return out;
	}
	if (out.line == l->count) {
		out.line = bold;
		out.weak = true;
	}
	return out;
}
