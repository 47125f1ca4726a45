#include "query/ranking/filter.h"

#include "archive/schema.h"
#include "base/arena.h"
#include "base/lang.h"

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
	struct xc_query *terms[FILTER_MAX_VALUES];
	size_t count;
	bool too_many;
};

struct search {
	struct tokenizer *tokenizer;
	struct arena memory; /* of what is asked */
	struct meant *list;
	size_t count;
	enum query_field field; /* whose values are walked */
	size_t prefix;          /* bytes of a term before its value */
	struct arena scratch;   /* of the value at hand */
	struct words there;
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

/* Whether the words that are asked for stand in a row among those that are there. */
static bool has_row(const struct words *asked, const struct words *there)
{
	for (size_t first = 0; first + asked->count <= there->count; first++) {
		size_t same = 0;
		while (same < asked->count &&
			is_word(&asked->list[same], &there->list[first + same]))
			same++;
		if (same == asked->count)
			return asked->count > 0;
	}
	return false;
}

static bool add_term(struct meant *m, struct str term, struct error *err)
{
	m->too_many = m->count == FILTER_MAX_VALUES;
	if (m->too_many)
		return false;
	m->terms[m->count] = xc_query_term(term, 1, err);
	return m->terms[m->count++] != NULL;
}

/* All filters by a field at once: there may be many values. */
static bool take_term(void *context, struct str term, struct xc_term_stats stats)
{
	struct search *s = context;
	(void)stats;
	arena_reset(&s->scratch);
	if (!read_words(s, str_slice(term, s->prefix, term.len), &s->scratch, &s->there))
		return false;
	for (size_t i = 0; i < s->count; i++) {
		struct meant *m = &s->list[i];
		if (m->filter->field == s->field && has_row(&m->asked, &s->there) &&
			!add_term(m, term, s->err))
			return false;
	}
	return true;
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
		ok = !s->list[i].too_many || refuse_many(s->list[i].filter, s->err);
	return ok;
}

static bool find_values(struct search *s, struct xc_db *db)
{
	unsigned walked = 0; /* a bit for each field */
	bool ok = true;
	for (size_t i = 0; ok && i < s->count; i++)
		ok = read_words(s, s->list[i].filter->value, &s->memory, &s->list[i].asked);
	for (size_t i = 0; ok && i < s->count; i++) {
		s->field = s->list[i].filter->field;
		ok = (walked & 1U << s->field) || walk_values(s, db);
		walked |= 1U << s->field;
	}
	return ok;
}

/* The articles that M means; its terms are consumed. NULL on failure. */
static struct xc_query *any_value(struct meant *m, struct error *err)
{
	size_t count = m->count;
	m->count = 0;
	return xc_query_or(m->terms, count, err);
}

static struct search *start(
	struct tokenizer *t, const struct query_filter *list, size_t count, struct error *err)
{
	struct search *s = calloc(1, sizeof *s);
	struct meant *meant = calloc(count, sizeof *meant);
	if (!s || !meant) {
		free(s);
		free(meant);
		error_set_memory(err);
		return NULL;
	}
	*s = (struct search){.tokenizer = t, .list = meant, .count = count, .err = err};
	for (size_t i = 0; i < count; i++)
		meant[i].filter = &list[i];
	return s;
}

static void end(struct search *s)
{
	for (size_t i = 0; i < s->count; i++) {
		for (size_t k = 0; k < s->list[i].count; k++)
			xc_query_free(s->list[i].terms[k]);
	}
	arena_free(&s->memory);
	arena_free(&s->scratch);
	free(s->list);
	free(s);
}

/* Adds QUERY, which is consumed, to *ALL, which may be NULL. */
static bool combine(struct xc_query **all, struct xc_query *query,
	struct xc_query *(*with)(struct xc_query **, size_t, struct error *), struct error *err)
{
	struct xc_query *both[] = {*all, query};
	if (*all)
		query = with(both, 2, err);
	*all = query;
	return query != NULL;
}

bool filter_make(struct xc_db *db, struct tokenizer *t, const struct query_filter *list,
	size_t count, struct filter *out, bool *unknown, struct error *err)
{
	struct xc_query *of[FIELD_BY_COUNT] = {NULL};
	*out = (struct filter){NULL, NULL};
	if (count == 0)
		return true;
	struct search *s = start(t, list, count, err);
	if (!s)
		return false;
	bool ok = find_values(s, db);
	for (size_t i = 0; ok && i < count; i++) {
		unknown[i] = s->list[i].count == 0;
		struct xc_query *any = any_value(&s->list[i], err);
		ok = any && combine(list[i].excluded ? &out->unwanted : &of[list[i].field], any,
				    xc_query_or, err);
	}
	for (size_t f = 0; f < FIELD_BY_COUNT; f++) {
		if (of[f] && ok)
			ok = combine(&out->wanted, of[f], xc_query_and, err);
		else
			xc_query_free(of[f]);
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
