#include "article/readers/html/roles.h"

#include "article/metadata/byline.h"
#include "article/metadata/caption.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/names.h"
#include "article/metadata/outlet.h"
#include "article/metadata/page.h"
#include "article/metadata/phrase.h"
#include "article/readers/html/weight.h"
#include "base/ascii.h"
#include "text/date/find.h"
#include "text/date/stated.h"

enum {
	ABOVE = 10,      /* lines above the title that may date it */
	BELOW = 5,       /* lines below the text that may say whose it is */
	BYLINES = 4,     /* at the end of the text */
	LABEL_MAX = 120, /* letters of who or when */
	NAME_MAX = 60,
	CAPTION_MAX = 350,
	BESIDE_MAX = 250, /* of a caption that only its place tells */
	LEAD_MIN = 50,
	APART_MAX = 400,
	LEAD_LINES = 3 /* paragraphs that may be the lead */
};

struct cast {
	enum html_role *roles;
	const struct html_facts *facts;
	const struct html_lines *lines;
	const struct html_region *region;
	const struct html_title *title;
};

/* ---- Single lines ---- */

/* "1/4", of pictures that are looked at one by one. */
static bool is_counter(const struct html_line *line)
{
	size_t signs = 0;
	for (size_t i = 0; i < line->text.len; i++) {
		signs += line->text.ptr[i] == '/';
		if (!ascii_is_digit(line->text.ptr[i]) && !strchr("/ ", line->text.ptr[i]))
			return false;
	}
	return signs == 1 && !line->row;
}

/* "Từ khóa: …", "Chia sẻ", "Lượt xem: 12": what pages have about a text, whatever they call it. */
static bool is_furniture(const struct html_line *line)
{
	static const char *const labels[] = {"từ khóa", "từ khoá", "tags", "tag", "chia sẻ",
		"lượt xem", "số lượt xem", "số lần xem", "đã xem", "lượt đọc", "in bài", "in trang",
		"gửi email", "xem thêm", "đọc thêm", "mời xem", "tin liên quan", "bài liên quan",
		"bình luận", "về trang trước", "trở về", "quay lại", "bản in", "gửi bài viết",
		"cỡ chữ", "font size", "phát audio", "nghe bài viết", "đánh giá",
		"bạn đã không sử dụng", "xem tốt nhất", "trang web tốt nhất", "a a", "copy link",
		"theo dõi", "lưu bài", "like", "share", "tweet", "print", "email", "mời quý vị",
		"mời bạn đọc", "mời độc giả", "mời quý độc giả", "video liên quan", "chọn cỡ chữ",
		"xem với cỡ chữ", "tổng số điểm", "click để đánh giá", "về đầu trang", "in", "gửi",
		"lên đầu trang", "sao chép", "facebook", "zalo", "google news", "xem bình luận",
		"tweet"};
	struct phrase p;
	if (line->chars > 150)
		return false;
	phrase_read(line->text, 0, &p);
	size_t words = PHRASE_BEGINS(&p, labels);
	if (words == 0)
		return p.count == 0 || is_counter(line);
	char behind = str_at(line->text, p.ends[words - 1]);
	if (memchr(line->text.ptr, '@', line->text.len)) /* "Email: …", of whom to ask */
		return false;
	return behind == ':' || behind == '\0' ||
	       (line->linked > 0 && 3 * line->linked > line->chars) ||
	       (line->chars < 40 && !page_ends_sentence(line->text) && p.count <= words + 2 &&
		       ascii_has_digit(line->text));
}

/* ">> Xem thêm", "▶": what leads to another text, with a link in it. */
static bool is_pointer(const struct html_line *line)
{
	static const struct str signs[] = {STR_INIT(">>"), STR_INIT("»"), STR_INIT("▶"),
		STR_INIT("►"), STR_INIT("→"), STR_INIT("[>")};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (str_starts_with(line->text, signs[i]) && line->linked > 0)
			return true;
	}
	return false;
}

