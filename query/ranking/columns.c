#include "query/ranking/columns.h"

#include "archive/schema.h"
#include "query/expansion/expansion.h"
#include "query/ranking/binding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct maker {
	const struct columns_request *request;
	struct columns *out;
	struct buf term;
	struct error *err;
};

/* A word of the query that is wanted, the first of its sort. */
struct candidate {
	const struct query_clause *clause;
	size_t word;
	uint32_t documents;
};

static bool means_same(const struct reading *a, const struct reading *b)
{
	return a->kind == b->kind && str_eq(a->exact, b->exact);
}

static bool count_documents(
	struct maker *m, const char *prefix, struct str word, uint32_t *documents)
{
	uint32_t more;
	if (!schema_term(&m->term, prefix, word))
		return error_set_memory(m->err);
	if (!xc_db_frequency(m->request->db, buf_str(&m->term), &more, m->err))
		return false;
	*documents += more;
	return true;
}

/* As many as are expected. */
static bool count_likely(struct maker *m, const struct reading *r, uint32_t *documents)
{
	double expected = 0;
	for (size_t i = 0; i < r->likely_count; i++) {
		uint32_t count = 0;
		if (!count_documents(m, "", r->likely[i].exact, &count))
			return false;
		expected += count * r->likely[i].probability;
	}
	*documents = (uint32_t)expected;
	return true;
}

static bool measure_word(struct maker *m, size_t word)
{
	const struct reading *r = &m->request->readings->of[word];
	uint32_t *documents = &m->out->documents[word];
	if (r->kind == READING_EXACT)
		return count_documents(m, "", r->exact, documents);
	if (r->likely_count > 0)
		return count_likely(m, r, documents);
	if (r->kind == READING_FOLDED)
		return count_documents(m, PREFIX_FOLDED, r->folded, documents);
	for (size_t i = 0; i < r->spelling_count; i++)
		if (!count_documents(m, "", r->spellings[i], documents))
			return false;
	return true;
}

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;
	if (x->documents != y->documents)
		return x->documents < y->documents ? -1 : 1;
	return (x->word > y->word) - (x->word < y->word);
}

/* The different wanted words, rarest first. */
static size_t find_candidates(const struct maker *m, struct candidate *out)
{
	const struct query *q = m->request->query;
	const struct reading *of = m->request->readings->of;
	size_t count = 0;
	for (size_t c = 0; c < q->clause_count; c++) {
		const struct query_clause *clause = &q->clauses[c];
		for (size_t w = clause->first; w < clause->first + clause->count; w++) {
			size_t k = 0;
			while (k < count && !means_same(&of[out[k].word], &of[w]))
				k++;
			if (k == count && !clause->excluded)
				out[count++] = (struct candidate){clause, w, m->out->documents[w]};
		}
	}
	qsort(out, count, sizeof *out, compare_candidates);
	return count;
}

static void add_spelling(struct column *c, struct str spelling, double likeness)
{
	if (c->spelling_count == COLUMN_MAX_SPELLINGS)
		return;
	c->spellings[c->spelling_count] = spelling;
	c->likeness[c->spelling_count++] = likeness;
}

/* Whether C has SPELLING. */
static bool has_spelling(const struct column *c, struct str spelling)
{
	for (size_t i = 0; i < c->spelling_count; i++) {
		if (str_eq(c->spellings[i], spelling))
			return true;
	}
	return false;
}

/* The likeness of a spelling that restoration thinks unlikely: it may be wrong. */
static const double likeness_other = 0.2;

/* Other spellings of C, which was restored, the most frequent ones; none of them is less like it
   than a LIKENESS_OTHER. */
static void add_others(struct column *c, const struct lexicon *lexicon)
{
	struct lexicon_word found[COLUMN_MAX_SPELLINGS];
	size_t count = lexicon_spellings(lexicon, c->reading->folded, found, COLUMN_MAX_SPELLINGS);
	for (size_t i = 0; i < c->spelling_count; i++)
		if (c->likeness[i] < likeness_other)
			c->likeness[i] = likeness_other;
	for (size_t i = 0; i < count; i++)
		if (!has_spelling(c, found[i].exact))
			add_spelling(c, found[i].exact, likeness_other);
}

/* The spellings that C stands for, with their shares of the archive. */
static void add_spellings(const struct maker *m, struct column *c)
{
	const struct reading *r = c->reading;
	const struct lexicon *lexicon = m->request->lexicon;
	struct lexicon_word found[COLUMN_MAX_SPELLINGS];
	size_t count = 0;
	if (r->kind == READING_EXACT) {
		add_spelling(c, r->exact, 1);
		return;
	}
	for (size_t i = 0; i < r->likely_count; i++)
		add_spelling(
			c, r->likely[i].exact, r->likely[i].probability / r->likely[0].probability);
	if (r->kind == READING_SPELLINGS && lexicon && reading_is_open(r))
		add_others(c, lexicon);
	if (r->likely_count > 0)
		return;
	if (r->kind == READING_FOLDED && lexicon)
		count = lexicon_spellings(lexicon, r->folded, found, COLUMN_MAX_SPELLINGS);
	for (size_t i = 0; i < count; i++)
		add_spelling(c, found[i].exact, (double)found[i].count / (double)found[0].count);
	for (size_t i = 0; count == 0 && i < r->spelling_count; i++)
		add_spelling(c, r->spellings[i], 1.0 / (double)(i + 1));
	if (c->spelling_count == 0)
		add_spelling(c, r->exact, 1);
}

