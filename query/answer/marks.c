#include "query/answer/marks.h"

#include "query/answer/marker_tables.h"

#include <stdlib.h>

/* An extra token of the text that matches: it belongs to the first word that it
   covers and reaches to END. */
struct other_reading {
	uint32_t links[2];
	size_t end;
};

void marks_free(struct marks *m)
{
	free(m->items);
	free(m->others);
	*m = (struct marks){0};
}

static struct mark *push(struct marks *m)
{
	if (m->count == m->capacity) {
		size_t capacity = m->capacity ? 2 * m->capacity : 512;
		struct mark *items = realloc(m->items, capacity * sizeof *items);
		if (!items)
			return NULL;
		m->items = items;
		m->capacity = capacity;
	}
	return &m->items[m->count++];
}

/* Keeps the extra TOKEN for MARK; COUNT are kept already. */
static bool keep_other(struct marks *m, struct mark *mark, const struct token *token,
	const uint32_t links[2], size_t *count)
{
	if (*count == m->other_capacity) {
		size_t capacity = m->other_capacity ? 2 * m->other_capacity : 16;
		struct other_reading *others = realloc(m->others, capacity * sizeof *others);
		if (!others)
			return false;
		m->others = others;
		m->other_capacity = capacity;
	}
	if (mark->found.other_count++ == 0)
		mark->found.first_other = (uint32_t)*count;
	struct other_reading *o = &m->others[(*count)++];
	*o = (struct other_reading){.links = {links[EXACT], links[FOLDED]}, .end = token->end};
	return true;
}

static bool read_words(
	struct marker *m, struct tokenizer *t, struct str text, bool join, struct marks *out)
{
	struct token token;
	struct mark *mark = NULL;
	size_t others = 0;
	if (join)
		tokenizer_start_document(t, text);
	else
		tokenizer_start(t, text);
	while (tokenizer_next(t, &token)) {
		uint32_t links[2] = {0, 0};
		if (m->has_sort[EXACT])
			links[EXACT] = marker_lookup(m, token.exact, EXACT)->first;
		if (m->has_sort[FOLDED])
			links[FOLDED] = marker_lookup(m, token.folded, FOLDED)->first;
		if (token.flags & TOKEN_EXTRA) {
			if (mark && (links[EXACT] || links[FOLDED]) &&
				!keep_other(out, mark, &token, links, &others))
				return false;
			continue;
		}
		mark = push(out);
		if (!mark)
			return false;
		*mark = (struct mark){
			.start = token.start,
			.end = token.end,
			.word = MARK_NONE,
			.breaks = (token.flags & TOKEN_BREAK) != 0,
			.found = {.links = {links[EXACT], links[FOLDED]}},
		};
	}
	return true;
}

static bool has_link(const struct marker *m, const uint32_t links[2], size_t word)
{
	for (int sort = EXACT; sort <= FOLDED; sort++) {
		for (uint32_t l = links[sort]; l != 0; l = m->links[l].next) {
			if (m->links[l].word == word)
				return true;
		}
	}
	return false;
}

/* A block at hand: its words, and what their other readings matched. */
struct block {
	const struct marker *marker;
	struct mark *items;
	size_t count;
	const struct other_reading *others;
	struct str text;
};

/* Whether item I is WORD; *END is where it then ends, past I where another reading
   of several words matched. */
static bool matches(const struct block *b, size_t i, size_t word, size_t *end)
{
	const struct mark *mark = &b->items[i];
	*end = mark->end;
	if (has_link(b->marker, mark->found.links, word))
		return true;
	for (uint32_t k = 0; k < mark->found.other_count; k++) {
		const struct other_reading *o = &b->others[mark->found.first_other + k];
		*end = o->end;
		if (has_link(b->marker, o->links, word))
			return true;
	}
	return false;
}

/* Marks as WORD item I, and those after it that end by END. */
static void mark_range(const struct block *b, size_t i, size_t end, size_t word)
{
	for (size_t k = i; k < b->count && (k == i || b->items[k].end <= end); k++)
		b->items[k].word = (int)word;
}

/* Marks the words of CLAUSE in a row where they begin at item I. */
static void mark_row(const struct block *b, const struct query_clause *clause, size_t i)
{
	size_t end;
	if (b->count - i < clause->count)
		return;
	for (size_t k = 0; k < clause->count; k++) {
		if (!matches(b, i + k, clause->first + k, &end))
			return;
	}
	for (size_t k = 0; k < clause->count; k++) {
		matches(b, i + k, clause->first + k, &end);
		mark_range(b, i + k, end, clause->first + k);
	}
}

