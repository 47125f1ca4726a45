#include "query/history/corrections.h"

#include "archive/record.h"
#include "base/ascii.h"
#include "query/history/words.h"
#include "text/syllable/utf8.h"

/* So much is looked for, at most: each is a search. */
enum {
	NAMED_MAX = 3,      /* of each kind, of one article */
	CANDIDATES_MAX = 4, /* corrections that may be meant */
	HITS = 20,
	SEARCH_MS = 200,
	TEXT_BYTES = 64 << 10 /* of a correction, that are read */
};

/* A title of fewer words may stand in quotes for another reason. */
enum { TITLE_WORDS_LEAST = 4, TITLE_BYTES_MAX = 1000 };

/* An article as far as corrections name it; in an arena. */
struct subject {
	struct str id, archive, title, date, url, number;
	struct str text; /* of one that corrects; else empty */
	bool corrects;
};

/* ---- What corrects ---- */

static const char *const phrases[] = {
	"đính chính", "Đính chính", "ĐÍNH CHÍNH", "cải chính", "Cải chính", "CẢI CHÍNH"};

enum { PHRASES = sizeof phrases / sizeof *phrases };

bool correction_is(const struct record *r)
{
	for (size_t i = 0; i < PHRASES; i++) {
		struct str phrase = str_from_c(phrases[i]);
		if (str_find(r->title, phrase, 0) < r->title.len)
			return true;
		for (size_t k = 0; k < r->block_count; k++) {
			if (r->blocks[k].zone == ZONE_TITLE || r->blocks[k].zone == ZONE_FRAME)
				continue;
			if (str_starts_with(str_trim(r->blocks[k].text), phrase))
				return true;
			break;
		}
	}
	return false;
}

static bool copy(struct arena *memory, struct str from, struct str *to)
{
	*to = arena_str(memory, from);
	return to->ptr != NULL;
}

static bool copy_text(const struct record *r, struct arena *memory, struct str *to)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < r->block_count && text.len < TEXT_BYTES; i++) {
		buf_append(&text, utf8_cut(r->blocks[i].text, TEXT_BYTES - text.len));
		buf_push(&text, '\n');
	}
	bool ok = !text.failed && copy(memory, buf_str(&text), to);
	buf_free(&text);
	return ok;
}

static bool is_same(const struct subject *a, const struct subject *b)
{
	return str_eq(a->id, b->id) && str_eq(a->archive, b->archive);
}

static bool read_subject(struct search *s, struct article_asked asked, struct arena *memory,
	struct subject *out, struct error *err)
{
	struct record r;
	bool renamed;
	if (!search_article(s, asked, &r, &renamed, err))
		return false;
	const struct answer_part *part = search_part(s);
	struct str archive = part && part->archive ? str_from_c(part->archive) : STR("");
	*out = (struct subject){.corrects = correction_is(&r)};
	return (copy(memory, r.id, &out->id) && copy(memory, archive, &out->archive) &&
		       copy(memory, r.title, &out->title) && copy(memory, r.date, &out->date) &&
		       copy(memory, r.url, &out->url) && copy(memory, r.number, &out->number) &&
		       (!out->corrects || copy_text(&r, memory, &out->text))) ||
	       error_set_memory(err);
}

/* ---- What it names ---- */

enum named_by { BY_TITLE, BY_URL, BY_NUMBER };

struct named {
	enum named_by by;
	struct str text;
};

struct names_of {
	struct named list[3 * NAMED_MAX];
	size_t count, of_kind[3];
};

static void add_named(struct names_of *n, enum named_by by, struct str text)
{
	if (text.len == 0 || text.len > TITLE_BYTES_MAX || n->of_kind[by] == NAMED_MAX)
		return;
	n->of_kind[by]++;
	n->list[n->count++] = (struct named){by, text};
}

static bool count_words(struct str text, size_t *count)
{
	struct words w;
	bool ok = words_cut(&w, text);
	*count = w.count;
	words_free(&w);
	return ok;
}

static bool list_quoted(struct names_of *n, struct str text, struct str open, struct str close)
{
	size_t words, at = 0;
	while ((at = str_find(text, open, at)) < text.len) {
		at += open.len;
		size_t end = str_find(text, close, at);
		struct str quoted = str_trim(str_slice(text, at, end));
		if (end == text.len)
			return true;
		at = end + close.len;
		if (quoted.len > TITLE_BYTES_MAX || memchr(quoted.ptr, '\n', quoted.len))
			continue;
		if (!count_words(quoted, &words))
			return false;
		if (words >= TITLE_WORDS_LEAST)
			add_named(n, BY_TITLE, quoted);
	}
	return true;
}

