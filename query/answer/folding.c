#include "query/answer/folding.h"

#include "archive/groups/groups.h"
#include "archive/record.h"
#include "base/lang.h"
#include "query/answer/stored.h"
#include "query/ranking/filter.h"
#include "xapianc/set.h"

bool folding_start(struct search *s, const struct search_settings *settings, struct error *err)
{
	folding_end(s);
	s->fold = (struct fold){.archives = &s->archives};
	if (settings->prefer.len == 0)
		return true;
	const struct query_filter wanted = {.field = FIELD_BY_SOURCE, .value = settings->prefer};
	struct filter filter;
	bool ok = filter_make(
		s->archives.db, s->tokenizer, &wanted, 1, &filter, &s->prefers_unknown, err);
	s->preferred = ok ? xc_select(s->archives.db, filter.wanted, err) : NULL;
	if (ok)
		filter_free(&filter);
	s->fold.preferred = s->preferred;
	return s->preferred != NULL;
}

void folding_end(struct search *s)
{
	xc_set_free(s->preferred);
	s->preferred = NULL;
	s->prefers_unknown = false;
}

const struct fold *folding_of(const struct search *s, const struct search_settings *settings)
{
	return settings->duplicates != DUPLICATES_SHOWN && s->archives.tells_groups ? &s->fold
										    : NULL;
}

size_t folding_limit(const struct search *s, const struct search_settings *settings)
{
	return settings->limit + (folding_of(s, settings) != NULL);
}

bool folding_note(const struct search *s, const struct search_settings *settings,
	struct found *found, struct answer *a)
{
	a->is_folded = folding_of(s, settings) != NULL;
	a->goes_on = found->hit_count > settings->limit;
	found->hit_count -= a->goes_on;
	a->counts_folded = a->is_folded && settings->duplicates == DUPLICATES_FOLDED;
	a->folded = (struct answer_total){found->folded.count, found->folded.exact};
	return !s->prefers_unknown ||
	       (answer_warn(a, WARNING_UNKNOWN_VALUE,
			SAY("kho không có nguồn nào là “%.*s”", "the archive has no source “%.*s”"),
			STR_ARG(settings->prefer)) &&
		       answer_warn_typed(a, "%s",
			       SAY("--facet source liệt kê những gì có",
				       "--facet source lists what there is")));
}

static bool copy_duplicate(struct duplicate *out, const struct record *r, struct arena *memory)
{
	const struct {
		struct str *to, from;
	} fields[] = {{&out->id, r->id}, {&out->title, r->title}, {&out->date, r->date},
		{&out->source, r->source}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		*fields[i].to = arena_str(memory, fields[i].from);
		if (!fields[i].to->ptr)
			return false;
	}
	return true;
}

/* The document DOCID as one of the others of HIT. */
static bool add_duplicate(
	struct search *s, uint32_t docid, struct arena *memory, struct hit *hit, struct error *err)
{
	struct record record;
	struct duplicate *d = &hit->duplicates[hit->duplicates_told];
	if (!stored_read(s, docid, &record, err))
		return false;
	hit->duplicates_told++;
	return copy_duplicate(d, &record, memory) || error_set_memory(err);
}

/* Whether it says what the first of its group says. */
static bool is_as_the_first(const struct group_member *m)
{
	return m->identical || m->place == 0;
}

bool folding_tell(
	struct search *s, uint32_t docid, struct arena *memory, struct hit *hit, struct error *err)
{
	struct group_member own, other;
	if (!fold_find(&s->fold, docid, &own))
		return true;
	uint32_t size = archives_group_size(&s->archives, own.group);
	hit->duplicate_count = size > 0 ? size - 1 : 0;
	hit->duplicates = arena_array(memory, DUPLICATES_TOLD, sizeof *hit->duplicates);
	if (!hit->duplicates)
		return error_set_memory(err);
	for (uint32_t i = 0; i < size && hit->duplicates_told < DUPLICATES_TOLD; i++) {
		uint32_t its_docid;
		other = archives_group_at(&s->archives, own.group, i, &its_docid);
		if (other.place == own.place)
			continue;
		if (!add_duplicate(s, its_docid, memory, hit, err))
			return false;
		hit->duplicates[hit->duplicates_told - 1].identical =
			is_as_the_first(&own) && is_as_the_first(&other);
	}
	return true;
}

/* Of more, the first so many are left out. */
enum { MOST_UNLIKE = 500 };

struct xc_set *folding_like(struct search *s, uint32_t docid, struct error *err)
{
	struct group_member own;
	uint32_t docids[MOST_UNLIKE + 1] = {docid};
	size_t count = 1;
	uint32_t size =
		fold_find(&s->fold, docid, &own) ? archives_group_size(&s->archives, own.group) : 0;
	for (uint32_t i = 0; i < size && count <= MOST_UNLIKE; i++)
		archives_group_at(&s->archives, own.group, i, &docids[count++]);
	return xc_set_of(s->archives.db, docids, count, err);
}