/* The year that stands behind a day and a month, "17 Tháng 10 2009", "6 Tháng 8, 2015", which no
   prose has: 0 for none. */
static int year_behind(struct str text, size_t at)
{
	enum { FIGURES = 4 };
	int year = 0;
	at += str_at(text, at) == ',';
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	size_t end = at;
	for (; end < text.len && ascii_is_digit(text.ptr[end]) && end - at <= FIGURES; end++)
		year = 10 * year + (text.ptr[end] - '0');
	return end - at == FIGURES && year >= DATE_YEAR_MIN && year <= DATE_YEAR_MAX ? year : 0;
}

bool html_find_day(struct str text, struct date *out)
{
	struct date_finder f;
	struct date_match m;
	if (date_stated(text, out) && out->day != 0)
		return true;
	date_finder_start(&f, text);
	while (date_finder_next(&f, &m)) {
		*out = m.date;
		if (m.date.day != 0 && m.date.year == 0)
			out->year = year_behind(text, m.end);
		if (m.date.day != 0 && out->year != 0)
			return true;
	}
	return false;
}

/* What a line that the page calls a date says beside it may be anything. */
static bool has_date(const struct html_line *line)
{
	struct date day;
	return line->chars <= LABEL_MAX && (line->hints & HINT_DATE) &&
	       ascii_has_digit(line->text) && html_find_day(line->text, &day);
}

/* Whether LINE is a date and at most a name beside it. */
static bool is_dated(const struct html_line *line)
{
	struct dateline d;
	if (line->chars > LABEL_MAX || !ascii_has_digit(line->text))
		return false;
	return date_line_read(line->text, &d) ||
	       (line->chars <= NAME_MAX && byline_kind_of(line->text) == BYLINE_DATED) ||
	       (has_date(line) && memchr(line->text.ptr, '|', line->text.len) &&
		       byline_kind_of(line->text) == BYLINE_NAMES);
}

/* Whether TEXT has a time to the minute, "9:05". */
static bool has_clock(struct str text)
{
	for (size_t i = 1; i + 2 < text.len; i++) {
		if (text.ptr[i] == ':' && ascii_is_digit(text.ptr[i - 1]) &&
			ascii_is_digit(text.ptr[i + 1]) && ascii_is_digit(text.ptr[i + 2]))
			return true;
	}
	return false;
}

/* Whether LINE, between title and text, has little beside a day, "12/05/2017 Biển Xanh", or to the
   minute when a program took the text: "Gửi bởi quantri vào 5/6/2006 @ 09:14 (812 lần đọc)". */
static bool is_day(const struct html_line *line)
{
	enum { WORDS = 6, FIGURES = 6 };
	struct date day;
	size_t figures = 0;
	for (size_t i = 0; i < line->text.len; i++)
		figures += ascii_is_digit(line->text.ptr[i]);
	bool few = line->chars <= NAME_MAX && words_count(line->text) <= WORDS;
	bool stamp = line->chars <= LABEL_MAX && has_clock(line->text);
	return figures >= FIGURES && (few || stamp) && !page_ends_sentence(line->text) &&
	       html_find_day(line->text, &day);
}

/* Whether LINE says so itself, or the page, that it is about who wrote or had the text first. */
static bool is_signed(const struct html_line *line)
{
	if (line->chars > LABEL_MAX || line->chars == 0 || is_furniture(line))
		return false;
	enum byline_kind kind = byline_kind_of(line->text);
	return kind == BYLINE_LABELLED || line->author.len > 0 ||
	       ((line->hints & (HINT_AUTHOR | HINT_SOURCE)) && !page_ends_sentence(line->text) &&
		       line->chars <= NAME_MAX);
}

