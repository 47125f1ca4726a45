#include "query/answer/marks.h"

#include "query/expansion/expansion.h"
#include "query/reading/reading.h"

#include <stdlib.h>

enum { EXACT, FOLDED }; /* the two spellings of a token, and the two sorts of key */

/* A spelling, and the words of the query that it stands for. */
struct entry {
	struct str key;
	int sort;
	uint32_t first; /* link, 0: the entry is free */
};

struct link {
	uint16_t word;
	uint32_t next; /* 0: the last */
};

struct marker {
	const struct query *query;
	const struct readings *readings;
	const struct query_clause **clause_of; /* of each word; NULL: excluded */
	unsigned *units;                       /* likewise; words of the query, then of
						  its expansions */
	struct entry *table;
	size_t mask;        /* the table's size, a power of two, less one */
	struct link *links; /* links[0] is not used */
	uint32_t link_count;
	bool has_sort[2];
	size_t word_count; /* so far, beyond the query's: those of rows of their own */
	unsigned wanted;
	bool joins;
};

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

/* FNV-1a, 32 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>. */
static uint32_t hash(struct str key, int sort)
{
	uint32_t h = 0x811C9DC5u ^ (uint32_t)sort;
	for (size_t i = 0; i < key.len; i++)
		h = (h ^ (unsigned char)key.ptr[i]) * 0x01000193u;
	return h;
}

static struct entry *lookup(const struct marker *m, struct str key, int sort)
{
	size_t i = hash(key, sort) & m->mask;
	while (m->table[i].first != 0) {
		if (m->table[i].sort == sort && str_eq(m->table[i].key, key))
			break;
		i = (i + 1) & m->mask;
	}
	return &m->table[i];
}

static void add_key(struct marker *m, struct str key, int sort, size_t word)
{
	struct entry *e = lookup(m, key, sort);
	uint32_t link = ++m->link_count;
	m->links[link] = (struct link){.word = (uint16_t)word, .next = e->first};
	*e = (struct entry){.key = key, .sort = sort, .first = link};
	m->has_sort[sort] = true;
}

/* Enters WORD under every spelling that R stands for. */
static void add_word(struct marker *m, const struct reading *r, size_t word)
{
	switch (r->kind) {
	case READING_EXACT:
		add_key(m, r->exact, EXACT, word);
		break;
	case READING_FOLDED:
		add_key(m, r->folded, FOLDED, word);
		break;
	case READING_SPELLINGS:
		for (size_t i = 0; i < r->spelling_count; i++)
			add_key(m, r->spellings[i], EXACT, word);
		break;
	}
}

static size_t count_keys(const struct reading *r)
{
	return r->kind == READING_SPELLINGS ? r->spelling_count : 1;
}

/* The words of the rows that the phrases of Q can also be, and their keys in *KEYS. */
static size_t count_phrases(const struct marker *m, size_t *keys)
{
	size_t words = 0;
	for (size_t c = 0; c < m->query->clause_count; c++) {
		const struct query_clause *clause = &m->query->clauses[c];
		for (size_t i = 0; i < clause->phrase_count; i++) {
			const struct query_phrase *phrase = &clause->phrases[i];
			words += phrase->count;
			for (size_t k = 0; k < phrase->count; k++)
				*keys += count_keys(&m->readings->of[phrase->words[k]]);
		}
	}
	return words;
}

static bool make_tables(struct marker *m, struct arena *memory)
{
	const struct expansions *x = m->query->expansions;
	size_t others = x ? x->word_count : 0;
	size_t keys = 1 + others;
	size_t words = m->query->word_count + others + count_phrases(m, &keys);
	for (size_t i = 0; i < m->query->word_count; i++)
		keys += count_keys(&m->readings->of[i]);
	size_t size = 8;
	while (size < 2 * keys)
		size *= 2;
	m->mask = size - 1;
	m->table = arena_array(memory, size, sizeof *m->table);
	m->links = arena_array(memory, keys, sizeof *m->links);
	m->clause_of = arena_array(memory, words, sizeof *m->clause_of);
	m->units = arena_array(memory, words, sizeof *m->units);
	if (!m->table || !m->links || !m->clause_of || !m->units)
		return false;
	for (size_t i = 0; i < m->query->word_count; i++)
		m->units[i] = m->readings->of[i].unit;
	return true;
}