static struct str without_signs(struct str word)
{
	while (word.len > 0 && strchr(".,;:!?()\"'", word.ptr[word.len - 1]))
		word.len--;
	while (word.len > 0 && strchr("(\"'", word.ptr[0]))
		word = str_slice(word, 1, word.len);
	return word;
}

/* 12/TB-UBND: figures, a stroke, and a letter somewhere behind it. */
static bool is_number(struct str word)
{
	size_t i = 0;
	while (i < word.len && ascii_is_digit(word.ptr[i]))
		i++;
	if (i == 0 || str_at(word, i) != '/')
		return false;
	for (; i < word.len; i++) {
		if (ascii_is_letter(word.ptr[i]))
			return true;
	}
	return false;
}

static void list_words(struct names_of *n, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\n' &&
			text.ptr[end] != '\t')
			end++;
		struct str word = without_signs(str_slice(text, at, end));
		if (str_starts_with(word, STR("http://")) || str_starts_with(word, STR("https://")))
			add_named(n, BY_URL, word);
		else if (is_number(word))
			add_named(n, BY_NUMBER, word);
		at = end + 1;
	}
}

static bool list_named(const struct subject *correction, struct names_of *n)
{
	*n = (struct names_of){.count = 0};
	list_words(n, correction->text);
	return list_quoted(n, correction->text, STR("“"), STR("”")) &&
	       list_quoted(n, correction->text, STR("\""), STR("\"")) &&
	       list_quoted(n, correction->text, STR("«"), STR("»"));
}

/* ---- Who is called so ---- */

/* Whether both have the same words, but for signs at their ends. */
static bool is_same_title(struct str a, struct str b, bool *same)
{
	struct words x, y;
	bool ok = words_cut(&x, without_signs(str_trim(a)));
	ok = words_cut(&y, without_signs(str_trim(b))) && ok;
	*same = ok && x.count == y.count && x.count > 0 &&
		memcmp(x.hashes, y.hashes, x.count * sizeof *x.hashes) == 0;
	words_free(&x);
	words_free(&y);
	return ok;
}

static bool is_called(const struct subject *a, const struct named *n, bool *is)
{
	*is = n->by == BY_URL ? str_eq(a->url, n->text) : str_eq(a->number, n->text);
	return n->by != BY_TITLE || is_same_title(a->title, n->text, is);
}

/* TEXT in quotes, of a number that of the article itself, if it is not to stand in its TEXT; of an
   address its last part, whose words are those of a title. */
static bool make_query(const struct named *n, bool in_text, struct buf *query)
{
	struct str text = n->text;
	buf_reset(query);
	if (n->by == BY_NUMBER && !in_text)
		buf_append_c(query, "number:");
	if (n->by == BY_URL) {
		text = str_slice(text, 0, str_find(text, STR("?"), 0));
		while (str_ends_with(text, STR("/")))
			text.len--;
		return buf_append(query, str_after_last(text, '/'));
	}
	buf_push(query, '"');
	for (size_t i = 0; i < text.len; i++)
		buf_push(query, text.ptr[i] == '"' ? ' ' : text.ptr[i]);
	return buf_push(query, '"');
}

struct finding {
	struct search *search;
	struct arena *memory;
	struct buf query;
	struct error *err;
};

/* The articles that an answer to what N names lists; a query that can't be read has none. */
static bool ask(struct finding *f, const struct named *n, bool in_text, struct answer *answer)
{
	const struct search_settings settings = {.limit = HITS,
		.snippets = 1,
		.diacritics = n->by == BY_URL ? DIACRITICS_AUTO : DIACRITICS_EXACT,
		.timeout_ms = SEARCH_MS};
	size_t at;
	if (!make_query(n, in_text, &f->query))
		return error_set_memory(f->err);
	if (search_run(f->search, buf_str(&f->query), &settings, answer, f->err, &at))
		return true;
	*answer = (struct answer){.hit_count = 0};
	return f->err->code != ERROR_MEMORY && f->err->code != ERROR_CORRUPT;
}

