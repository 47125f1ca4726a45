#include "query/ranking/filter.h"

#include "archive/schema.h"
#include "base/arena.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/lang.h"
#include "text/syllable/letter.h"

#include <stdlib.h>
#include <string.h>

/* A word of a filter's value. */
struct word {
	struct str exact, folded;
	bool marked; /* it was typed with a mark */
};

enum { VALUE_WORDS = 20 /* that are looked at, of a filter or of the archive */ };

struct words {
	struct word list[VALUE_WORDS];
	size_t count;
};

/* A filter, and the values of the archive that it means. */
struct meant {
	const struct query_filter *filter;
	struct words asked;
	struct str terms[FILTER_MAX_VALUES]; /* of the values, in the memory of the search */
	size_t count;
	size_t last; /* value that it means, by the order of the walk, from 1 */
	bool too_many;
};

struct search {
	struct tokenizer *tokenizer;
	struct arena memory; /* of what is asked and found */
	struct meant *list;
	struct meant **by_word; /* those with words, by the first one without its marks */
	size_t count, word_count;
	size_t walked;          /* values */
	enum query_field field; /* whose values are walked */
	size_t prefix;          /* bytes of a term before its value */
	struct arena scratch;   /* of the value at hand */
	struct buf letters;     /* its letters, without marks */
	struct words there;
	struct str *terms; /* room for all that was found; owned */
	struct error *err;
};

static const char *prefix_of(enum query_field f)
{
	switch (f) {
	case FIELD_BY_AUTHOR:
		return PREFIX_AUTHOR;
	case FIELD_BY_PLACE:
		return PREFIX_PLACE;
	case FIELD_BY_SOURCE:
		return PREFIX_SOURCE;
	case FIELD_BY_ISSUER:
		return PREFIX_ISSUER;
	case FIELD_BY_KIND:
		return PREFIX_KIND;
	case FIELD_BY_NUMBER:
	case FIELD_BY_URL:
	case FIELD_BY_FILE:
	case FIELD_BY_COUNT:
		break;
	}
	return PREFIX_NUMBER;
}

/* Reads the words of TEXT over OUT, into MEMORY. False when out of it. */
static bool read_words(struct search *s, struct str text, struct arena *memory, struct words *out)
{
	struct token token;
	out->count = 0;
	tokenizer_start(s->tokenizer, text);
	while (out->count < VALUE_WORDS && tokenizer_next(s->tokenizer, &token)) {
		struct word *w = &out->list[out->count++];
		w->exact = arena_str(memory, token.exact);
		w->folded = arena_str(memory, token.folded);
		w->marked = !str_eq(w->exact, w->folded);
		if (!w->exact.ptr || !w->folded.ptr)
			return error_set_memory(s->err);
	}
	return true;
}

static bool is_word(const struct word *asked, const struct word *there)
{
	return asked->marked ? str_eq(asked->exact, there->exact)
			     : str_eq(asked->folded, there->folded);
}

/* Whether the words that are asked for stand in a row from number FIRST on of those that are
   there. */
static bool has_row(const struct words *asked, const struct words *there, size_t first)
{
	size_t same = 0;
	while (same < asked->count && first + same < there->count &&
		is_word(&asked->list[same], &there->list[first + same]))
		same++;
	return same == asked->count;
}

static int compare_words(const void *a, const void *b)
{
	const struct meant *const *x = a;
	const struct meant *const *y = b;
	return str_compare((*x)->asked.list[0].folded, (*y)->asked.list[0].folded);
}