static bool is_caption(const struct html_line *line)
{
	if (line->chars > CAPTION_MAX || line->heading)
		return false;
	if ((line->hints & HINT_CAPTION) && !line->row)
		return true;
	bool set_off = 10 * line->slanted >= 9 * line->chars ||
		       ((line->hints & HINT_CENTRE) && !page_ends_sentence(line->text));
	return caption_is(line->text) || (line->below_picture && set_off) ||
	       (line->of_picture && line->chars <= BESIDE_MAX);
}

static bool repeats(struct str text, struct str title)
{
	bool whole;
	size_t count = html_same_words(text, title, &whole);
	return whole && count > 0 && count == words_count(text) && count == words_count(title);
}

static struct str title_text(const struct cast *c)
{
	bool shown = c->title->line < c->lines->count;
	return shown ? c->lines->lines[c->title->line].text : c->title->text;
}

static bool has_outlet(struct str text)
{
	struct name name;
	while (names_next(&text, &name)) {
		if (name.kind == NAME_OUTLET || outlet_is(name.text))
			return true;
	}
	return false;
}

/* What a line that is signed is: where the name is but a part of it, or the outlet that the page
   calls so, no more is read in it than that. */
static enum html_role signed_role(const struct html_line *line)
{
	enum byline_kind kind = byline_kind_of(line->text);
	bool source = (line->hints & (HINT_SOURCE | HINT_AUTHOR)) == HINT_SOURCE;
	bool part = line->author.len > 0 && kind == BYLINE_NONE;
	bool other = source && kind != BYLINE_LABELLED && !has_outlet(line->text);
	return part || other ? ROLE_DATE : ROLE_BYLINE;
}

/* ---- Above the text ---- */

/* Lines from FIRST to END that only date or sign the text are of it. */
static void cast_around_title(struct cast *c, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const struct html_line *line = &c->lines->lines[i];
		bool linked = 2 * line->linked > line->chars && !(line->hints & HINT_AUTHOR);
		if (c->roles[i] != ROLE_NONE || linked)
			continue;
		bool day = is_day(line);
		bool named = day && byline_kind_of(line->text) == BYLINE_NAMES;
		if (is_signed(line) && !is_dated(line) && !named)
			c->roles[i] = signed_role(line);
		else if (is_dated(line) || named)
			c->roles[i] = ROLE_BYLINE;
		else if (has_date(line) || day)
			c->roles[i] = ROLE_DATE;
	}
}

/* "Bùi Toàn", "Bùi Toàn - Hoàng Ly": what no menu has. */
static bool is_person(struct str text)
{
	struct name name;
	struct word first;
	size_t at = 0;
	return byline_kind_of(text) == BYLINE_NAMES && names_next(&text, &name) &&
	       name.kind == NAME_PERSON && words_next(name.text, &at, &first) &&
	       name_is_surname(&first) && !name_is_shouted(name.text);
}

/* Whether TEXT is nothing but names. In capitals, which headings of boxes have, too, the first must
   begin as most names do. */
static bool is_names(struct str text, enum byline_kind kind)
{
	struct word first;
	size_t at = 0;
	return kind == BYLINE_NAMES && (!name_is_shouted(text) || (words_next(text, &at, &first) &&
									  name_is_surname(&first)));
}

/* A name right above or below when the text was written is that of who wrote it. */
static void cast_names(struct cast *c, size_t first, size_t end)
{
	enum { NEAR = 3 };
	for (size_t i = first; i < end; i++) {
		const struct html_line *line = &c->lines->lines[i];
		if (c->roles[i] != ROLE_NONE || line->chars > NAME_MAX || line->linked > 0 ||
			!is_person(line->text))
			continue;
		for (size_t near = i > first + NEAR ? i - NEAR : first;
			near < end && near < i + NEAR; near++) {
			if (c->roles[near] == ROLE_BYLINE || c->roles[near] == ROLE_DATE)
				c->roles[i] = ROLE_BYLINE;
		}
	}
}

