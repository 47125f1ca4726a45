#include "query/reading/query.h"

#include "base/buf.h"
#include "text/token/capitals.h"

size_t query_loose_words(const struct query *q)
{
	size_t count = 0;
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		count += c->quoted || c->excluded ? 0 : c->count;
	}
	return count;
}

bool query_is_filtered(const struct query *q)
{
	return q->filter_count > 0 || date_range_limits(&q->dates);
}

bool query_in_capitals(const struct query *q)
{
	size_t words = 0;
	for (size_t i = 0; i < q->word_count; i++) {
		if (q->words[i].flags & TOKEN_EXTRA || q->words[i].kind == TOKEN_NUMBER)
			continue;
		if (!(q->words[i].flags & TOKEN_CAPITALS))
			return false;
		words++;
	}
	return words > 1;
}

static bool tells(const struct query_word *w)
{
	return capitals_tell(w->kind, w->flags, w->folded);
}

bool query_is_acronym(const struct query *q, size_t word)
{
	const struct query_word *w = &q->words[word];
	bool alone = (word == 0 || !tells(w - 1)) && (word + 1 == q->word_count || !tells(w + 1));
	return tells(w) && alone && !q->pasted && !query_in_capitals(q);
}

void query_free(struct query *q)
{
	arena_free(&q->memory);
	*q = (struct query){.unclosed = QUERY_NO_PLACE};
}

/* W as one types it: a pair has the sign of dates. */
static void spell_word(const struct query_word *w, struct buf *out)
{
	struct str sign = STR(TOKEN_PAIR_SIGN);
	const char *pair = w->kind == TOKEN_SPAN
				   ? memmem(w->exact.ptr, w->exact.len, sign.ptr, sign.len)
				   : NULL;
	size_t before = pair ? (size_t)(pair - w->exact.ptr) : w->exact.len;
	buf_append(out, str_slice(w->exact, 0, before));
	if (pair) {
		buf_push(out, '/');
		buf_append(out, str_slice(w->exact, before + sign.len, w->exact.len));
	}
}

/* The words of C, but for the numbers inside a span: 6-0. */
static void spell_words(const struct query *q, const struct query_clause *c, char between,
	const struct str *spellings, struct buf *out)
{
	bool in_span = false;
	for (size_t i = c->first; i < c->first + c->count; i++) {
		const struct query_word *w = &q->words[i];
		in_span = in_span && w->kind == TOKEN_NUMBER && (w->flags & TOKEN_GLUED);
		if (in_span)
			continue;
		if (i > c->first)
			buf_push(out, between);
		if (spellings && w->kind != TOKEN_SPAN)
			buf_append(out, spellings[i]);
		else
			spell_word(w, out);
		in_span = w->kind == TOKEN_SPAN;
	}
}

/* "lũ OR bão": the words of each, quoted where they are several. */
static void spell_choice(const struct query *q, const struct query_clause *c,
	const struct str *spellings, struct buf *out)
{
	struct query_clause one = {.kind = CLAUSE_PHRASE, .first = c->first, .count = c->count};
	for (size_t i = 0; i <= c->phrase_count; i++) {
		const struct query_phrase *other = i > 0 ? &c->phrases[i - 1] : NULL;
		if (other) {
			buf_append_c(out, " OR ");
			one.first = other->words[0];
			one.count = other->count;
		}
		buf_append_c(out, one.count > 1 ? "\"" : "");
		spell_words(q, &one, ' ', spellings, out);
		buf_append_c(out, one.count > 1 ? "\"" : "");
	}
}

static void spell_clause(const struct query *q, const struct query_clause *c,
	const struct str *spellings, struct buf *out)
{
	if (spellings && spellings[c->first].len == 0)
		return;
	bool several = c->excluded && c->count > 1 && c->others == 0;
	bool quoted = several || (c->kind == CLAUSE_PHRASE && (c->quoted || c->count > 1));
	if (out->len > 0)
		buf_push(out, ' ');
	if (c->excluded)
		buf_push(out, '-');
	if (c->choice) {
		spell_choice(q, c, spellings, out);
		return;
	}
	const struct query_word *first = &q->words[c->first];
	const struct query_word *other = first + c->count;
	bool others = c->kind == CLAUSE_GROUP && c->others > 0;
	bool hyphens = others && other->kind == TOKEN_LOANWORD && first->end < first[1].start;
	if (others && first->kind == TOKEN_DATE) { /* one of several days, or a score */
		buf_append(out, query_clause_text(q, c));
		return;
	}
	if (others && !hyphens) {
		buf_append(out, other->exact);
		return;
	}
	if (quoted)
		buf_push(out, '"');
	spell_words(q, c, hyphens ? '-' : ' ', spellings, out);
	if (quoted)
		buf_push(out, '"');
}

struct str query_spell(struct query *q, const struct str *spellings)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < q->clause_count; i++)
		spell_clause(q, &q->clauses[i], spellings, &out);
	buf_append_c(&out, out.len > 0 && q->filters_typed.len > 0 ? " " : "");
	buf_append(&out, q->filters_typed);
	struct str spelt =
		out.failed ? (struct str){NULL, 0} : arena_str(&q->memory, buf_str(&out));
	buf_free(&out);
	return spelt;
}

struct str query_clause_text(const struct query *q, const struct query_clause *c)
{
	return str_slice(q->text, q->words[c->first].start, q->words[c->first + c->count - 1].end);
}
