#include "query/reading/query.h"

#include "base/buf.h"
#include "text/token/capitals.h"

size_t query_loose_words(const struct query *q)
{
	size_t count = 0;
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		count += c->quoted || c->excluded || c->inner ? 0 : c->count;
	}
	return count;
}

bool query_is_filtered(const struct query *q)
{
	return q->filter_count > 0 || date_range_limits(&q->dates) || q->condition;
}

/* Counts the words of C that may be in capitals; false where one of them is not. */
static bool count_capitals(const struct query *q, const struct query_clause *c, size_t *words)
{
	for (size_t i = c->first; i < c->first + c->count; i++) {
		if (q->words[i].flags & TOKEN_EXTRA || q->words[i].kind == TOKEN_NUMBER)
			continue;
		if (!(q->words[i].flags & TOKEN_CAPITALS))
			return false;
		++*words;
	}
	return true;
}

bool query_in_capitals(const struct query *q, const struct query_clause *c)
{
	size_t words = 0;
	for (size_t i = 0; i < q->clause_count; i++) {
		if (q->clauses[i].stretch == c->stretch &&
			!count_capitals(q, &q->clauses[i], &words))
			return false;
	}
	return words > 1;
}

static bool tells(const struct query *q, size_t word)
{
	const struct query_word *w = &q->words[word];
	return capitals_tell(w->kind, w->flags, w->folded);
}

/* Whether the word before WORD of C tells by its capitals, in the same stretch. */
static bool tells_before(const struct query *q, const struct query_clause *c, size_t word)
{
	if (word > c->first)
		return tells(q, word - 1);
	const struct query_clause *before = c - 1;
	return c > q->clauses && before->stretch == c->stretch &&
	       tells(q, before->first + before->count - 1);
}

static bool tells_behind(const struct query *q, const struct query_clause *c, size_t word)
{
	if (word + 1 < c->first + c->count)
		return tells(q, word + 1);
	const struct query_clause *behind = c + 1;
	return behind < q->clauses + q->clause_count && behind->stretch == c->stretch &&
	       tells(q, behind->first);
}

bool query_is_acronym(const struct query *q, const struct query_clause *c, size_t word)
{
	return tells(q, word) && !tells_before(q, c, word) && !tells_behind(q, c, word) &&
	       !q->pasted && !query_in_capitals(q, c);
}

void query_free(struct query *q)
{
	arena_free(&q->memory);
	*q = (struct query){.notes.unclosed = QUERY_NO_PLACE};
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
		buf_append_c(out, w->prefix ? "*" : "");
		in_span = w->kind == TOKEN_SPAN;
	}
}

