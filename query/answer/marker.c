#include "query/answer/marks.h"

#include "query/answer/marker_tables.h"
#include "query/expansion/expansion.h"

/* FNV-1a, 32 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>. */
static uint32_t hash(struct str key, int sort)
{
	uint32_t h = 0x811C9DC5u ^ (uint32_t)sort;
	for (size_t i = 0; i < key.len; i++)
		h = (h ^ (unsigned char)key.ptr[i]) * 0x01000193u;
	return h;
}

struct entry *marker_lookup(const struct marker *m, struct str key, int sort)
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
	struct entry *e = marker_lookup(m, key, sort);
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
	m->placed = arena_array(memory, words, sizeof *m->placed);
	m->rows = arena_array(memory, words, sizeof *m->rows);
	if (!m->table || !m->links || !m->clause_of || !m->units || !m->placed || !m->rows)
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

/* A row of COUNT words, which count as those of CLAUSE; of SEVERAL from it on. */
static struct query_clause *add_row(
	struct marker *m, size_t clause, size_t count, bool several, struct arena *memory)
{
	size_t typed = m->query->clauses[clause].first;
	struct query_clause *row = arena_alloc(memory, sizeof *row);
	if (!row)
		return NULL;
	size_t first = m->query->word_count + m->word_count;
	m->word_count += count;
	*row = (struct query_clause){.kind = CLAUSE_PHRASE, .first = first, .count = count};
	m->rows[m->row_count++] = (struct asked_row){
		.clause = clause, .first = first, .count = count, .several = several};
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
	size_t clause = (size_t)(c - m->query->clauses);
	const struct query_clause *row = add_row(m, clause, phrase->count, false, memory);
	if (!row)
		return false;
	for (size_t i = 0; i < phrase->count; i++)
		add_word(m, &m->readings->of[phrase->words[i]], row->first + i);
	m->joins |= phrase->count == 1;
	return true;
}

/* Enters the words of an alternative of E: a row of words of its own, which counts as those that it
   stands beside. */
static bool add_alternative(struct marker *m, const struct expansion *e,
	const struct alternative *a, struct arena *memory)
{
	const struct query_clause *row = add_row(m, e->first, a->count, e->count > 1, memory);
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
			if (!add_alternative(m, e, &e->others[k], &q->memory))
				return false;
		}
	}
	return true;
}

static bool add_clause(struct marker *m, struct query *q, const struct query_clause *c)
{
	size_t clause = (size_t)(c - q->clauses);
	size_t others = c->kind == CLAUSE_GROUP ? c->others : 0;
	m->rows[m->row_count++] = (struct asked_row){
		.clause = clause, .first = c->first, .count = c->count, .typed = true};
	for (size_t i = c->first; i < c->first + c->count + others; i++) {
		m->clause_of[i] = c;
		if (i >= c->first + c->count)
			m->rows[m->row_count++] =
				(struct asked_row){.clause = clause, .first = i, .count = 1};
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

/* Leaves to ASKED what is asked for in places. */
static bool ask(struct marker *m, struct query *q)
{
	m->asked = asked_new(q, m->rows, m->row_count);
	for (size_t i = 0; m->asked && i < m->row_count; i++) {
		const struct asked_row *row = &m->rows[i];
		for (size_t k = 0; k < row->count; k++)
			m->placed[row->first + k] = asked_has(m->asked, row->clause);
	}
	return m->asked != NULL;
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
	return add_expansions(m, q) && ask(m, q) ? m : NULL;
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
