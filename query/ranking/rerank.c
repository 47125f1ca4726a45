#include "query/ranking/rerank.h"

#include "archive/schema.h"
#include "query/ranking/rows.h"
#include "query/ranking/weights.h"

#include <stdlib.h>
#include <string.h>

/* Words of other ways to write the query that are looked for; each may cost as much as one
   of its own. */
enum { MAX_OTHER_WORDS = 24 };

/* A candidate where it stands in docid order. */
struct slot {
	uint32_t docid;
	uint32_t item;
};

struct reader {
	struct xc_db *db;
	struct places *places;
	const struct columns *columns;
	struct arena memory;
	size_t count;              /* of candidates */
	uint32_t *docids;          /* ascending */
	struct slot *slots;        /* likewise */
	uint32_t *wdf;             /* scratch, of each candidate */
	struct word_places *table; /* [candidate][column] */
	struct buf term;
	struct error *err;

	/* The walk at hand. */
	size_t column;
	double likeness;
	bool out_of_memory;

	uint32_t moved[ROWS_MAX_STARTS]; /* scratch, of a row */
};

size_t rerank_window(const struct columns *columns)
{
	size_t window = RERANK_LISTS / (columns->count + 1);
	if (window > RERANK_WINDOW)
		return RERANK_WINDOW;
	return window < RERANK_WINDOW_MIN ? RERANK_WINDOW_MIN : window;
}

static int compare_slots(const void *a, const void *b)
{
	const struct slot *x = a;
	const struct slot *y = b;
	return (x->docid > y->docid) - (x->docid < y->docid);
}

static bool start(struct reader *r, const struct ranked *items)
{
	r->docids = arena_array(&r->memory, r->count, sizeof *r->docids);
	r->slots = arena_array(&r->memory, r->count, sizeof *r->slots);
	r->wdf = arena_array(&r->memory, r->count, sizeof *r->wdf);
	r->table = arena_array(&r->memory, r->count * r->columns->count, sizeof *r->table);
	if (!r->docids || !r->slots || !r->wdf || !r->table)
		return error_set_memory(r->err);
	for (size_t i = 0; i < r->count; i++)
		r->slots[i] = (struct slot){items[i].docid, (uint32_t)i};
	qsort(r->slots, r->count, sizeof *r->slots, compare_slots);
	for (size_t i = 0; i < r->count; i++)
		r->docids[i] = r->slots[i].docid;
	return true;
}

/* Merges ascending A and B without doubles, at most FEATURES_MAX_POSITIONS. */
static uint32_t merge(
	const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count, uint32_t *out)
{
	uint32_t count = 0;
	size_t i = 0;
	size_t k = 0;
	while ((i < a_count || k < b_count) && count < FEATURES_MAX_POSITIONS) {
		uint32_t next = k == b_count || (i < a_count && a[i] < b[k]) ? a[i] : b[k];
		i += i < a_count && a[i] == next;
		k += k < b_count && b[k] == next;
		out[count++] = next;
	}
	return count;
}

/* Adds POSITIONS of candidate I to column COLUMN. */
static bool add_positions(
	struct reader *r, size_t i, size_t column, const uint32_t *positions, size_t count)
{
	struct word_places *w = &r->table[i * r->columns->count + column];
	uint32_t *all = arena_array(&r->memory, count + w->count, sizeof *all);
	if (!all) {
		r->out_of_memory = true;
		return false;
	}
	w->count = merge(w->positions, w->count, positions, count, all);
	w->positions = all;
	w->likeness = r->likeness > w->likeness ? r->likeness : w->likeness;
	return true;
}

static bool take_positions(void *context, size_t i, const uint32_t *positions, size_t count)
{
	struct reader *r = context;
	return add_positions(r, i, r->column, positions, count);
}

static bool read_spelling(struct reader *r, struct str spelling)
{
	if (!schema_term(&r->term, "", spelling))
		return error_set_memory(r->err);
	if (!places_walk(r->places, buf_str(&r->term), r->docids, r->count, FEATURES_MAX_POSITIONS,
		    take_positions, r, r->err))
		return false;
	return !r->out_of_memory || error_set_memory(r->err);
}

static bool read_titles(struct reader *r, const char *prefix, struct str word)
{
	if (!schema_term(&r->term, prefix, word))
		return error_set_memory(r->err);
	if (!xc_db_wdf_of(r->db, buf_str(&r->term), r->docids, r->count, r->wdf, r->err))
		return false;
	for (size_t i = 0; i < r->count; i++)
		r->table[i * r->columns->count + r->column].in_title |= r->wdf[i] > 0;
	return true;
}

