#include "query/condition/literal.h"

#include "archive/record.h"
#include "text/encoding/shown.h"

#include <string.h>

enum { RECORD_BYTES_A_UNIT = 16 };

struct checker {
	const struct condition_request *request;
	const struct query_node *node;
	struct xc_set *set;
	struct str *typed; /* the words, composed … */
	bool *begins;      /* … of which it is the beginning: tham* */
	size_t count;
	struct str *last; /* COUNT words of the text, in a ring */
	struct buf bytes, composed;
	struct arena memory; /* of the record at hand */
	struct error *err;
	bool ok;
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

static bool record_has(struct checker *c, const struct record *r)
{
	for (size_t i = 0; i < r->block_count; i++) {
		if ((!c->node->in_zone || r->blocks[i].zone == c->node->zone) &&
			block_has(c, r->blocks[i].text))
			return true;
	}
	return false;
}

static bool visit(void *context, uint32_t docid)
{
	struct checker *c = context;
	struct budget *budget = c->request->budget;
	struct record record;
	buf_reset(&c->bytes);
	arena_reset(&c->memory);
	if (budget_is_over(budget)) {
		xc_set_remove(c->set, docid);
		return true;
	}
	c->ok = xc_db_data(c->request->plan->db, docid, &c->bytes, c->err) &&
		record_decode(buf_str(&c->bytes), &c->memory, &record, c->err);
	budget_take(budget, c->bytes.len / RECORD_BYTES_A_UNIT + 1);
	if (c->ok && !record_has(c, &record))
		xc_set_remove(c->set, docid);
	return c->ok;
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
	struct checker c = {
		.request = request, .node = n, .set = set, .memory = ARENA_INIT, .err = err};
	c.ok = read_typed(&c, &memory) || error_set_memory(err);
	if (c.ok)
		xc_set_each(set, visit, &c);
	if (c.composed.failed)
		c.ok = error_set_memory(err);
	buf_free(&c.bytes);
	buf_free(&c.composed);
	arena_free(&c.memory);
	arena_free(&memory);
	return c.ok;
}
