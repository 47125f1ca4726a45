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
	bool *is;   /* which of them the word of the text at hand is */
	bool *ends; /* whether what was typed up to each ends with the word before */
	struct buf composed;
};

/* Notes which of the words that were typed WORD is, a word of the text or a part of one. */
static void note_word(struct checker *c, struct str word)
{
	for (size_t i = 0; i < c->count; i++)
		c->is[i] |= c->begins[i] ? str_starts_with(word, c->typed[i])
					 : str_eq(word, c->typed[i]);
}

/* Goes on behind the word that was noted; whether what was typed ends with it. */
static bool pass_word(struct checker *c)
{
	for (size_t i = c->count; i-- > 0;) {
		c->ends[i] = c->is[i] && (i == 0 || c->ends[i - 1]);
		c->is[i] = false;
	}
	return c->ends[c->count - 1];
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
	struct str word = STR("");
	bool found = false;
	memset(c->is, 0, c->count * sizeof *c->is);
	memset(c->ends, 0, c->count * sizeof *c->ends);
	tokenizer_start_document(c->request->tokenizer, text);
	while (!found && tokenizer_next(c->request->tokenizer, &token)) {
		struct str raw = str_slice(text, token.start, token.end);
		bool part = token.flags & TOKEN_EXTRA;
		if (!part) {
			found = pass_word(c);
			word = raw;
		}
		if (!part || (raw.ptr >= word.ptr && raw.ptr + raw.len <= word.ptr + word.len))
			note_word(c, raw);
	}
	return found || pass_word(c);
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
	c->is = arena_array(memory, c->count, sizeof *c->is);
	c->ends = arena_array(memory, c->count, sizeof *c->ends);
	c->begins = arena_array(memory, c->count, sizeof *c->begins);
	if (!c->typed || !c->is || !c->ends || !c->begins)
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
