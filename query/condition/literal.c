#include "query/condition/literal.h"

#include "query/condition/records.h"
#include "text/encoding/shown.h"

#include <string.h>

struct checker {
	const struct condition_request *request;
	const struct query_node *node;
	struct str *typed; /* the words, composed … */
	bool *begins;      /* … of which it is the beginning: tham* */
	size_t count;
	struct str *last; /* COUNT words of the text, in a ring */
	struct buf composed;
};

/* Whether the words that end with number I of the text are those that were typed. */
static bool ends_row(const struct checker *c, size_t i)
{
	for (size_t k = 0; k < c->count; k++) {
		size_t at = c->count - 1 - k;
		struct str word = c->last[(i - k) % c->count];
		bool same = c->begins[at] ? str_starts_with(word, c->typed[at])
					  : str_eq(word, c->typed[at]);
		if (!same)
			return false;
	}
	return true;
}

/* Whether TEXT has marks that stand behind their letters, or may have. */
static bool may_be_decomposed(struct str text)
{
	return memchr(text.ptr, 0xCC, text.len) || memchr(text.ptr, 0xCD, text.len);
}

static bool block_has(struct checker *c, struct str text)
{
	struct token token;
	if (text.len > 0 && may_be_decomposed(text)) {
		buf_reset(&c->composed);
		shown_compose(&c->composed, text);
		text = buf_str(&c->composed);
	}
	if (!memmem(text.ptr, text.len, c->typed[0].ptr, c->typed[0].len))
		return false;
	tokenizer_start(c->request->tokenizer, text);
	for (size_t i = 0; tokenizer_next(c->request->tokenizer, &token); i++) {
		c->last[i % c->count] = str_slice(text, token.start, token.end);
		if (i + 1 >= c->count && ends_row(c, i))
			return true;
	}
	return false;
}

static bool record_has(void *context, const struct record *r)
{
	struct checker *c = context;
	for (size_t i = 0; i < r->block_count; i++) {
		if ((!c->node->in_zone || r->blocks[i].zone == c->node->zone) &&
			block_has(c, r->blocks[i].text))
			return true;
	}
	return false;
}

/* The words of the clause as they were typed. */
static bool read_typed(struct checker *c, struct arena *memory)
{
	const struct query *q = c->request->plan->query;
	const struct query_clause *clause = &q->clauses[c->node->clause];
	c->count = clause->count;
	c->typed = arena_array(memory, c->count, sizeof *c->typed);
	c->last = arena_array(memory, c->count, sizeof *c->last);
	c->begins = arena_array(memory, c->count, sizeof *c->begins);
	if (!c->typed || !c->last || !c->begins)
		return false;
	for (size_t i = 0; i < c->count; i++) {
		const struct query_word *w = &q->words[clause->first + i];
		c->begins[i] = w->prefix;
		buf_reset(&c->composed);
		shown_compose(&c->composed, str_slice(q->text, w->start, w->end));
		c->typed[i] = arena_str(memory, buf_str(&c->composed));
		if (c->composed.failed || !c->typed[i].ptr)
			return false;
	}
	return true;
}

bool literal_keep(const struct condition_request *request, const struct query_node *n,
	struct xc_set *set, struct error *err)
{
	struct arena memory = ARENA_INIT;
	struct checker c = {.request = request, .node = n};
	bool ok = read_typed(&c, &memory) ? records_keep(request, set, record_has, &c, err)
					  : error_set_memory(err);
	if (c.composed.failed)
		ok = error_set_memory(err);
	buf_free(&c.composed);
	arena_free(&memory);
	return ok;
}
