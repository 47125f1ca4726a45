#include "indexer/keeping/prune.h"
#include "archive/generation.h"

static bool is_free(const struct keeping *k, uint32_t number, uint32_t current)
{
	return number != current && !keeping_has(&k->pinned, number);
}

/* Generations that count against those to be kept. */
static size_t count_unpinned(const struct keeping *k, const struct generation_list *all)
{
	size_t count = 0;
	for (size_t i = 0; i < all->count; i++)
		count += !keeping_has(&k->pinned, all->numbers[i]);
	return count;
}

/* Removes, oldest first, of those that were ABANDONED or of the others, while *COUNT are too many.
 */
static bool remove_some(struct keeping *k, const char *archive, const struct generation_list *all,
	uint32_t current, bool abandoned, size_t *count, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; i<all->count && * count> k->keep; i++) {
		uint32_t number = all->numbers[i];
		if (!is_free(k, number, current) || keeping_has(&k->abandoned, number) != abandoned)
			continue;
		ok = generation_remove(archive, number, err) && ok;
		(*count)--;
	}
	return ok;
}

/* Numbers of generations that are there no more mean nothing. */
static void forget_gone(struct keeping_list *l, const struct generation_list *all)
{
	struct keeping_list there = {.numbers = all->numbers, .count = all->count};
	size_t kept = 0;
	for (size_t i = 0; i < l->count; i++) {
		if (keeping_has(&there, l->numbers[i]))
			l->numbers[kept++] = l->numbers[i];
	}
	l->count = kept;
}

bool keeping_prune(struct keeping *k, const char *archive, struct error *err)
{
	uint32_t current = 0;
	struct generation_list all;
	if (!generation_current(archive, &current, err) ||
		!generation_list_read(archive, &all, err))
		return false;
	size_t count = count_unpinned(k, &all);
	bool ok = remove_some(k, archive, &all, current, true, &count, err);
	ok = remove_some(k, archive, &all, current, false, &count, err) && ok;
	generation_list_free(&all);
	if (!generation_list_read(archive, &all, err))
		return false;
	forget_gone(&k->pinned, &all);
	forget_gone(&k->abandoned, &all);
	generation_list_free(&all);
	return ok;
}