static struct article_asked asked_of(const struct hit *hit)
{
	const char *archive = hit->part ? hit->part->archive : NULL;
	return (struct article_asked){hit->id, archive ? str_from_c(archive) : STR("")};
}

/* The one article beside SELF, which is no correction, that N names; *COUNT tells how many there
   are. */
static bool find_named(struct finding *f, const struct subject *self, const struct named *n,
	struct subject *found, size_t *count)
{
	struct answer answer = {.hit_count = 0};
	*count = 0;
	if (!ask(f, n, false, &answer))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < answer.hit_count; i++) {
		struct subject a;
		bool is = false;
		ok = read_subject(f->search, asked_of(&answer.hits[i]), f->memory, &a, f->err) &&
		     (is_called(&a, n, &is) || error_set_memory(f->err));
		if (!ok || !is || a.corrects || is_same(&a, self))
			continue;
		*found = a;
		++*count;
	}
	answer_free(&answer);
	return ok;
}

/* ---- Both ways ---- */

static const char *const ways[] = {[BY_TITLE] = "title", [BY_URL] = "url", [BY_NUMBER] = "number"};

static void add(struct corrections *out, const struct subject *a, const char *by, bool is_corrected)
{
	for (size_t i = 0; i < out->count; i++) {
		const struct correction *c = &out->list[i];
		if (str_eq(c->id, a->id) && str_eq(c->archive, a->archive))
			return;
	}
	if (out->count < CORRECTIONS_MAX)
		out->list[out->count++] = (struct correction){.id = a->id,
			.title = a->title,
			.date = a->date,
			.archive = a->archive,
			.by = by,
			.is_corrected = is_corrected};
}

/* What CORRECTION corrects. */
static bool find_corrected(
	struct finding *f, const struct subject *correction, struct corrections *out)
{
	struct names_of n;
	if (!list_named(correction, &n))
		return error_set_memory(f->err);
	for (size_t i = 0; i < n.count; i++) {
		struct subject found;
		size_t count;
		if (!find_named(f, correction, &n.list[i], &found, &count))
			return false;
		if (count == 1)
			add(out, &found, ways[n.list[i].by], true);
	}
	return true;
}

/* Whether CORRECTION corrects A, and how it says so; NULL: it does not. */
static bool corrects(struct finding *f, const struct subject *correction, const struct subject *a,
	const char **by)
{
	struct corrections all = {.count = 0};
	*by = NULL;
	if (!find_corrected(f, correction, &all))
		return false;
	for (size_t i = 0; i < all.count; i++) {
		if (str_eq(all.list[i].id, a->id) && str_eq(all.list[i].archive, a->archive))
			*by = all.list[i].by;
	}
	return true;
}

/* What corrects A, among the articles that have what names it. */
static bool find_correcting(struct finding *f, const struct subject *a, const struct named *n,
	size_t *candidates, struct corrections *out)
{
	struct answer answer = {.hit_count = 0};
	if (!ask(f, n, true, &answer))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < answer.hit_count && *candidates < CANDIDATES_MAX; i++) {
		struct subject other;
		const char *by = NULL;
		ok = read_subject(f->search, asked_of(&answer.hits[i]), f->memory, &other, f->err);
		if (!ok || !other.corrects || is_same(&other, a))
			continue;
		++*candidates;
		ok = corrects(f, &other, a, &by);
		if (ok && by)
			add(out, &other, by, false);
	}
	answer_free(&answer);
	return ok;
}

bool corrections_find(struct search *s, struct article_asked asked, struct arena *memory,
	struct corrections *out, struct error *err)
{
	struct subject a;
	size_t candidates = 0;
	struct finding f = {.search = s, .memory = memory, .err = err};
	*out = (struct corrections){.count = 0};
	if (!read_subject(s, asked, memory, &a, err))
		return false;
	const struct named named[] = {{BY_TITLE, a.title}, {BY_NUMBER, a.number}, {BY_URL, a.url}};
	bool ok = !a.corrects || find_corrected(&f, &a, out);
	for (size_t i = 0; ok && i < sizeof named / sizeof *named; i++) {
		if (named[i].text.len > 0 && named[i].text.len <= TITLE_BYTES_MAX)
			ok = find_correcting(&f, &a, &named[i], &candidates, out);
	}
	buf_free(&f.query);
	return ok;
}
