#include "query/expansion/parts.h"

struct expansion *expander_expansion(struct expander *x, size_t first, size_t count)
{
	for (size_t i = 0; i < x->count; i++) {
		if (x->items[i].first == first && x->items[i].count == count)
			return &x->items[i];
	}
	if (x->count == EXPANDER_MAX)
		return NULL;
	struct expansion *e = &x->items[x->count++];
	*e = (struct expansion){.first = first, .count = count};
	return e;
}

/* Whether the clause is looked for as TEXT anyway. */
static bool is_own_reading(const struct query *q, const struct expansion *e, struct str text)
{
	const struct query_clause *c = &q->clauses[e->first];
	for (size_t i = c->first + c->count; e->count == 1 && i < c->first + c->count + c->others;
		i++) {
		if (str_eq(q->words[i].exact, text))
			return true;
	}
	return false;
}

static bool has_alternative(const struct expansion *e, struct str text)
{
	for (size_t i = 0; i < e->other_count; i++) {
		if (str_eq(e->others[i].text, text))
			return true;
	}
	return false;
}

bool expander_add(struct expander *x, struct expansion *e, const struct variant *v)
{
	struct arena *memory = &x->query->memory;
	struct str text = str_make(v->text, v->len);
	if (e->other_count == EXPAND_MAX_OTHERS || has_alternative(e, text) ||
		is_own_reading(x->query, e, text))
		return true;
	struct alternative *a = &e->others[e->other_count];
	*a = (struct alternative){.text = arena_str(memory, text)};
	a->words = arena_array(memory, VARIANT_MAX_BYTES / 2, sizeof *a->words);
	if (!a->text.ptr || !a->words)
		return error_set_memory(x->err);
	struct str rest = a->text;
	while (str_split(&rest, ' ', &a->words[a->count]))
		a->count++;
	e->other_count++;
	return true;
}
