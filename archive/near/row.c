/* Rows in documents whose records tell where words stand. */
#include "archive/near/row.h"
#include "archive/places_shards.h"

#include <stdlib.h>

static bool add(struct near_list *l, uint32_t number, struct error *err)
{
	if (l->count == l->capacity) {
		size_t capacity = 2 * l->capacity + 64;
		uint32_t *grown = reallocarray(l->ptr, capacity, sizeof *grown);
		if (!grown)
			return error_set_memory(err);
		l->ptr = grown;
		l->capacity = capacity;
	}
	l->ptr[l->count++] = number;
	return true;
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;
	return (*x > *y) - (*x < *y);
}

/* Where WORD stands in DOCID, in any of its spellings: ascending, each place once. */
static bool find_word(const struct places_texts *t, uint32_t docid, const struct xc_word *word,
	struct near_list *out, struct error *err)
{
	out->count = 0;
	for (size_t i = 0; i < word->count; i++) {
		const uint32_t *positions;
		size_t count;
		if (!t->positions(t->context, docid, word->spellings[i], &positions, &count, err))
			return false;
		for (size_t k = 0; k < count; k++) {
			if (!add(out, positions[k], err))
				return false;
		}
	}
	if (word->count > 1 && out->count > 0)
		qsort(out->ptr, out->count, sizeof *out->ptr, by_number);
	size_t kept = 0;
	for (size_t i = 0; i < out->count; i++) {
		if (kept == 0 || out->ptr[i] != out->ptr[kept - 1])
			out->ptr[kept++] = out->ptr[i];
	}
	out->count = kept;
	return true;
}

bool near_find_row(const struct places *p, uint32_t docid, const struct xc_word *words, size_t n,
	struct near_list *out, struct error *err)
{
	const struct places_texts *t = places_texts_of(p);
	struct near_list next = {0};
	bool ok = find_word(t, docid, &words[0], out, err);
	for (uint32_t by = 1; ok && by < n && out->count > 0; by++) {
		ok = find_word(t, docid, &words[by], &next, err);
		size_t kept = 0;
		for (size_t i = 0, k = 0; ok && i < out->count; i++) {
			while (k < next.count && next.ptr[k] < out->ptr[i] + by)
				k++;
			if (k < next.count && next.ptr[k] == out->ptr[i] + by)
				out->ptr[kept++] = out->ptr[i];
		}
		out->count = kept;
	}
	free(next.ptr);
	return ok;
}