/* Whether LINE, above the text, is long enough to be of it: a paragraph, or a sentence that stands
   where the first paragraph does, which may be the longest by far. */
static bool begins_text(const struct cast *c, const struct html_line *line)
{
	const struct html_node *nodes = c->lines->tree->nodes;
	const struct html_line *text = &c->lines->lines[c->region->first];
	bool beside = nodes[line->node].parent == nodes[text->node].parent;
	return line->chars >= LEAD_MIN || html_weight(line) > 0 ||
	       (beside && page_ends_sentence(line->text));
}

/* Between the title and the text of the page a lead stands, or more of the text. */
static void cast_between(struct cast *c, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		const struct html_line *line = &c->lines->lines[i];
		if (c->roles[i] != ROLE_NONE || c->region->around[i] || html_is_linked(line) ||
			is_furniture(line))
			continue;
		if (is_caption(line))
			c->roles[i] = ROLE_CAPTION;
		else if (begins_text(c, line) && 3 * line->linked <= line->chars)
			c->roles[i] = ROLE_BODY;
	}
}

/* ---- The text ---- */

static void cast_text(struct cast *c, size_t first, size_t end)
{
	struct str title = title_text(c);
	for (size_t i = first; i < end; i++) {
		const struct html_line *line = &c->lines->lines[i];
		if (c->roles[i] != ROLE_NONE || c->region->around[i] || html_is_linked(line) ||
			is_furniture(line) || is_pointer(line) || repeats(line->text, title))
			continue;
		if (2 * line->linked > line->chars && line->chars >= 4 && line->item)
			continue;
		bool stamp = has_date(line) && line->chars <= NAME_MAX;
		if (stamp && i >= first + BELOW && !page_ends_sentence(line->text))
			continue; /* when it was changed */
		c->roles[i] = is_caption(line) ? ROLE_CAPTION : ROLE_BODY;
	}
}

/* Where the text from FIRST to END ends with whom the page calls its author: a few short lines
   below are none of it. */
static size_t signed_end(const struct cast *c, size_t first, size_t end)
{
	size_t below = 0;
	for (size_t i = end; i > first && below < BELOW; i--) {
		const struct html_line *line = &c->lines->lines[i - 1];
		if (c->roles[i - 1] != ROLE_BODY)
			continue;
		if ((line->hints & HINT_AUTHOR) && is_signed(line))
			return i;
		if (html_weight(line) > 0)
			break;
		below++;
	}
	return end;
}

/* The last lines of the text, and some below it, that say whose it is. */
static void cast_end(struct cast *c, size_t first, size_t end)
{
	size_t found = 0, last = signed_end(c, first, end);
	for (size_t i = last; i < end; i++) {
		if (c->roles[i] == ROLE_BODY)
			c->roles[i] = is_signed(&c->lines->lines[i]) ? ROLE_BYLINE : ROLE_NONE;
	}
	for (size_t i = end; i > first && found < BYLINES;) {
		const struct html_line *line = &c->lines->lines[--i];
		if (c->roles[i] != ROLE_BODY)
			continue;
		enum byline_kind kind = byline_kind_of(line->text);
		bool short_line =
			line->chars <= NAME_MAX && !page_ends_sentence(line->text) && !line->row;
		bool set_off = (line->hints & HINT_RIGHT) || 10 * line->bold >= 9 * line->chars;
		if (!is_signed(line) && !is_names(line->text, kind) && !is_dated(line) &&
			!(short_line && (line->hints & HINT_RIGHT)) &&
			!(short_line && set_off && kind == BYLINE_PEN_NAME))
			break;
		c->roles[i] = is_signed(line) ? signed_role(line) : ROLE_BYLINE;
		found++;
	}
	for (size_t i = end; i < c->lines->count && i < end + BELOW; i++) {
		const struct html_line *line = &c->lines->lines[i];
		if (html_is_linked(line) && !(line->hints & HINT_AUTHOR))
			break;
		bool name = found == 0 && i == end && !c->region->around[i] &&
			    is_names(line->text, byline_kind_of(line->text));
		if (is_signed(line) || name)
			c->roles[i] = name ? ROLE_BYLINE : signed_role(line);
	}
}

