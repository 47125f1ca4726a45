#include "query/answer/folding.h"

#include "archive/groups/groups.h"
#include "archive/manifest.h"
#include "archive/record.h"
#include "base/lang.h"
#include "query/answer/lookup.h"
#include "query/ranking/filter.h"
#include "xapianc/set.h"

bool folding_start(struct search *s, const struct search_settings *settings, struct error *err)
{
	folding_end(s);
	s->fold = (struct fold){.groups = s->groups, .manifest = s->archive.manifest};
	if (settings->prefer.len == 0)
		return true;
	const struct query_filter wanted = {.field = FIELD_BY_SOURCE, .value = settings->prefer};
	struct filter filter;
	bool ok = filter_make(
		s->archive.db, s->tokenizer, &wanted, 1, &filter, &s->prefers_unknown, err);
	s->preferred = ok ? xc_select(s->archive.db, filter.wanted, err) : NULL;
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
	return settings->duplicates != DUPLICATES_SHOWN && s->groups ? &s->fold : NULL;
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
	       answer_warn(a, WARNING_UNKNOWN_VALUE,
		       SAY("kho không có nguồn nào là “%.*s”; --facet source liệt kê những gì có",
			       "the archive has no source “%.*s”; --facet source lists what there "
			       "is"),
		       STR_ARG(settings->prefer));
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

/* M as one of the others of HIT. */
static bool add_duplicate(struct search *s, const struct group_member *m, struct arena *memory,
	struct hit *hit, struct error *err)
{
	struct record record;
	struct duplicate *d = &hit->duplicates[hit->duplicates_told];
	if (!stored_read(s, fold_docid(&s->fold, m), &record, err))
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
	uint32_t size = groups_size(s->groups, own.group);
	hit->duplicate_count = size > 0 ? size - 1 : 0;
	hit->duplicates = arena_array(memory, DUPLICATES_TOLD, sizeof *hit->duplicates);
	if (!hit->duplicates)
		return error_set_memory(err);
	for (uint32_t i = 0; i < size && hit->duplicates_told < DUPLICATES_TOLD; i++) {
		other = groups_at(s->groups, own.group, i);
		if (other.place == own.place)
			continue;
		if (!add_duplicate(s, &other, memory, hit, err))
			return false;
		hit->duplicates[hit->duplicates_told - 1].identical =
			is_as_the_first(&own) && is_as_the_first(&other);
	}
	return true;
}

/* Of more, the first so many are left out. */
enum { MOST_UNLIKE = 500 };

struct str *folding_ids(struct search *s, uint32_t docid, struct str document, struct arena *memory,
	size_t *count, struct error *err)
{
	struct group_member own;
	bool grouped = fold_find(&s->fold, docid, &own);
	uint32_t size = grouped ? groups_size(s->groups, own.group) : 0;
	struct str *ids = arena_array(memory, (size_t)MOST_UNLIKE + 1, sizeof *ids);
	if (!ids) {
		error_set_memory(err);
		return NULL;
	}
	*count = 0;
	ids[(*count)++] = arena_str(memory, document);
	for (uint32_t i = 0; i < size && *count <= MOST_UNLIKE; i++) {
		struct group_member m = groups_at(s->groups, own.group, i);
		struct record record;
		arena_reset(&s->record_memory);
		buf_reset(&s->record_bytes);
		if (m.place == own.place)
			continue;
		if (!xc_db_data(s->archive.db, fold_docid(&s->fold, &m), &s->record_bytes, err) ||
			!record_decode(buf_str(&s->record_bytes), &s->record_memory, &record, err))
			return NULL;
		ids[(*count)++] = arena_str(memory, record.id);
	}
	for (size_t i = 0; i < *count; i++) {
		if (!ids[i].ptr) {
			error_set_memory(err);
			return NULL;
		}
	}
	return ids;
}