static bool read_column(struct reader *r)
{
	const struct column *c = &r->columns->items[r->column];
	bool folded = c->reading->kind == READING_FOLDED;
	for (size_t i = 0; i < c->spelling_count; i++) {
		r->likeness = c->likeness[i];
		if (!read_spelling(r, c->spellings[i]))
			return false;
		if (!folded && !read_titles(r, PREFIX_TITLE, c->spellings[i]))
			return false;
	}
	return !folded || read_titles(r, PREFIX_TITLE_FOLDED, c->reading->folded);
}

/* ---- Other ways to write some words: UBND ---- */

/* The rows have the word of COLUMN, BY words after they begin. */
static bool place_column(struct reader *r, const struct rows *rows, size_t column, size_t by)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->items[i];
		for (size_t k = 0; k < row->count; k++)
			r->moved[k] = row->starts[k] + (uint32_t)by;
		if (!add_positions(r, row->i, column, r->moved, row->count))
			return error_set_memory(r->err);
	}
	return true;
}

/* The candidates with A have the words of E: the first where A begins, the last where it
   ends, so that their neighbours are neighbours still. A single one is in both places. */
static bool place_rows(struct reader *r, const struct expansion *e, const struct alternative *a,
	const struct rows *rows)
{
	const struct query *q = r->columns->query;
	const struct query_clause *last = &q->clauses[e->first + e->count - 1];
	size_t first = q->clauses[e->first].first;
	size_t words = last->first + last->count - first;
	size_t span = a->count - 1;
	r->likeness = 1;
	for (size_t w = 0; w < words; w++) {
		size_t column = r->columns->column_of[first + w];
		if (column >= r->columns->count)
			continue;
		if (!place_column(r, rows, column, words > 1 ? w * span / (words - 1) : 0))
			return false;
		if (words == 1 && span > 0 && !place_column(r, rows, column, span))
			return false;
	}
	return true;
}

static bool read_others(struct reader *r)
{
	const struct expansions *x = r->columns->query->expansions;
	size_t words = 0;
	for (size_t i = 0; x && i < x->count; i++) {
		const struct expansion *e = &x->items[i];
		for (size_t k = 0; k < e->other_count; k++) {
			words += e->others[k].count;
			if (words > MAX_OTHER_WORDS)
				return true;
			struct rows rows;
			if (!rows_find(r->places, &e->others[k], r->docids, r->count, &r->memory,
				    &rows, r->err) ||
				!place_rows(r, e, &e->others[k], &rows))
				return false;
		}
	}
	return true;
}

/* Where the words stand in ITEMS, as far as the budget of the places lasts. */
static bool read_all(struct reader *r, const struct ranked *items)
{
	size_t columns = r->columns->count;
	bool ok = start(r, items);
	for (r->column = 0; ok && r->column < columns && !places_are_over(r->places); r->column++)
		ok = read_column(r);
	return ok && (places_are_over(r->places) || read_others(r));
}

static bool compute(struct reader *r, struct ranked *items)
{
	const struct columns *c = r->columns;
	struct feature_query q = {
		.words = c->words,
		.word_count = c->word_count,
		.follows = c->follows,
		.joined = c->joined,
		.column_count = c->count,
		.rarity = c->rarity,
		.binding = c->binding,
	};
	const double *weights = feature_weights(c->is_short);
	features_weigh_pairs(&q, r->table, r->count);
	for (size_t i = 0; i < r->count; i++) {
		struct ranked *item = &items[r->slots[i].item];
		struct feature_article a = {.columns = r->table + i * c->count};
		uint32_t length;
		if (!xc_db_doc_length(r->db, item->docid, &length, r->err))
			return false;
		a.length = ((double)length + 1) / (c->average_length + 1);
		features_compute(&q, &a, item->features, &item->facts);
		item->score = 0;
		for (enum feature f = 0; f < FEATURE_COUNT; f++)
			item->score += weights[f] * item->features[f];
	}
	return true;
}

/* Insertion: the order of equals stays, and N is small. */
static void sort_ranked(struct ranked *items, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct ranked item = items[i];
		size_t k = i;
		for (; k > 0 && items[k - 1].score < item.score; k--)
			items[k] = items[k - 1];
		items[k] = item;
	}
}

bool rerank(struct xc_db *db, struct places *places, const struct columns *columns,
	struct ranked *items, size_t n, bool *whole, struct error *err)
{
	struct reader r = {.db = db, .places = places, .columns = columns, .count = n, .err = err};
	bool ok = true;
	*whole = true;
	if (n > 0 && columns->count > 0) {
		ok = read_all(&r, items);
		*whole = !places_are_over(places);
		ok = ok && (!*whole || compute(&r, items));
	}
	if (ok && *whole)
		sort_ranked(items, n);
	arena_free(&r.memory);
	buf_free(&r.term);
	return ok;
}
