#include "text/variant/leading.h"
#include "base/ascii.h"

#include <stdlib.h>

/* What must follow. */
enum follower {
	FOLLOWER_DOCUMENT, /* NĐ 168, which may be called Nghị định số 168 */
	FOLLOWER_NUMBER,   /* QL 1 */
	FOLLOWER_NAME,     /* H.Củ Chi: a word with a capital */
	FOLLOWER_EITHER
};

struct row {
	const char *acronym; /* in canonical spelling */
	const char *words;
	enum follower follower;
	size_t figures; /* of the number, at most */
};

enum { MAX_SUFFIX = 2 /* letters after the number: QL 1A */ };

static const struct row rows[] = {
	{"nđ", "nghị định", FOLLOWER_DOCUMENT, 5},
	{"qđ", "quyết định", FOLLOWER_DOCUMENT, 5},
	{"tt", "thông tư", FOLLOWER_DOCUMENT, 5},
	{"nq", "nghị quyết", FOLLOWER_DOCUMENT, 5},
	{"cv", "công văn", FOLLOWER_DOCUMENT, 5},
	{"ct", "chỉ thị", FOLLOWER_DOCUMENT, 5},
	{"tb", "thông báo", FOLLOWER_DOCUMENT, 5},
	{"kh", "kế hoạch", FOLLOWER_DOCUMENT, 5},
	{"hd", "hướng dẫn", FOLLOWER_DOCUMENT, 5},
	{"ql", "quốc lộ", FOLLOWER_NUMBER, 3},
	{"tl", "tỉnh lộ", FOLLOWER_NUMBER, 4},
	{"đt", "đường tỉnh", FOLLOWER_NUMBER, 4},
	{"q", "quận", FOLLOWER_EITHER, 2},
	{"p", "phường", FOLLOWER_EITHER, 2},
	{"hl", "hương lộ", FOLLOWER_NUMBER, 3},
	{"kp", "khu phố", FOLLOWER_NUMBER, 2},
	{"đ", "đường", FOLLOWER_NAME, 0},
	{"h", "huyện", FOLLOWER_NAME, 0},
	{"x", "xã", FOLLOWER_NAME, 0},
	{"tt", "thị trấn", FOLLOWER_NAME, 0},
};

enum { ROWS = sizeof rows / sizeof *rows };

static size_t count_figures(struct str s)
{
	size_t count = 0;
	while (count < s.len && ascii_is_digit(s.ptr[count]))
		count++;
	return count;
}

/* The number that a row's acronym or words stand before: figures, and letters. */
struct number {
	struct str figures, suffix;
	size_t covered; /* words */
};

/* The year of a document, behind the slash of 9/2020, which may be a month's, too. */
static bool read_year(struct str suffix, struct number *out)
{
	if (suffix.len != 5 || suffix.ptr[0] != '/')
		return false;
	out->suffix = str_slice(suffix, 1, suffix.len);
	return count_figures(out->suffix) == out->suffix.len;
}

/* 1A is two words, but one behind its letters: QL1A. */
static bool read_number(
	const struct variant_word *words, size_t count, size_t most, struct number *out)
{
	if (count == 0)
		return false;
	struct str word = words[0].exact;
	size_t figures = count_figures(word);
	*out = (struct number){.figures = str_slice(word, 0, figures),
		.suffix = str_slice(word, figures, word.len),
		.covered = 1};
	if (out->suffix.len == 0 && count > 1 && words[1].folded.len == 1 &&
		words[1].folded.ptr[0] >= 'a' && words[1].folded.ptr[0] <= 'e') {
		out->suffix = words[1].exact;
		out->covered = 2;
	}
	return figures > 0 && figures <= most &&
	       (read_year(out->suffix, out) || out->suffix.len <= MAX_SUFFIX);
}

static void add(struct variant_match *m, const char *first, const char *between, struct str second,
	const char *before_suffix, struct str suffix)
{
	struct variant *v = &m->others[m->other_count++];
	v->len = 0;
	variant_append(v, str_from_c(first));
	variant_append(v, str_from_c(between));
	variant_append(v, second);
	if (suffix.len > 0) {
		variant_append(v, str_from_c(before_suffix));
		variant_append(v, suffix);
	}
}

/* The năm 2020 behind the number of a document that has no year itself: its words. */
static size_t named_year(const struct variant_word *words, size_t count, struct number *out)
{
	enum { YEAR_FIGURES = 4 };
	if (out->suffix.len > 0 || count < 2 || !str_eq(words[0].folded, STR("nam")) ||
		count_figures(words[1].exact) != YEAR_FIGURES || words[1].exact.len != YEAR_FIGURES)
		return 0;
	out->suffix = words[1].exact;
	return 2;
}