/* Whether a wanted word before WORD has the same unit. */
static bool seen_before(const struct marker *m, size_t word)
{
	for (size_t i = 0; i < word; i++) {
		if (m->clause_of[i] && m->units[i] == m->units[word])
			return true;
	}
	return false;
}

/* A row of COUNT words, which count as the word TYPED. */
static struct query_clause *add_row(
	struct marker *m, size_t typed, size_t count, struct arena *memory)
{
	struct query_clause *row = arena_alloc(memory, sizeof *row);
	if (!row)
		return NULL;
	size_t first = m->query->word_count + m->word_count;
	m->word_count += count;
	*row = (struct query_clause){.kind = CLAUSE_PHRASE, .first = first, .count = count};
	for (size_t i = first; i < first + count; i++) {
		m->clause_of[i] = row;
		m->units[i] = m->units[typed];
	}
	return row;
}

/* Enters another way to write the phrase C. */
static bool add_phrase(struct marker *m, const struct query_clause *c,
	const struct query_phrase *phrase, struct arena *memory)
{
	const struct query_clause *row = add_row(m, c->first, phrase->count, memory);
	if (!row)
		return false;
	for (size_t i = 0; i < phrase->count; i++)
		add_word(m, &m->readings->of[phrase->words[i]], row->first + i);
	m->joins |= phrase->count == 1;
	return true;
}

/* Enters the words of an alternative to the clause that begins with word TYPED: a row
   of words of its own, which counts as that word. */
static bool add_alternative(
	struct marker *m, const struct alternative *a, size_t typed, struct arena *memory)
{
	const struct query_clause *row = add_row(m, typed, a->count, memory);
	if (!row)
		return false;
	for (size_t i = 0; i < a->count; i++)
		add_key(m, a->words[i], EXACT, row->first + i);
	m->joins |= a->count == 1;
	return true;
}

static bool add_expansions(struct marker *m, struct query *q)
{
	for (size_t i = 0; q->expansions && i < q->expansions->count; i++) {
		const struct expansion *e = &q->expansions->items[i];
		for (size_t k = 0; k < e->other_count; k++) {
			if (!add_alternative(
				    m, &e->others[k], q->clauses[e->first].first, &q->memory))
				return false;
		}
	}
	return true;
}

static bool add_clause(struct marker *m, struct query *q, const struct query_clause *c)
{
	size_t others = c->kind == CLAUSE_GROUP ? c->others : 0;
	for (size_t i = c->first; i < c->first + c->count + others; i++) {
		m->clause_of[i] = c;
		add_word(m, &m->readings->of[i], i);
		/* What several words together stand for is hardly ever a syllable. */
		m->joins |= q->words[i].kind != TOKEN_SYLLABLE;
		if (!seen_before(m, i))
			m->wanted++;
	}
	for (size_t i = 0; i < c->phrase_count; i++) {
		if (!add_phrase(m, c, &c->phrases[i], &q->memory))
			return false;
	}
	return true;
}

struct marker *marker_new(struct query *q, const struct readings *readings)
{
	struct marker *m = arena_alloc(&q->memory, sizeof *m);
	if (!m)
		return NULL;
	m->query = q;
	m->readings = readings;
	if (!make_tables(m, &q->memory))
		return NULL;
	for (size_t c = 0; c < q->clause_count; c++) {
		if (!q->clauses[c].excluded && !add_clause(m, q, &q->clauses[c]))
			return NULL;
	}
	return add_expansions(m, q) ? m : NULL;
}

unsigned marker_unit(const struct marker *m, int word)
{
	return m->units[word];
}

unsigned marker_wanted(const struct marker *m)
{
	return m->wanted;
}

bool marker_joins(const struct marker *m)
{
	return m->joins;
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
			links[EXACT] = lookup(m, token.exact, EXACT)->first;
		if (m->has_sort[FOLDED])
			links[FOLDED] = lookup(m, token.folded, FOLDED)->first;
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
			if (stands_in_row(m, word) && m->clause_of[word]->first == word)
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
			if (stands_in_row(m, (size_t)word))
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

bool marker_read(struct marker *m, struct tokenizer *t, struct str text, bool join,
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
	};
	mark_rows(&b);
	size_t hits = mark_all_loose(&b);
	if (found)
		*found = hits;
	return true;
}
