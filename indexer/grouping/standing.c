#include "indexer/grouping/standing.h"

#include <stdlib.h>

bool standing_has_shard(const struct manifest *m, uint32_t number)
{
	size_t i = 0;
	while (i < m->shard_count && m->shards[i].number != number)
		i++;
	return i < m->shard_count;
}

/* The rank of a document of a generation before; R's count where it is no more. */
static uint32_t rank_of(
	const struct roster *r, const struct manifest *m, const struct group_member *member)
{
	for (uint32_t i = 0; i < m->shard_count; i++) {
		if (m->shards[i].number == member->shard)
			return roster_find(r, i, member->document);
	}
	return r->count;
}

/* Those of GROUP stand as they did; whose first is gone has to find another. */
static void recall_group(struct standing *s, const struct roster *r, const struct manifest *m,
	const struct groups *former, uint32_t group)
{
	uint32_t size = groups_size(former, group);
	struct group_member member = groups_at(former, group, 0);
	uint32_t first = rank_of(r, m, &member);
	for (uint32_t i = 1; i < size; i++) {
		member = groups_at(former, group, i);
		uint32_t rank = rank_of(r, m, &member);
		if (rank == r->count)
			continue;
		s->first[rank] = first < r->count ? first : STANDING_NONE;
		s->identical[rank] = member.identical;
		s->pending[rank] |= first == r->count;
	}
}

static void recall(struct standing *s, const struct roster *r,
	const struct grouping_generation *now, const struct grouping_generation *before,
	const struct groups *former)
{
	for (uint32_t rank = 0; rank < s->count; rank++) {
		uint32_t shard = roster_at(r, rank)->shard;
		s->fresh[rank] = !before || !standing_has_shard(before->manifest,
						    now->manifest->shards[shard].number);
		s->pending[rank] = s->fresh[rank];
		s->first[rank] = s->fresh[rank] ? STANDING_NONE : rank;
	}
	for (uint32_t group = 0; before && group < groups_count(former); group++)
		recall_group(s, r, now->manifest, former, group);
}

bool standing_open(struct standing *s, const struct roster *r,
	const struct grouping_generation *now, const struct grouping_generation *before,
	const struct groups *former)
{
	size_t room = (size_t)r->count + 1;
	*s = (struct standing){.first = calloc(room, sizeof *s->first),
		.identical = calloc(room, sizeof *s->identical),
		.pending = calloc(room, sizeof *s->pending),
		.fresh = calloc(room, sizeof *s->fresh),
		.count = r->count};
	if (!s->first || !s->identical || !s->pending || !s->fresh)
		return false;
	recall(s, r, now, before, former);
	return true;
}

void standing_close(struct standing *s)
{
	free(s->first);
	free(s->identical);
	free(s->pending);
	free(s->fresh);
	*s = (struct standing){.count = 0};
}

/* ---- Writing ---- */

static int by_document(const void *a, const void *b)
{
	const struct group_member *x = a;
	const struct group_member *y = b;
	if (x->shard != y->shard)
		return x->shard < y->shard ? -1 : 1;
	return (x->document > y->document) - (x->document < y->document);
}

/* SIZES[i] is how many articles the one with the rank i leads, itself among them; afterwards
   NUMBERS[i] is the group's number. Returns how many groups there are. */
static uint32_t number_groups(const struct standing *s, uint32_t *sizes, uint32_t *numbers)
{
	uint32_t count = 0;
	for (uint32_t rank = 0; rank < s->count; rank++)
		sizes[s->first[rank]]++;
	for (uint32_t rank = 0; rank < s->count; rank++) {
		if (sizes[rank] > 1)
			numbers[rank] = count++;
	}
	return count;
}

static uint32_t list_members(const struct standing *s, const struct roster *r,
	const struct manifest *m, uint32_t *sizes, const uint32_t *numbers,
	struct group_member *out)
{
	uint32_t n = 0;
	uint32_t *places = sizes + s->count; /* that are taken */
	for (uint32_t rank = 0; rank < s->count; rank++) {
		uint32_t first = s->first[rank];
		const struct roster_article *a = roster_at(r, rank);
		if (sizes[first] < 2)
			continue;
		out[n++] = (struct group_member){.shard = m->shards[a->shard].number,
			.document = a->document,
			.group = numbers[first],
			.place = places[first]++,
			.identical = s->identical[rank]};
	}
	qsort(out, n, sizeof *out, by_document);
	return n;
}

bool standing_write(const struct standing *s, const struct roster *r,
	const struct grouping_generation *now, struct grouping_result *out, struct error *err)
{
	uint32_t *sizes = calloc(2 * (size_t)s->count + 1, sizeof *sizes);
	uint32_t *numbers = calloc((size_t)s->count + 1, sizeof *numbers);
	struct group_member *members = calloc((size_t)s->count + 1, sizeof *members);
	bool ok = sizes && numbers && members;
	if (ok) {
		out->groups = number_groups(s, sizes, numbers);
		out->articles = list_members(s, r, now->manifest, sizes, numbers, members);
		ok = groups_write(now->folder, members, out->articles, out->groups, err);
	} else {
		error_set_memory(err);
	}
	free(sizes);
	free(numbers);
	free(members);
	return ok;
}
