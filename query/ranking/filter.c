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

struct search {
	struct tokenizer *tokenizer;
	struct arena memory;
	struct words asked, there;
	size_t prefix; /* bytes of a term before its value */
	struct xc_query *terms[FILTER_MAX_VALUES];
	size_t count;
	bool too_many;
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
	case FIELD_BY_COUNT:
		break;
	}
	return PREFIX_NUMBER;
}

/* Reads the words of TEXT over OUT. False when out of memory. */
static bool read_words(struct search *s, struct str text, struct words *out)
{
	struct token token;
	out->count = 0;
	tokenizer_start(s->tokenizer, text);
	while (out->count < VALUE_WORDS && tokenizer_next(s->tokenizer, &token)) {
		struct word *w = &out->list[out->count++];
		w->exact = arena_str(&s->memory, token.exact);
		w->folded = arena_str(&s->memory, token.folded);
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

static bool take_term(void *context, struct str term, struct xc_term_stats stats)
{
	struct search *s = context;
	(void)stats;
	struct str value = str_slice(term, s->prefix, term.len);
	if (!read_words(s, value, &s->there))
		return false;
	if (!has_row(&s->asked, &s->there))
		return true;
	if (s->count == FILTER_MAX_VALUES) {
		s->too_many = true;
		return false;
	}
	s->terms[s->count] = xc_query_term(term, 1, s->err);
	return s->terms[s->count++] != NULL;
}

static bool refuse_many(const struct query_filter *f, struct error *err)
{
	return error_set(err, ERROR_LIMIT,
		SAY("%s “%.*s” khớp với hơn %d giá trị trong kho; hãy viết đầy đủ hơn",
			"%s “%.*s” stands for more than %d values of the archive; write more of "
			"it"),
		field_words(f->field), STR_ARG(f->value), FILTER_MAX_VALUES);
}

/* The articles that F, of S's list, means. NULL on failure. */
static struct xc_query *one(
	struct search *s, struct xc_db *db, const struct query_filter *f, bool *unknown)
{
	const char *prefix = prefix_of(f->field);
	s->prefix = strlen(prefix);
	s->count = 0;
	s->too_many = false;
	s->err->code = ERROR_NONE;
	bool ok = read_words(s, f->value, &s->asked) &&
		  xc_db_each_term(db, str_from_c(prefix), take_term, s, s->err) &&
		  s->err->code == ERROR_NONE;
	if (ok && s->too_many)
		ok = refuse_many(f, s->err);
	*unknown = s->count == 0;
	struct xc_query *any = ok ? xc_query_or(s->terms, s->count, s->err) : NULL;
	for (size_t i = 0; !ok && i < s->count; i++)
		xc_query_free(s->terms[i]);
	arena_reset(&s->memory);
	return any;
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
	struct search *s = calloc(1, sizeof *s);
	if (!s)
		return error_set_memory(err);
	s->tokenizer = t;
	s->err = err;
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		struct xc_query *any = one(s, db, &list[i], &unknown[i]);
		ok = any && combine(list[i].excluded ? &out->unwanted : &of[list[i].field], any,
				    xc_query_or, err);
	}
	for (size_t f = 0; f < FIELD_BY_COUNT; f++) {
		if (of[f] && ok)
			ok = combine(&out->wanted, of[f], xc_query_and, err);
		else
			xc_query_free(of[f]);
	}
	arena_free(&s->memory);
	free(s);
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