static void spell_clause(const struct query *q, const struct query_clause *c,
	const struct str *spellings, struct buf *out)
{
	bool several = c->excluded && c->count > 1 && c->others == 0;
	bool quoted = several || (c->kind == CLAUSE_PHRASE && (c->quoted || c->count > 1));
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

/* What is told among words: "lũ OR bão". */
static void spell_node(const struct query *q, const struct query_node *n,
	const struct str *spellings, struct buf *out)
{
	if (n->kind == NODE_CLAUSE) {
		spell_clause(q, &q->clauses[n->clause], spellings, out);
		return;
	}
	buf_append_c(out, n->in_place ? "" : "(");
	for (const struct query_node *c = n->child; c; c = c->next) {
		buf_append_c(out, c == n->child ? "" : n->kind == NODE_OR ? " OR " : " ");
		spell_node(q, c, spellings, out);
	}
	buf_append_c(out, n->in_place ? "" : ")");
}

/* The first part of the condition from N on that is told in its place. */
static const struct query_node *in_place(const struct query_node *n)
{
	while (n && !n->in_place)
		n = n->next;
	return n;
}

static const struct query_node *first_part(const struct query *q)
{
	return q->condition ? q->condition->child : NULL;
}

/* Spells the parts from N on that stand before byte END; the next one. */
static const struct query_node *spell_parts(const struct query *q, const struct query_node *n,
	size_t end, const struct str *spellings, struct buf *out)
{
	for (; n && n->at < end; n = in_place(n->next)) {
		buf_append_c(out, out->len > 0 ? " " : "");
		spell_node(q, n, spellings, out);
	}
	return n;
}

/* Whether the clause C, which stands among the words, is asked for by N, too: +lũ. */
static bool is_asked(
	const struct query *q, const struct query_node *n, const struct query_clause *c)
{
	if (n->kind == NODE_CLAUSE)
		return &q->clauses[n->clause] == c;
	bool asked = false;
	for (const struct query_node *i = n->child; n->kind == NODE_AND && i; i = i->next)
		asked |= is_asked(q, i, c);
	return asked;
}

struct str query_spell(struct query *q, const struct str *spellings)
{
	struct buf out = BUF_INIT;
	const struct query_node *part = in_place(first_part(q));
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		if (c->inner || (spellings && spellings[c->first].len == 0))
			continue;
		part = spell_parts(q, part, q->words[c->first].start, spellings, &out);
		buf_append_c(&out, out.len > 0 ? " " : "");
		bool asked = q->condition && is_asked(q, q->condition, c);
		buf_append_c(&out, c->excluded ? "-" : asked ? "+" : "");
		spell_clause(q, c, spellings, &out);
	}
	spell_parts(q, part, q->text.len, spellings, &out);
	buf_append_c(&out, out.len > 0 && q->typed_apart.len > 0 ? " " : "");
	buf_append(&out, q->typed_apart);
	struct str spelt =
		out.failed ? (struct str){NULL, 0} : arena_str(&q->memory, buf_str(&out));
	buf_free(&out);
	return spelt;
}

struct str query_clause_text(const struct query *q, const struct query_clause *c)
{
	const struct query_word *last = &q->words[c->first + c->count - 1];
	return str_slice(q->text, q->words[c->first].start, last->end + last->prefix);
}

/* ---- As a tree ---- */

static void append_word(const struct query *q, size_t word, struct buf *out)
{
	const struct query_word *w = &q->words[word];
	buf_append(out, str_slice(q->text, w->start, w->end));
	buf_append_c(out, w->prefix ? "*" : "");
}

/* The words [first, first + count) of Q, as typed. */
static void append_phrase(
	const struct query *q, size_t first, size_t count, bool quoted, struct buf *out)
{
	buf_append_c(out, quoted ? "\"" : "");
	if (!quoted && count > 1)
		buf_append(out,
			str_slice(q->text, q->words[first].start, q->words[first + count - 1].end));
	for (size_t i = first; (quoted || count == 1) && i < first + count; i++) {
		buf_append_c(out, i > first ? " " : "");
		append_word(q, i, out);
	}
	buf_append_c(out, quoted ? "\"" : "");
}

static void append_clause(const struct query *q, const struct query_clause *c, struct buf *out)
{
	buf_append_c(out, c->literal ? "=" : "");
	append_phrase(q, c->first, c->count, c->quoted, out);
}

static void append_filter(const struct query_filter *f, struct buf *out)
{
	buf_printf(out, "%s:\"%.*s\"", field_name(f->field), STR_ARG(f->value));
}

static void append_dates(const struct date_range *d, struct buf *out)
{
	buf_printf(out, "date:%s..%s", d->from, d->to);
}

static void append_link(const struct query_node *n, struct buf *out)
{
	switch (n->link) {
	case LINK_WITHIN:
		buf_printf(out, "/%zu ", n->distance);
		break;
	case LINK_EXACTLY:
		buf_printf(out, "/+%zu ", n->distance);
		break;
	case LINK_SENTENCE:
		buf_append_c(out, "/s ");
		break;
	case LINK_PARAGRAPH:
		buf_append_c(out, "/p ");
		break;
	}
}