/* The first filter of BY_WORD whose first word is WORD without its marks, or comes behind it. */
static size_t find_word(const struct search *s, struct str word)
{
	size_t low = 0, high = s->word_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (str_compare(s->by_word[middle]->asked.list[0].folded, word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool add_term(struct search *s, struct meant *m, struct str term)
{
	m->too_many = m->count == FILTER_MAX_VALUES;
	if (m->too_many)
		return false;
	m->terms[m->count] = arena_str(&s->memory, term);
	return m->terms[m->count++].ptr || error_set_memory(s->err);
}

/* Adds TERM to the filters whose words begin with number FIRST of those that are there. */
static bool take_row(struct search *s, struct str term, size_t first)
{
	struct str word = s->there.list[first].folded;
	for (size_t i = find_word(s, word); i < s->word_count; i++) {
		struct meant *m = s->by_word[i];
		if (!str_eq(m->asked.list[0].folded, word))
			break;
		if (m->filter->field != s->field || m->last == s->walked ||
			!has_row(&m->asked, &s->there, first))
			continue;
		m->last = s->walked;
		if (!add_term(s, m, term))
			return false;
	}
	return true;
}

/* The letters of VALUE, without marks and all else, over those of S. False where it has others than
   Vietnamese ones. */
static bool read_letters(struct search *s, struct str value)
{
	buf_reset(&s->letters);
	for (size_t i = 0; i < value.len;) {
		letter l;
		enum tone tone;
		char c = value.ptr[i];
		size_t len = c & 0x80 ? letter_read(value.ptr + i, value.len - i, &l, &tone) : 1;
		if (len == 0)
			return false;
		if (c & 0x80)
			buf_push(&s->letters, letter_base(l));
		else if (ascii_is_letter(c) || ascii_is_digit(c))
			buf_push(&s->letters, c);
		i += len;
	}
	return !s->letters.failed;
}

/* Whether VALUE may have a row of words that is asked for: it has the letters of the first one, in
   whatever words. To cut a value into these takes ten times as long. */
static bool may_have_row(struct search *s, struct str value)
{
	if (!read_letters(s, value))
		return true;
	for (size_t i = 0; i < s->word_count; i++) {
		struct str first = s->by_word[i]->asked.list[0].folded;
		bool plain = true;
		for (size_t k = 0; k < first.len; k++)
			plain &= first.ptr[k] >= 'a' && first.ptr[k] <= 'z';
		if (s->by_word[i]->filter->field == s->field &&
			(!plain || memmem(s->letters.ptr, s->letters.len, first.ptr, first.len)))
			return true;
	}
	return false;
}

/* All filters by a field at once: there may be many values. */
static bool take_term(void *context, struct str term, struct xc_term_stats stats)
{
	struct search *s = context;
	(void)stats;
	struct str value = str_slice(term, s->prefix, term.len);
	s->walked++;
	if (!may_have_row(s, value))
		return true;
	arena_reset(&s->scratch);
	bool ok = read_words(s, value, &s->scratch, &s->there);
	for (size_t i = 0; ok && i < s->there.count; i++)
		ok = take_row(s, term, i);
	return ok;
}

static bool refuse_many(const struct query_filter *f, struct error *err)
{
	return error_set(err, ERROR_LIMIT,
		SAY("%s “%.*s” khớp với hơn %d giá trị trong kho; hãy viết đầy đủ hơn",
			"%s “%.*s” stands for more than %d values of the archive; write more of "
			"it"),
		field_words(f->field), STR_ARG(f->value), FILTER_MAX_VALUES);
}

/* Finds the values of all filters of S by its field. */
static bool walk_values(struct search *s, struct xc_db *db)
{
	const char *prefix = prefix_of(s->field);
	s->prefix = strlen(prefix);
	s->err->code = ERROR_NONE;
	bool ok = xc_db_each_term(db, str_from_c(prefix), take_term, s, s->err) &&
		  s->err->code == ERROR_NONE;
	for (size_t i = 0; ok && i < s->count; i++)
		ok = !s->list[i].too_many || s->list[i].filter->offered ||
		     refuse_many(s->list[i].filter, s->err);
	return ok;
}

static bool find_values(struct search *s, struct xc_db *db)
{
	unsigned walked = 0; /* a bit for each field */
	bool ok = true;
	for (size_t i = 0; ok && i < s->count; i++) {
		ok = read_words(s, s->list[i].filter->value, &s->memory, &s->list[i].asked);
		if (s->list[i].asked.count > 0)
			s->by_word[s->word_count++] = &s->list[i];
	}
	qsort(s->by_word, s->word_count, sizeof(struct meant *), compare_words);
	for (size_t i = 0; ok && i < s->count; i++) {
		s->field = s->list[i].filter->field;
		ok = (walked & 1U << s->field) || walk_values(s, db);
		walked |= 1U << s->field;
	}
	size_t found = 0;
	for (size_t i = 0; i < s->count; i++)
		found += s->list[i].count;
	s->terms = ok ? calloc(found + 1, sizeof *s->terms) : NULL;
	return ok && (s->terms || error_set_memory(s->err));
}

static struct search *start(
	struct tokenizer *t, const struct query_filter *list, size_t count, struct error *err)
{
	struct search *s = calloc(1, sizeof *s);
	struct meant *meant = calloc(count, sizeof *meant);
	struct meant **by_word = calloc(count, sizeof(struct meant *));
	if (!s || !meant || !by_word) {
		free(s);
		free(meant);
		free(by_word);
		error_set_memory(err);
		return NULL;
	}
	*s = (struct search){
		.tokenizer = t, .list = meant, .by_word = by_word, .count = count, .err = err};
	for (size_t i = 0; i < count; i++)
		meant[i].filter = &list[i];
	return s;
}

static void end(struct search *s)
{
	arena_free(&s->memory);
	arena_free(&s->scratch);
	buf_free(&s->letters);
	free(s->list);
	free(s->by_word);
	free(s->terms);
	free(s);
}

static int compare_terms(const void *a, const void *b)
{
	const struct str *x = a;
	const struct str *y = b;
	return str_compare(*x, *y);
}

/* The articles that have one of TERMS[0..COUNT), each looked for once. NULL on failure. */
static struct xc_query *any_term(struct str *terms, size_t count, struct error *err)
{
	struct xc_query **subs = calloc(count + 1, sizeof(struct xc_query *));
	size_t kept = 0;
	if (!subs) {
		error_set_memory(err);
		return NULL;
	}
	qsort(terms, count, sizeof *terms, compare_terms);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !str_eq(terms[i], terms[i - 1]))
			subs[kept++] = xc_query_term(terms[i], 1, err);
	}
	struct xc_query *any = xc_query_or(subs, kept, err);
	free(subs);
	return any;
}

/* Whether F is one of those that LIKE stands for: the unwanted, or those that are wanted of its
   field, beside the query or in it. */
static bool is_like(const struct query_filter *f, const struct query_filter *like)
{
	if (f->offered || f->excluded != like->excluded)
		return false;
	return like->excluded || (f->field == like->field && f->beside == like->beside);
}

/* The articles that one of the filters means that are LIKE one; *COUNT of them. NULL on failure,
   and where there are none. */
static struct xc_query *gather(struct search *s, const struct query_filter *like, size_t *count)
{
	size_t found = 0;
	*count = 0;
	for (size_t i = 0; i < s->count; i++) {
		const struct meant *m = &s->list[i];
		if (!is_like(m->filter, like))
			continue;
		memcpy(s->terms + found, m->terms, m->count * sizeof *s->terms);
		found += m->count;
		++*count;
	}
	return *count > 0 ? any_term(s->terms, found, s->err) : NULL;
}

/* What each field asks for that is asked for, together. */
static bool gather_wanted(struct search *s, struct filter *out)
{
	struct xc_query *of[2 * FIELD_BY_COUNT];
	size_t fields = 0, count;
	for (unsigned i = 0; i < 2 * FIELD_BY_COUNT; i++) {
		const struct query_filter like = {
			.field = (enum query_field)(i / 2), .beside = i % 2};
		struct xc_query *any = gather(s, &like, &count);
		if (count > 0)
			of[fields++] = any;
	}
	if (fields > 0)
		out->wanted = xc_query_and(of, fields, s->err);
	return out->wanted || fields == 0;
}

bool filter_make(struct xc_db *db, struct tokenizer *t, const struct query_filter *list,
	size_t count, struct filter *out, bool *unknown, struct error *err)
{
	size_t excluded = 0;
	*out = (struct filter){NULL, NULL};
	if (count == 0)
		return true;
	struct search *s = start(t, list, count, err);
	if (!s)
		return false;
	bool ok = find_values(s, db);
	for (size_t i = 0; ok && i < count; i++)
		unknown[i] = s->list[i].count == 0;
	if (ok) {
		const struct query_filter unwanted = {.excluded = true};
		out->unwanted = gather(s, &unwanted, &excluded);
		ok = (out->unwanted || excluded == 0) && gather_wanted(s, out);
	}
	end(s);
	if (!ok)
		filter_free(out);
	return ok;
}

void filter_free(struct filter *f)
{
	xc_query_free(f->wanted);
	xc_query_free(f->unwanted);
	*f = (struct filter){NULL, NULL};
}