/* ---- The lead ---- */

/* What the page gives as its summary, unless that is only the text's beginning. */
static bool is_described(const struct cast *c, struct str text)
{
	enum { WORDS = 8 };
	bool whole;
	size_t count = html_same_words(text, c->facts->description, &whole);
	return count >= WORDS && count + 1 >= words_count(text);
}

/* Whether line I stands in a part of its own, and lines NEXT and more together in another one. */
static bool is_apart(const struct cast *c, size_t i, size_t next, size_t end)
{
	const struct html_node *nodes = c->lines->tree->nodes;
	const struct html_line *lines = c->lines->lines;
	uint32_t of_text = nodes[lines[next].node].parent;
	size_t after = next + 1;
	while (after < end && c->roles[after] != ROLE_BODY)
		after++;
	return after < end && nodes[lines[after].node].parent == of_text &&
	       lines[next].node != lines[after].node &&
	       (lines[i].node < of_text || lines[i].node >= nodes[of_text].end) &&
	       lines[i].chars <= APART_MAX;
}

static bool is_lead(const struct cast *c, size_t i, bool next_bold)
{
	const struct html_line *line = &c->lines->lines[i];
	if (line->chars < LEAD_MIN || line->row)
		return false;
	bool bold = 10 * line->bold >= 9 * line->chars;
	bool heading = line->heading && line->chars >= 2 * LEAD_MIN;
	return (line->hints & HINT_LEAD) || is_described(c, line->text) || heading ||
	       (bold && !next_bold && !line->heading);
}

static size_t next_body(const struct cast *c, size_t at, size_t end)
{
	while (at < end && c->roles[at] != ROLE_BODY)
		at++;
	return at;
}

/* Among the first paragraphs, where more text follows. */
static void cast_lead(struct cast *c, size_t first, size_t end)
{
	bool led = false;
	size_t at = next_body(c, first, end);
	for (size_t n = 0; n < LEAD_LINES && at < end; n++) {
		const struct html_line *line = &c->lines->lines[at];
		size_t next = next_body(c, at + 1, end);
		if (next == end)
			return;
		const struct html_line *behind = &c->lines->lines[next];
		bool lead = led ? (line->hints & HINT_LEAD) != 0
				: is_lead(c, at, 10 * behind->bold >= 9 * behind->chars) ||
					    (n == 0 && line->chars >= LEAD_MIN && !line->row &&
						    is_apart(c, at, next, end));
		if (lead)
			c->roles[at] = ROLE_LEAD;
		else if (led || line->chars >= LEAD_MIN)
			return;
		led |= lead;
		at = next;
	}
}

void html_roles_set(enum html_role *roles, const struct html_facts *f, const struct html_lines *l,
	const struct html_region *r, const struct html_title *title)
{
	struct cast c = {roles, f, l, r, title};
	bool shown = title->line < l->count;
	size_t first = shown ? title->line + 1 : r->first;
	size_t above = shown ? title->line : r->first;
	if (shown)
		roles[title->line] = ROLE_TITLE;
	cast_around_title(&c, above > ABOVE ? above - ABOVE : 0, above);
	cast_around_title(&c, first, r->first > first ? r->first : first);
	size_t head = first > r->first ? first : r->first;
	cast_around_title(&c, head, head + BELOW < r->end ? head + BELOW : r->end);
	cast_names(&c, first, head + BELOW < r->end ? head + BELOW : r->end);
	cast_between(&c, first, r->first);
	cast_text(&c, head, r->end);
	cast_end(&c, head, r->end);
	cast_lead(&c, first, r->end);
}