/* Whether WORD has to stand in a row with those around it in the query. */
static bool stands_in_row(const struct marker *m, size_t word)
{
	const struct query_clause *c = m->clause_of[word];
	return c->count > 1 && word < c->first + c->count;
}

static void mark_rows_from(const struct block *b, size_t i, const uint32_t links[2])
{
	const struct marker *m = b->marker;
	for (int sort = EXACT; sort <= FOLDED; sort++) {
		for (uint32_t l = links[sort]; l != 0; l = m->links[l].next) {
			size_t word = m->links[l].word;
			if (!m->placed[word] && stands_in_row(m, word) &&
				m->clause_of[word]->first == word)
				mark_row(b, m->clause_of[word], i);
		}
	}
}

static void mark_rows(const struct block *b)
{
	for (size_t i = 0; i < b->count; i++) {
		mark_rows_from(b, i, b->items[i].found.links);
		for (uint32_t k = 0; k < b->items[i].found.other_count; k++)
			mark_rows_from(b, i, b->others[b->items[i].found.first_other + k].links);
	}
}

/* The loose word that LINKS lead to: AFTER if it can be, else the first. */
static int loose_word(const struct marker *m, const uint32_t links[2], int after)
{
	int best = MARK_NONE;
	for (int sort = EXACT; sort <= FOLDED; sort++) {
		for (uint32_t l = links[sort]; l != 0; l = m->links[l].next) {
			int word = m->links[l].word;
			if (m->placed[word] || stands_in_row(m, (size_t)word))
				continue;
			if (word == after)
				return word;
			if (best == MARK_NONE || word < best)
				best = word;
		}
	}
	return best;
}

/* Marks item I, if it matches and is free, and what another reading of it covers. */
static void mark_loose(const struct block *b, size_t i, int after)
{
	struct mark *mark = &b->items[i];
	if (mark->word != MARK_NONE)
		return;
	for (uint32_t k = 0; k < mark->found.other_count; k++) {
		const struct other_reading *o = &b->others[mark->found.first_other + k];
		int word = loose_word(b->marker, o->links, after);
		if (word != MARK_NONE)
			mark_range(b, i, o->end, (size_t)word);
	}
	if (mark->word == MARK_NONE)
		mark->word = loose_word(b->marker, mark->found.links, after);
}

static size_t mark_all_loose(const struct block *b)
{
	size_t hits = 0;
	int last = MARK_NONE;
	for (size_t i = 0; i < b->count; i++) {
		struct mark *mark = &b->items[i];
		mark_loose(b, i, last == MARK_NONE ? last : last + 1);
		mark->follows = last != MARK_NONE && mark->word == last + 1 && !mark->breaks;
		last = mark->word;
		hits += last != MARK_NONE;
	}
	return hits;
}

/* ---- What is asked of places ---- */

static bool asked_matches(void *context, size_t i, size_t word, size_t *last)
{
	const struct block *b = context;
	size_t end;
	if (!matches(b, i, word, &end))
		return false;
	for (*last = i; *last + 1 < b->count && b->items[*last + 1].end <= end;)
		++*last;
	return true;
}

static struct str asked_word_at(void *context, size_t i, size_t *start)
{
	const struct block *b = context;
	*start = b->items[i].start;
	return str_slice(b->text, b->items[i].start, b->items[i].end);
}

static void asked_mark_as(void *context, size_t i, size_t last, size_t word)
{
	const struct block *b = context;
	for (size_t k = i; k <= last; k++)
		b->items[k].word = (int)word;
}

static bool mark_asked(const struct block *b, enum zone zone)
{
	struct block copy = *b;
	const struct asked_block asked = {.text = b->text,
		.zone = zone,
		.count = b->count,
		.context = &copy,
		.matches = asked_matches,
		.word_at = asked_word_at,
		.mark = asked_mark_as};
	return asked_mark(b->marker->asked, &asked);
}

bool marker_read(struct marker *m, struct tokenizer *t, struct str text, enum zone zone, bool join,
	struct marks *out, size_t *found)
{
	size_t first = out->count;
	if (!read_words(m, t, text, join, out))
		return false;
	struct block b = {
		.marker = m,
		.items = out->items ? out->items + first : NULL, /* a text without words */
		.count = out->count - first,
		.others = out->others,
		.text = text,
	};
	mark_rows(&b);
	if (!mark_asked(&b, zone))
		return false;
	size_t hits = mark_all_loose(&b);
	if (found)
		*found = hits;
	return true;
}
