#include "positions/row.h"

#include <stdlib.h>

/* A word of the row: the list of each of its spellings. One that stands in the row several times
   is looked for once. */
struct word {
	struct positions_list *lists;
	uint32_t *documents; /* of each list, ENDED past its last: close together, as all of them
				are looked at for each document */
	size_t count;
	uint32_t *offsets; /* from the first word of the row, ascending */
	size_t offset_count;
	uint64_t total; /* documents of all spellings */
};

#define ENDED UINT32_MAX /* more than an enum may be */
enum { SPELLINGS_A_UNIT = 8 };

/* Positions in the document at hand. */
struct places {
	uint32_t *ptr; /* owned */
	size_t count, capacity;
};

struct positions_row {
	struct word *words; /* the rarest first */
	size_t count;
	struct positions_list *lists; /* of all words */
	uint32_t *documents;          /* likewise */
	uint32_t *offsets;            /* likewise */
	struct budget *budget;        /* borrowed, may be NULL */
	uint32_t at;                  /* the document found last; 0: none yet */
	uint32_t done;                /* the one whose places were read last */
	bool ended;
	struct places starts; /* where the row may begin */
	struct places places, spelling, merged;
};

static bool is_same(const struct row_word *a, const struct row_word *b)
{
	for (size_t i = 0; i < a->count && a->count == b->count; i++) {
		if (!str_eq(a->spellings[i], b->spellings[i]))
			return false;
	}
	return a->count == b->count;
}

/* Whether WORDS[I] is none of those before it. */
static bool is_first(const struct row_word *words, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (is_same(&words[k], &words[i]))
			return false;
	}
	return true;
}

/* The word WORDS[AT] in all its places. */
static bool open_word(struct positions_row *r, struct word *w, struct positions_file *f,
	const struct row_word *words, size_t n, size_t at, struct error *err)
{
	w->count = words[at].count;
	for (size_t i = at; i < n; i++) {
		if (i == at || is_same(&words[at], &words[i]))
			w->offsets[w->offset_count++] = (uint32_t)i;
	}
	for (size_t k = 0; k < w->count; k++) {
		if (!positions_list_open(&w->lists[k], f, words[at].spellings[k], err))
			return false;
		w->total += w->lists[k].documents;
	}
	r->count++;
	return true;
}

static bool open_words(struct positions_row *r, struct positions_file *f,
	const struct row_word *words, size_t n, struct error *err)
{
	size_t lists = 0;
	size_t offsets = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_first(words, i))
			continue;
		struct word *w = &r->words[r->count];
		*w = (struct word){.lists = r->lists + lists,
			.documents = r->documents + lists,
			.offsets = r->offsets + offsets};
		if (!open_word(r, w, f, words, n, i, err))
			return false;
		lists += w->count;
		offsets += w->offset_count;
	}
	return true;
}

static int compare_words(const void *a, const void *b)
{
	const struct word *x = a;
	const struct word *y = b;
	if (x->total != y->total)
		return x->total < y->total ? -1 : 1;
	return (x->offsets[0] > y->offsets[0]) - (x->offsets[0] < y->offsets[0]);
}

struct positions_row *positions_row_open(
	struct positions_file *f, const struct row_word *words, size_t n, struct error *err)
{
	size_t lists = 0;
	for (size_t i = 0; i < n; i++)
		lists += words[i].count;
	struct positions_row *r = calloc(1, sizeof *r);
	if (r) {
		r->budget = f->budget;
		r->words = calloc(n + 1, sizeof *r->words);
		r->lists = calloc(lists + 1, sizeof *r->lists);
		r->documents = calloc(lists + 1, sizeof *r->documents);
		r->offsets = calloc(n + 1, sizeof *r->offsets);
	}
	if (!r || !r->words || !r->lists || !r->documents || !r->offsets) {
		positions_row_close(r);
		error_set_memory(err);
		return NULL;
	}
	if (!open_words(r, f, words, n, err)) {
		positions_row_close(r);
		return NULL;
	}
	qsort(r->words, r->count, sizeof *r->words, compare_words);
	return r;
}

void positions_row_close(struct positions_row *r)
{
	if (!r)
		return;
	free(r->starts.ptr);
	free(r->places.ptr);
	free(r->spelling.ptr);
	free(r->merged.ptr);
	free(r->lists);
	free(r->documents);
	free(r->offsets);
	free(r->words);
	free(r);
}

uint32_t positions_row_limit(const struct positions_row *r)
{
	uint64_t documents = r->words[0].total;
	return documents < UINT32_MAX ? (uint32_t)documents : UINT32_MAX;
}

/* ---- Documents ---- */

/* The first document from LEAST on that has one of the spellings of W. */
static bool seek_word(struct positions_row *r, struct word *w, uint32_t least, uint32_t *document,
	struct error *err)
{
	uint32_t first = ENDED;
	budget_take(r->budget, w->count / SPELLINGS_A_UNIT);
	for (size_t k = 0; k < w->count; k++) {
		if (w->documents[k] < least) {
			struct positions_list *l = &w->lists[k];
			if (!positions_list_seek(l, least, err))
				return false;
			w->documents[k] = l->document != 0 ? l->document : ENDED;
		}
		if (w->documents[k] < first)
			first = w->documents[k];
	}
	*document = first != ENDED ? first : 0;
	return true;
}