/* QL1A, Q1, NĐ168: the acronym and its number in one word. */
static bool match_joined(const struct row *r, const struct variant_word *word, struct number *n)
{
	struct str acronym = str_from_c(r->acronym);
	struct variant_word rest = *word;
	if (word->kind != TOKEN_NUMBER || !str_starts_with(word->exact, acronym))
		return false;
	rest.exact = str_slice(word->exact, acronym.len, word->exact.len);
	return read_number(&rest, 1, r->figures, n);
}

static bool is_capital(const struct variant_word *w)
{
	return (w->flags & (TOKEN_CAPITALS | TOKEN_CAPITALISED)) != 0;
}

static bool is_acronym(const struct row *r, const struct variant_word *word)
{
	return str_eq(word->exact, str_from_c(r->acronym)) &&
	       ((word->flags & TOKEN_CAPITALS) || (word->folded.len == 1 && is_capital(word)));
}

/* The number of words that are those of R; 0 if they are others. */
static size_t match_words(const struct row *r, const struct variant_word *words, size_t count)
{
	struct str rest = str_from_c(r->words), word;
	size_t i = 0;
	for (; str_split(&rest, ' ', &word); i++) {
		if (i == count || !str_eq(words[i].exact, word))
			return 0;
	}
	return i;
}

static bool is_name(const struct row *r, const struct variant_word *words, size_t count, size_t at)
{
	return r->follower >= FOLLOWER_NAME && at < count && is_capital(&words[at]) &&
	       count_figures(words[at].exact) == 0;
}

/* How the number of a document, road or place was typed. */
struct typing {
	bool acronym;  /* NĐ 168, not Nghị định 168 */
	bool numbered; /* with số before it */
	bool dated;    /* with its year in words */
};

/* The other ways to write it. Where all words of one were typed anyway it is none. */
static void add_ways(
	const struct row *r, const struct number *n, struct typing typed, struct variant_match *m)
{
	struct str figures = n->figures, suffix = n->suffix;
	bool document = r->follower == FOLLOWER_DOCUMENT;
	if (typed.acronym || typed.numbered || typed.dated)
		add(m, r->words, " ", figures, " ", suffix);
	if (document && (typed.acronym || typed.dated))
		add(m, r->words, " số ", figures, " ", suffix);
	if ((!typed.acronym || typed.numbered) && suffix.len <= MAX_SUFFIX)
		add(m, r->acronym, "", figures, "", suffix);
	if (!typed.acronym || typed.numbered || typed.dated)
		add(m, r->acronym, " ", figures, " ", suffix);
	if (document && (!typed.acronym || !typed.numbered || typed.dated))
		add(m, r->acronym, " số ", figures, " ", suffix);
}

/* The number behind COVERED words, as typed, if there is one. */
static bool match_number(const struct row *r, const struct variant_word *words, size_t count,
	size_t covered, struct typing *typed, struct variant_match *m)
{
	struct number n = {.covered = 0};
	bool document = r->follower == FOLLOWER_DOCUMENT;
	bool joined = match_joined(r, &words[0], &n);
	typed->acronym |= joined;
	if (joined)
		covered = 0;
	else if (covered == 0)
		return false;
	typed->numbered =
		document && !joined && covered < count && str_eq(words[covered].exact, STR("số"));
	covered += typed->numbered;
	if (!joined && !read_number(words + covered, count - covered, r->figures, &n))
		return false;
	covered += n.covered;
	size_t named = document ? named_year(words + covered, count - covered, &n) : 0;
	typed->dated = named > 0;
	m->covered = covered + named;
	add_ways(r, &n, *typed, m);
	return true;
}

static bool match_row(const struct row *r, const struct variant_word *words, size_t count,
	struct variant_match *m)
{
	struct typing typed = {.acronym = is_acronym(r, &words[0])};
	size_t covered = typed.acronym ? 1 : match_words(r, words, count);
	bool acronym = typed.acronym;
	if (!match_number(r, words, count, covered, &typed, m) && covered > 0 &&
		is_name(r, words, count, covered)) {
		m->covered = covered + 1;
		add(m, acronym ? r->words : r->acronym, " ", words[covered].exact, "", STR(""));
	}
	return m->other_count > 0;
}

bool leading_next(
	size_t *at, const struct variant_word *words, size_t count, struct variant_match *out)
{
	while (*at < ROWS) {
		*out = (struct variant_match){.kind = VARIANT_ACRONYM};
		if (match_row(&rows[(*at)++], words, count, out))
			return true;
	}
	return false;
}
