#include "query/answer/analysis.h"

#include "query/expansion/expand.h"

static bool add_others(struct analysis *a, const struct query *q, const struct expansion *e)
{
	struct other_ways *o = &a->others[a->other_count++];
	expansion_place(q, e, &o->start, &o->end);
	o->count = e->other_count;
	o->ways = arena_array(&a->memory, o->count, sizeof *o->ways);
	for (size_t i = 0; o->ways && i < o->count; i++)
		o->ways[i] = e->others[i].text;
	return o->ways != NULL;
}

/* The texts stay in the memory of Q, which A takes over. */
static bool take_expansions(struct analysis *a, const struct query *q)
{
	const struct expansions *x = q->expansions;
	a->memory = q->memory;
	if (!x)
		return true;
	a->others = arena_array(&a->memory, x->count + 1, sizeof *a->others);
	bool ok = a->others != NULL;
	for (size_t i = 0; ok && i < x->count; i++)
		ok = add_others(a, q, &x->items[i]);
	return ok;
}

bool analysis_make(
	struct str text, enum diacritics diacritics, struct analysis *out, struct error *err)
{
	struct query q;
	struct error none; /* what is no query has tokens all the same */
	size_t at;
	*out = (struct analysis){.text = text, .tokenizer = tokenizer_new_small()};
	if (!out->tokenizer)
		return error_set_memory(err);
	if (!query_parse(text, out->tokenizer, &q, &none, &at)) {
		if (none.code != ERROR_MEMORY)
			return true;
		analysis_free(out);
		return error_set_memory(err);
	}
	bool ok = expand_query(&q, diacritics, NULL, err);
	if (take_expansions(out, &q) && ok)
		return true;
	analysis_free(out);
	return error_set_memory(err);
}

void analysis_free(struct analysis *a)
{
	tokenizer_free(a->tokenizer);
	arena_free(&a->memory);
	*a = (struct analysis){0};
}
