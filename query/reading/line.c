#include "query/reading/line.h"

static bool stands_apart(const struct query_clause *c)
{
	return c->kind == CLAUSE_PHRASE || c->excluded || c->inner;
}

static bool is_capitalised(const struct query *q, size_t at)
{
	unsigned capitals = q->words[at].flags & (TOKEN_CAPITALISED | TOKEN_CAPITALS);
	return capitals == TOKEN_CAPITALISED;
}

/* Whether word AT begins with a capital that a sentence does not give it: it is alone, or not
   the first, or the second has one, too. */
static bool is_name(const struct query *q, size_t at)
{
	return is_capitalised(q, at) && (at > 0 || q->word_count == 1 || is_capitalised(q, 1));
}

static void add_word(struct line *line, const struct query *q, const struct query_clause *c,
	size_t at, bool breaks)
{
	const struct query_word *w = &q->words[at];
	unsigned bound = q->keyed || query_is_sign(w) ? TOKEN_TONED : 0U;
	bool fixed =
		c->excluded || c->inner || token_is_figures(w->kind) || query_is_acronym(q, c, at);
	line->words[line->count] = (struct restore_word){.exact = w->exact,
		.folded = w->folded,
		.flags = w->flags | bound | (breaks ? TOKEN_BREAK : 0U),
		.name = is_name(q, at),
		.fixed = fixed};
	line->places[line->count++] = at;
	line->open += !fixed && !((w->flags | bound) & TOKEN_TONED);
}

bool line_make(struct query *q, struct line *out)
{
	*out = (struct line){.words = arena_array(&q->memory, q->word_count, sizeof *out->words),
		.places = arena_array(&q->memory, q->word_count, sizeof *out->places)};
	if (!out->words || !out->places)
		return false;
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		bool apart = stands_apart(c) || (i > 0 && stands_apart(c - 1));
		for (size_t k = 0; k < c->count; k++)
			add_word(out, q, c, c->first + k, apart && k == 0);
	}
	return true;
}

const struct str *line_spellings(
	const struct line *line, struct query *q, const struct str *spellings)
{
	struct str *words = arena_array(&q->memory, q->word_count, sizeof *words);
	if (!words)
		return NULL;
	for (size_t i = 0; i < q->word_count; i++)
		words[i] = q->words[i].exact;
	for (size_t i = 0; i < line->count; i++) {
		words[line->places[i]] = spellings[i];
		if (line->joined && line->joined[i])
			words[line->places[i] + 1] = STR("");
	}
	return words;
}
