#include "indexer/scan/links.h"

#include <stdlib.h>

bool links_add(struct links *l, struct str path, struct str target, const struct stat *st)
{
	if (l->count == l->capacity) {
		size_t capacity = l->capacity ? 2 * l->capacity : 16;
		struct link *list = reallocarray(l->list, capacity, sizeof *list);
		if (!list)
			return false;
		l->list = list;
		l->capacity = capacity;
	}
	struct link fresh = {.path = arena_str(&l->memory, path),
		.target = arena_str(&l->memory, target),
		.st = *st};
	if (!fresh.path.ptr || !fresh.target.ptr)
		return false;
	l->list[l->count++] = fresh;
	return true;
}

void links_free(struct links *l)
{
	arena_free(&l->memory);
	free(l->list);
	*l = (struct links){.memory = ARENA_INIT};
}

static int by_target(const void *a, const void *b)
{
	const struct link *const *x = a;
	const struct link *const *y = b;
	int order = str_compare((*x)->target, (*y)->target);
	return order != 0 ? order : *x < *y ? -1 : 1;
}

bool links_compare(struct links *l)
{
	struct link **sorted = calloc(l->count + 1, sizeof *sorted);
	if (!sorted)
		return false;
	for (size_t i = 0; i < l->count; i++)
		sorted[i] = &l->list[i];
	if (l->count > 1)
		qsort(sorted, l->count, sizeof *sorted, by_target);
	for (size_t i = 1; i < l->count; i++)
		sorted[i]->again = str_eq(sorted[i]->target, sorted[i - 1]->target);
	free(sorted);
	return true;
}