static void append_node(
	const struct query *q, const struct query_node *n, bool in_chain, struct buf *out);

static void append_children(const struct query *q, const struct query_node *n, const char *name,
	bool in_chain, struct buf *out)
{
	bool chain = n->kind == NODE_CHAIN;
	buf_printf(out, "(%s", name);
	for (const struct query_node *c = n->child; c; c = c->next) {
		buf_push(out, ' ');
		if (chain && c != n->child)
			append_link(c, out);
		append_node(q, c, chain || in_chain, out);
	}
	buf_push(out, ')');
}

/* A chain tells the zone of what is in it. */
static void append_node(
	const struct query *q, const struct query_node *n, bool in_chain, struct buf *out)
{
	if (n->in_zone && !in_chain && (n->kind == NODE_CLAUSE || n->kind == NODE_CHAIN))
		buf_printf(out, "%s:", zone_name(n->zone));
	switch (n->kind) {
	case NODE_AND:
		append_children(q, n, "AND", in_chain, out);
		break;
	case NODE_OR:
		append_children(q, n, "OR", in_chain, out);
		break;
	case NODE_NOT:
		append_children(q, n, "NOT", in_chain, out);
		break;
	case NODE_CHAIN:
		append_children(q, n, "NEAR", in_chain, out);
		break;
	case NODE_CLAUSE:
		append_clause(q, &q->clauses[n->clause], out);
		break;
	case NODE_FILTER:
		append_filter(&n->filter, out);
		break;
	case NODE_DATES:
		append_dates(&n->dates, out);
		break;
	}
}

/* Those that are wanted of FIELD, of which one will do. */
static void append_values(const struct query *q, enum query_field field, struct buf *out)
{
	size_t count = 0;
	for (size_t i = 0; i < q->filter_count; i++)
		count += q->filters[i].field == field && !q->filters[i].excluded;
	buf_append_c(out, count > 1 ? " (OR" : "");
	for (size_t i = 0; i < q->filter_count; i++) {
		if (q->filters[i].field != field || q->filters[i].excluded)
			continue;
		buf_push(out, ' ');
		append_filter(&q->filters[i], out);
	}
	buf_append_c(out, count > 1 ? ")" : "");
}

static void append_filters(const struct query *q, struct buf *out)
{
	for (enum query_field f = 0; f < FIELD_BY_COUNT; f++)
		append_values(q, f, out);
	for (size_t i = 0; i < q->filter_count; i++) {
		if (!q->filters[i].excluded)
			continue;
		buf_append_c(out, " (NOT ");
		append_filter(&q->filters[i], out);
		buf_push(out, ')');
	}
}

/* Appends the parts from N on that are told in their place, before byte END; the next one. */
static const struct query_node *append_in_place(
	const struct query *q, const struct query_node *n, size_t end, struct buf *out)
{
	for (; n && n->at < end; n = in_place(n->next)) {
		buf_push(out, ' ');
		append_node(q, n, false, out);
	}
	return n;
}

static void append_parts(const struct query *q, struct buf *out)
{
	const struct query_node *part = in_place(first_part(q));
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		if (c->inner)
			continue;
		part = append_in_place(q, part, q->words[c->first].start, out);
		buf_append_c(out, c->excluded ? " (NOT " : " ");
		append_clause(q, c, out);
		buf_append_c(out, c->excluded ? ")" : "");
	}
	append_in_place(q, part, q->text.len, out);
	append_filters(q, out);
	if (date_range_limits(&q->dates)) {
		buf_push(out, ' ');
		append_dates(&q->dates, out);
	}
	for (const struct query_node *n = first_part(q); n; n = n->next) {
		if (n->in_place)
			continue;
		buf_push(out, ' ');
		append_node(q, n, false, out);
	}
}

void query_append_tree(const struct query *q, struct buf *out)
{
	buf_append_c(out, "(AND");
	append_parts(q, out);
	buf_push(out, ')');
}