/* Whether the words W and W + 1 of the query may be written as one. */
static bool are_joined(const struct query *q, size_t w)
{
	for (size_t i = 0; q->expansions && i < q->expansions->count; i++) {
		const struct expansion *e = &q->expansions->items[i];
		const struct query_clause *last = &q->clauses[e->first + e->count - 1];
		if (w >= q->clauses[e->first].first && w + 1 < last->first + last->count)
			return true;
	}
	return false;
}

/* Robertson and Sparck Jones' weight, moved so that it stays above 0 for words that
   most articles have; spellings that are counted one by one may add up to more. */
static double rarity_of(const struct columns *c, uint32_t documents)
{
	double rarity = log((c->articles + 1) / ((double)documents + 0.5));
	return rarity > 0.01 ? rarity : 0.01;
}

static void add_column(const struct maker *m, const struct candidate *from)
{
	struct columns *out = m->out;
	struct column *c = &out->items[out->count];
	*c = (struct column){.reading = &m->request->readings->of[from->word], .word = from->word};
	add_spellings(m, c);
	/* TPHCM has both words of TP.HCM. */
	const struct query_clause *clause = from->clause;
	for (size_t i = 0; clause->kind == CLAUSE_GROUP && i < clause->others; i++)
		add_spelling(
			c, m->request->readings->of[clause->first + clause->count + i].exact, 1);
	out->rarity[out->count++] = rarity_of(out, from->documents);
}

/* The row of those words that have a column. */
static void add_row(const struct maker *m)
{
	const struct query *q = m->request->query;
	const struct reading *of = m->request->readings->of;
	struct columns *out = m->out;
	size_t last = 0; /* the word of the query after the one that was added last */
	for (size_t c = 0; c < q->clause_count; c++) {
		const struct query_clause *clause = &q->clauses[c];
		for (size_t i = 0; !clause->excluded && i < clause->count; i++) {
			size_t k = 0;
			while (k < out->count &&
				!means_same(out->items[k].reading, &of[clause->first + i]))
				k++;
			if (k < out->count)
				out->column_of[clause->first + i] = (uint8_t)k;
			if (k == out->count || out->word_count == FEATURES_MAX_WORDS)
				continue;
			bool at_start = i == 0 && c > 0 && !q->clauses[c - 1].excluded;
			size_t before = at_start ? q->clauses[c - 1].first + q->clauses[c - 1].count
						 : clause->first + i;
			if (out->word_count > 0) {
				out->follows[out->word_count - 1] = last == before;
				out->joined[out->word_count - 1] =
					last == before && are_joined(q, last - 1);
			}
			out->words[out->word_count++] = (uint8_t)k;
			last = clause->first + i + 1;
		}
	}
}

static bool has_capital(const struct columns *out, size_t i)
{
	return out->query->words[out->items[out->words[i]].word].flags & TOKEN_CAPITALISED;
}

/* A headline with Capitals Throughout tells nothing by them. */
static bool capitals_tell(const struct columns *out)
{
	for (size_t i = 0; i < out->word_count; i++) {
		if (out->query->words[out->items[out->words[i]].word].kind == TOKEN_SYLLABLE &&
			!has_capital(out, i))
			return true;
	}
	return false;
}

static double measure_binding(const struct maker *m, size_t i)
{
	const struct column *a = &m->out->items[m->out->words[i]];
	const struct column *b = &m->out->items[m->out->words[i + 1]];
	struct binding_word left = {a->spellings[0], a->reading->folded};
	struct binding_word right = {b->spellings[0], b->reading->folded};
	return m->request->lexicon ? binding_of(m->request->lexicon, &left, &right) : 0;
}

/* What the archive shows to be bound is; and two words with capitals are a name. */
static void bind_row(const struct maker *m)
{
	struct columns *out = m->out;
	bool capitals = capitals_tell(out);
	for (size_t i = 0; i + 1 < out->word_count; i++) {
		if (!out->follows[i])
			continue;
		bool name = out->is_short ||
			    (capitals && has_capital(out, i) && has_capital(out, i + 1));
		out->binding[i] = fmax(measure_binding(m, i), name ? binding_name : 0);
	}
}

static bool make(struct maker *m, struct arena *memory)
{
	const struct query *q = m->request->query;
	struct columns *out = m->out;
	struct candidate *candidates = arena_array(memory, q->word_count, sizeof *candidates);
	struct xc_stats stats;
	out->documents = arena_array(memory, q->word_count, sizeof *out->documents);
	out->column_of = arena_array(memory, q->word_count, sizeof *out->column_of);
	if (!candidates || !out->documents || !out->column_of)
		return error_set_memory(m->err);
	out->query = q;
	memset(out->column_of, COLUMNS_MAX, q->word_count);
	if (!xc_db_stats(m->request->db, &stats, m->err))
		return false;
	out->articles = stats.doc_count;
	out->average_length = stats.average_length;
	for (size_t i = 0; i < q->word_count; i++)
		if (!measure_word(m, i))
			return false;
	size_t count = find_candidates(m, candidates);
	for (size_t i = 0; i < count && i < COLUMNS_MAX; i++)
		add_column(m, &candidates[i]);
	add_row(m);
	bind_row(m);
	return true;
}

bool columns_make(const struct columns_request *request, struct arena *memory, struct columns *out,
	struct error *err)
{
	*out = (struct columns){.is_short = request->is_short};
	struct maker m = {.request = request, .out = out, .err = err};
	bool ok = make(&m, memory);
	buf_free(&m.term);
	return ok;
}
