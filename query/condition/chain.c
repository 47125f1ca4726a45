#include "query/condition/chain.h"

#include "archive/schema.h"

struct describer {
	const struct plan_request *plan;
	struct arena *memory;
	struct buf term;
};

static size_t count_children(const struct query_node *n)
{
	size_t count = 0;
	for (const struct query_node *c = n->child; c; c = c->next)
		count++;
	return count;
}

/* The spellings of word number WORD of the query, as terms. */
static bool describe_word(struct describer *d, size_t word, struct xc_word *out)
{
	const struct reading *r = &d->plan->forgiving->of[word];
	bool exact = r->kind == READING_EXACT || r->spelling_count == 0;
	const struct str *from = exact ? &r->exact : r->spellings;
	size_t count = exact ? 1 : r->spelling_count;
	struct str *terms = arena_array(d->memory, count, sizeof *terms);
	for (size_t i = 0; terms && i < count; i++) {
		if (!schema_term(&d->term, "", from[i]))
			return false;
		terms[i] = arena_str(d->memory, buf_str(&d->term));
		if (!terms[i].ptr)
			return false;
	}
	*out = (struct xc_word){terms, count};
	return terms != NULL;
}

/* The COUNT words FIRST and after, or those of OTHERS. */
static bool describe_row(
	struct describer *d, const size_t *others, size_t first, size_t count, struct near_row *out)
{
	struct xc_word *words = arena_array(d->memory, count, sizeof *words);
	for (size_t i = 0; words && i < count; i++) {
		if (!describe_word(d, others ? others[i] : first + i, &words[i]))
			return false;
	}
	*out = (struct near_row){words, count};
	return words != NULL;
}

/* The words of A as they stand. */
static bool describe_alternative(
	struct describer *d, const struct alternative *a, struct near_row *out)
{
	struct xc_word *words = arena_array(d->memory, a->count, sizeof *words);
	for (size_t i = 0; words && i < a->count; i++) {
		struct str *term = arena_alloc(d->memory, sizeof *term);
		if (!term || !schema_term(&d->term, "", a->words[i]))
			return false;
		*term = arena_str(d->memory, buf_str(&d->term));
		words[i] = (struct xc_word){term, 1};
		if (!term->ptr)
			return false;
	}
	*out = (struct near_row){words, a->count};
	return words != NULL;
}

/* Adds the alternatives of E, which may be NULL, to the *COUNT rows. */
static bool describe_alternatives(
	struct describer *d, const struct expansion *e, struct near_row *rows, size_t *count)
{
	bool ok = true;
	for (size_t i = 0; e && ok && i < e->other_count; i++)
		ok = describe_alternative(d, &e->others[i], &rows[(*count)++]);
	return ok;
}

/* Clause C in all ways to write it. */
static bool describe_part(struct describer *d, const struct query_clause *c, struct near_part *out)
{
	const struct expansion *e = expansion_of(d->plan->query, c);
	size_t others = c->kind == CLAUSE_GROUP ? c->others : 0;
	size_t room = 1 + c->phrase_count + others + (e ? e->other_count : 0);
	struct near_row *rows = arena_array(d->memory, room, sizeof *rows);
	bool ok = rows && describe_row(d, NULL, c->first, c->count, &rows[0]);
	size_t count = 1;
	for (size_t i = 0; ok && i < c->phrase_count; i++)
		ok = describe_row(d, c->phrases[i].words, 0, c->phrases[i].count, &rows[count++]);
	for (size_t i = 0; ok && i < others; i++)
		ok = describe_row(d, NULL, c->first + c->count + i, 1, &rows[count++]);
	ok = ok && describe_alternatives(d, e, rows, &count);
	*out = (struct near_part){.rows = rows, .count = count};
	return ok;
}

/* A clause, or a phrase with stars. */
static bool describe_choice(
	struct describer *d, const struct query_node *n, struct near_choice *out)
{
	bool several = n->kind == NODE_CHAIN;
	size_t count = several ? count_children(n) : 1;
	struct near_part *parts = arena_array(d->memory, count, sizeof *parts);
	const struct query_node *part = several ? n->child : n;
	for (size_t i = 0; parts && i < count; i++, part = part->next) {
		const struct query_clause *c = &d->plan->query->clauses[part->clause];
		if (!describe_part(d, c, &parts[i]))
			return false;
		parts[i].distance = (uint32_t)part->distance;
	}
	*out = (struct near_choice){parts, count};
	return parts != NULL;
}

static enum near_link link_of(const struct query_node *n)
{
	return n->link == LINK_SENTENCE    ? NEAR_SENTENCE
	       : n->link == LINK_PARAGRAPH ? NEAR_PARAGRAPH
					   : NEAR_WITHIN;
}

static bool describe_operand(
	struct describer *d, const struct query_node *n, struct near_operand *out)
{
	bool several = n->kind == NODE_OR;
	size_t count = several ? count_children(n) : 1;
	struct near_choice *choices = arena_array(d->memory, count + 1, sizeof *choices);
	const struct query_node *choice = several ? n->child : n;
	for (size_t i = 0; choices && i < count; i++, choice = choice->next) {
		if (!describe_choice(d, choice, &choices[i]))
			return false;
	}
	*out = (struct near_operand){
		choices, count, .link = link_of(n), .distance = (uint32_t)n->distance};
	return choices != NULL;
}

/* Whether N is one operand: a clause, or a phrase with stars, whose links say how far it goes
   on. */
static bool is_alone(const struct query_node *n)
{
	return n->kind != NODE_CHAIN || n->child->next->link == LINK_EXACTLY;
}

bool chain_describe(const struct query_node *n, const struct plan_request *plan,
	struct arena *memory, struct near_request *out)
{
	struct describer d = {.plan = plan, .memory = memory, .term = BUF_INIT};
	size_t count = is_alone(n) ? 1 : count_children(n);
	struct near_operand *operands = arena_array(memory, count, sizeof *operands);
	const struct query_node *operand = is_alone(n) ? n : n->child;
	bool ok = operands != NULL;
	for (size_t i = 0; ok && i < count; i++, operand = operand->next)
		ok = describe_operand(&d, operand, &operands[i]);
	buf_free(&d.term);
	*out = (struct near_request){operands, count, n->in_zone, n->zone};
	return ok;
}

bool chain_describe_others(const struct query_node *n, const struct expansion *e,
	struct arena *memory, struct near_request *out)
{
	struct describer d = {.memory = memory, .term = BUF_INIT};
	struct near_operand *operand = arena_alloc(memory, sizeof *operand);
	struct near_choice *choice = arena_alloc(memory, sizeof *choice);
	struct near_part *part = arena_alloc(memory, sizeof *part);
	struct near_row *rows = arena_array(memory, e->other_count, sizeof *rows);
	size_t count = 0;
	bool ok = operand && choice && part && rows && describe_alternatives(&d, e, rows, &count);
	buf_free(&d.term);
	if (!ok)
		return false;
	*part = (struct near_part){.rows = rows, .count = count};
	*choice = (struct near_choice){part, 1};
	*operand = (struct near_operand){.choices = choice, .count = 1};
	*out = (struct near_request){operand, 1, n->in_zone, n->zone};
	return true;
}
