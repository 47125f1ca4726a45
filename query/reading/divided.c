#include "query/reading/divided.h"

#include "text/syllable/spelling.h"

/* Of rarer words one can't tell that they were meant. */
enum { JOINED_FREQUENT = 10 };

static bool is_syllable(const struct restore_word *w)
{
	return spelling_is_syllable(w->exact) || spelling_is_unmarked_syllable(w->exact);
}

/* Whether word AT of Q is one by itself, as it was typed. */
static bool is_plain(const struct query *q, size_t at)
{
	for (size_t i = 0; i < q->clause_count; i++) {
		const struct query_clause *c = &q->clauses[i];
		if (c->first == at)
			return c->kind == CLAUSE_WORD && !c->excluded && !c->quoted && !c->inner;
	}
	return false;
}

/* How often the archive has the word S, in any spelling of its letters if it lacks a tone. */
static uint64_t count_of(const struct lexicon *lexicon, const struct spelling *s)
{
	struct str exact = str_make(s->exact, s->exact_len);
	struct str folded = str_make(s->folded, s->folded_len);
	if (s->flags & TOKEN_TONED)
		return lexicon_count(lexicon, exact, folded);
	struct lexicon_group group = lexicon_group(lexicon, folded);
	return group.count > 0 ? lexicon_word(lexicon, group.first).count : 0;
}

/* A and B as one word; false: they are none that the archive has. OUT lives in MEMORY. */
static bool join(const struct lexicon *lexicon, const struct restore_word *a,
	const struct restore_word *b, struct arena *memory, struct restore_word *out)
{
	struct spelling s;
	char both[TOKEN_MAX_BYTES];
	if (a->exact.len + b->exact.len > sizeof both)
		return false;
	memcpy(both, a->exact.ptr, a->exact.len);
	memcpy(both + a->exact.len, b->exact.ptr, b->exact.len);
	spelling_of(str_make(both, a->exact.len + b->exact.len), &s);
	bool unmarked = spelling_is_unmarked_syllable(str_make(s.exact, s.exact_len));
	if ((s.kind != TOKEN_SYLLABLE && !unmarked) || count_of(lexicon, &s) < JOINED_FREQUENT)
		return false;
	*out = (struct restore_word){.exact = arena_str(memory, str_make(s.exact, s.exact_len)),
		.folded = arena_str(memory, str_make(s.folded, s.folded_len)),
		.flags = s.flags | (a->flags & TOKEN_BREAK),
		.name = a->name};
	return out->exact.ptr && out->folded.ptr;
}

/* Whether words I and I + 1 of LINE are a syllable in two parts. */
static bool are_parts(const struct query *q, const struct line *line, size_t i)
{
	const struct restore_word *a = &line->words[i];
	const struct restore_word *b = &line->words[i + 1];
	return !a->fixed && !b->fixed && !(b->flags & TOKEN_BREAK) &&
	       line->places[i] + 1 == line->places[i + 1] && !(is_syllable(a) && is_syllable(b)) &&
	       is_plain(q, line->places[i]) && is_plain(q, line->places[i + 1]);
}

bool divided_join(struct query *q, const struct lexicon *lexicon, const struct line *line,
	struct line *out, bool *found)
{
	*found = false;
	*out = (struct line){.words = arena_array(&q->memory, line->count, sizeof *out->words),
		.places = arena_array(&q->memory, line->count, sizeof *out->places),
		.joined = arena_array(&q->memory, line->count, sizeof *out->joined),
		.open = line->open};
	if (!out->words || !out->places || !out->joined)
		return false;
	for (size_t i = 0; i < line->count; i++) {
		size_t at = out->count++;
		out->words[at] = line->words[i];
		out->places[at] = line->places[i];
		if (i + 1 < line->count && are_parts(q, line, i) &&
			join(lexicon, &line->words[i], &line->words[i + 1], &q->memory,
				&out->words[at])) {
			out->joined[at] = true;
			*found = true;
			i++;
		}
	}
	return true;
}