/* The first document from LEAST on that has all words; 0: none, or the budget is over. */
static bool seek_all(struct positions_row *r, uint32_t least, uint32_t *document, struct error *err)
{
	size_t agree = 0;
	*document = least;
	for (size_t i = 0; agree < r->count; i = i + 1 < r->count ? i + 1 : 0) {
		uint32_t found;
		if (!seek_word(r, &r->words[i], *document, &found, err))
			return false;
		if (found == 0 || budget_is_over(r->budget)) {
			*document = 0;
			return true;
		}
		agree = found == *document ? agree + 1 : 1;
		if (found == *document)
			continue;
		*document = found;
		/* The rarest word makes the longest steps. */
		if (i > 0) {
			agree = 0;
			i = r->count - 1;
		}
	}
	return true;
}

/* ---- Places ---- */

static bool make_room(struct places *p, size_t count, struct error *err)
{
	if (count <= p->capacity)
		return true;
	size_t capacity = 2 * count;
	uint32_t *ptr = reallocarray(p->ptr, capacity, sizeof *ptr);
	if (!ptr)
		return error_set_memory(err);
	p->ptr = ptr;
	p->capacity = capacity;
	return true;
}

static bool read_list(struct positions_list *l, struct places *out, struct error *err)
{
	out->count = positions_list_count(l);
	return make_room(out, out->count, err) && positions_list_read(l, out->count, out->ptr, err);
}

static void swap(struct places *a, struct places *b)
{
	struct places kept = *a;
	*a = *b;
	*b = kept;
}

/* Adds what was read of a further spelling to ALL, both ascending. */
static bool merge(struct positions_row *r, struct places *all, struct error *err)
{
	const struct places *more = &r->spelling;
	struct places *scratch = &r->merged;
	if (!make_room(scratch, all->count + more->count, err))
		return false;
	budget_take(r->budget, all->count + more->count);
	size_t n = 0;
	for (size_t i = 0, k = 0; i < all->count || k < more->count;) {
		bool first = k == more->count || (i < all->count && all->ptr[i] <= more->ptr[k]);
		scratch->ptr[n++] = first ? all->ptr[i++] : more->ptr[k++];
	}
	scratch->count = n;
	swap(all, scratch);
	return true;
}

/* Where W stands in DOCUMENT, which all its lists are at, or past. */
static bool read_word(struct positions_row *r, struct word *w, uint32_t document,
	struct places *out, struct error *err)
{
	bool first = true;
	out->count = 0;
	for (size_t k = 0; k < w->count; k++) {
		if (w->documents[k] != document)
			continue;
		if (!read_list(&w->lists[k], first ? out : &r->spelling, err) ||
			(!first && !merge(r, out, err)))
			return false;
		first = false;
	}
	return true;
}

/* Where the row begins, if one of PLACES is OFFSET after that. */
static bool begin_starts(struct positions_row *r, uint32_t offset, struct error *err)
{
	const struct places *p = &r->places;
	r->starts.count = 0;
	if (!make_room(&r->starts, p->count, err))
		return false;
	for (size_t i = 0; i < p->count; i++) {
		if (p->ptr[i] > offset)
			r->starts.ptr[r->starts.count++] = p->ptr[i] - offset;
	}
	return true;
}

/* Keeps those starts that have a place of a word OFFSET after them. */
static void keep_starts(struct places *starts, const struct places *places, uint32_t offset)
{
	size_t kept = 0;
	for (size_t i = 0, k = 0; i < starts->count && k < places->count; i++) {
		uint32_t wanted = starts->ptr[i] + offset;
		while (k < places->count && places->ptr[k] < wanted)
			k++;
		if (k < places->count && places->ptr[k] == wanted)
			starts->ptr[kept++] = starts->ptr[i];
	}
	starts->count = kept;
}

/* Whether the words are in a row in DOCUMENT, which has all of them. Its places can't be read
   again. */
static bool has_row(struct positions_row *r, uint32_t document, bool *found, struct error *err)
{
	r->done = document;
	*found = false;
	for (size_t i = 0; i < r->count && (i == 0 || r->starts.count > 0); i++) {
		const struct word *w = &r->words[i];
		if (!read_word(r, &r->words[i], document, &r->places, err) ||
			(i == 0 && !begin_starts(r, w->offsets[0], err)))
			return false;
		for (size_t k = i == 0; k < w->offset_count && r->starts.count > 0; k++) {
			budget_take(r->budget, r->places.count);
			keep_starts(&r->starts, &r->places, w->offsets[k]);
		}
	}
	*found = r->starts.count > 0;
	if (*found)
		r->at = document;
	return true;
}

bool positions_row_seek(
	struct positions_row *r, uint32_t least, uint32_t *document, struct error *err)
{
	bool found = r->at > 0 && r->at >= least;
	*document = r->at;
	while (!found) {
		if (r->done >= least)
			least = r->done + 1;
		/* least is 0 after the greatest number. */
		r->ended = r->ended || least == 0;
		if (!r->ended && !seek_all(r, least, document, err))
			return false;
		r->ended = r->ended || *document == 0;
		if (r->ended) {
			*document = 0;
			return true;
		}
		if (!has_row(r, *document, &found, err))
			return false;
	}
	return true;
}

bool positions_row_has(struct positions_row *r, uint32_t document, bool *found, struct error *err)
{
	*found = document == r->at;
	if (r->ended || document <= r->done || budget_is_over(r->budget))
		return true;
	for (size_t i = 0; i < r->count; i++) {
		uint32_t next;
		if (!seek_word(r, &r->words[i], document, &next, err))
			return false;
		if (next != document)
			return true;
	}
	return has_row(r, document, found, err);
}

const uint32_t *positions_row_starts(const struct positions_row *r, size_t *count)
{
	*count = r->starts.count;
	return r->starts.ptr;
}
