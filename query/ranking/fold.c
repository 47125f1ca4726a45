#include "query/ranking/fold.h"

#include "archive/groups/groups.h"
#include "archive/several/archives.h"
#include "query/ranking/found.h"
#include "xapianc/set.h"

bool fold_find(const struct fold *f, uint32_t docid, struct group_member *out)
{
	return archives_find_group(f->archives, docid, out);
}

/* The number of the article at PLACE of GROUP, if SET has it; else 0. */
static uint32_t member_in(
	const struct fold *f, uint32_t group, uint32_t place, const struct xc_set *set)
{
	uint32_t docid;
	archives_group_at(f->archives, group, place, &docid);
	return docid > 0 && xc_set_has(set, docid) ? docid : 0;
}

/* What is shown of GROUP; 0: SET has none of it. */
static uint32_t shown_of(const struct fold *f, uint32_t group, const struct xc_set *set)
{
	uint32_t first = 0;
	for (uint32_t i = 0; i < archives_group_size(f->archives, group); i++) {
		uint32_t docid = member_in(f, group, i, set);
		if (docid > 0 && f->preferred && xc_set_has(f->preferred, docid))
			return docid;
		first = first ? first : docid;
		if (first && !f->preferred)
			break;
	}
	return first;
}

uint32_t fold_shown(const struct fold *f, uint32_t docid, const struct xc_set *set)
{
	struct group_member m;
	uint32_t shown = fold_find(f, docid, &m) ? shown_of(f, m.group, set) : 0;
	return shown ? shown : docid;
}

uint64_t fold_count(const struct fold *f, const struct xc_set *set)
{
	uint64_t count = xc_set_total(set).count;
	for (uint32_t group = 0; group < f->archives->group_count; group++) {
		uint64_t in = 0;
		for (uint32_t i = 0; i < archives_group_size(f->archives, group); i++)
			in += member_in(f, group, i, set) > 0;
		count -= in > 1 ? in - 1 : 0;
	}
	return count;
}

void fold_set(const struct fold *f, struct xc_set *set)
{
	for (uint32_t group = 0; group < f->archives->group_count; group++) {
		uint32_t shown = shown_of(f, group, set);
		for (uint32_t i = 0; shown > 0 && i < archives_group_size(f->archives, group);
			i++) {
			uint32_t docid = member_in(f, group, i, set);
			if (docid > 0 && docid != shown)
				xc_set_remove(set, docid);
		}
	}
}

void found_fold(const struct match_request *request, struct found *out)
{
	out->folded = xc_set_total(out->set);
	out->folded.count = fold_count(request->fold, out->set);
	if (request->folds_set)
		fold_set(request->fold, out->set);
}
