#include "indexer/scan/paths.h"

#include <stdlib.h>

bool path_set_add(struct path_set *s, struct str path)
{
	if (s->count == s->capacity) {
		size_t capacity = s->capacity ? 2 * s->capacity : 8;
		struct path_place *list = reallocarray(s->list, capacity, sizeof *list);
		if (!list)
			return false;
		s->list = list;
		s->capacity = capacity;
	}
	struct str copy = arena_str(&s->memory, path);
	if (!copy.ptr)
		return false;
	s->list[s->count++] = (struct path_place){.path = copy};
	return true;
}

static int by_path(const void *a, const void *b)
{
	const struct path_place *x = a;
	const struct path_place *y = b;
	return str_compare(x->path, y->path);
}

void path_set_sort(struct path_set *s)
{
	if (s->count > 1)
		qsort(s->list, s->count, sizeof *s->list, by_path);
}

static struct path_place *find(const struct path_set *s, struct str path)
{
	const struct path_place wanted = {.path = path};
	return bsearch(&wanted, s->list, s->count, sizeof *s->list, by_path);
}

struct path_place *path_set_cover(const struct path_set *s, struct str path)
{
	if (s->count == 0)
		return NULL;
	struct path_place *found = find(s, str_make("", 0));
	for (size_t i = 0; !found && i <= path.len; i++) {
		if (i == path.len || path.ptr[i] == '/')
			found = find(s, str_slice(path, 0, i));
	}
	return found;
}

void path_set_free(struct path_set *s)
{
	free(s->list);
	arena_free(&s->memory);
	*s = (struct path_set){0};
}
