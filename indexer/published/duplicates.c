#include "indexer/published/duplicates.h"

#include "archive/archive.h"
#include "archive/groups/groups.h"
#include "archive/names.h"
#include "base/lang.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>

struct teller {
	struct archive archive;
	struct groups *groups;
	struct arena memory; /* of one group */
	struct buf data;
};

static uint32_t docid_of(const struct manifest *m, const struct group_member *member)
{
	uint32_t i = 0;
	while (i < m->shard_count && m->shards[i].number != member->shard)
		i++;
	return (member->document - 1) * (uint32_t)m->shard_count + i + 1;
}

static bool read_article(struct teller *t, const struct group_member *member, struct duplicate *out,
	struct error *err)
{
	struct name name;
	bool renamed = false;
	buf_reset(&t->data);
	if (!xc_db_data(t->archive.db, docid_of(t->archive.manifest, member), &t->data, err) ||
		!record_decode(buf_str(&t->data), &t->memory, &out->record, err))
		return false;
	struct key key = key_of(out->record.id);
	if (!names_find(t->archive.names, &key, NAME_DOCUMENT, &renamed, &name, err))
		return false;
	out->id = renamed ? name.first : out->record.id;
	out->identical = member->identical;
	return true;
}

static bool read_group(struct teller *t, uint32_t group, struct duplicate **out, struct error *err)
{
	uint32_t size = groups_size(t->groups, group);
	arena_reset(&t->memory);
	*out = arena_array(&t->memory, (size_t)size + 1, sizeof **out);
	if (!*out)
		return error_set_memory(err);
	bool ok = true;
	for (uint32_t i = 0; ok && i < size; i++) {
		struct group_member member = groups_at(t->groups, group, i);
		ok = read_article(t, &member, &(*out)[i], err);
	}
	return ok;
}

static bool tell_all(struct teller *t, duplicates_visitor *visit, void *context, struct error *err)
{
	if (!t->groups)
		return error_set(err, ERROR_NOT_FOUND,
			SAY("bản này chưa ghi bài nào giống bài nào; hãy chạy \"tracuu-index "
			    "rebuild\"",
				"this generation does not tell which articles are alike; run "
				"\"tracuu-index rebuild\""));
	bool more = true;
	for (uint32_t i = 0; more && i < groups_count(t->groups); i++) {
		struct duplicate *articles;
		if (!read_group(t, i, &articles, err))
			return false;
		more = visit(context, articles, groups_size(t->groups, i));
	}
	return true;
}

bool duplicates_each(
	const struct published *p, duplicates_visitor *visit, void *context, struct error *err)
{
	struct teller t = {.groups = NULL};
	if (!archive_open_generation(p->folder, &t.archive, err))
		return false;
	bool ok = groups_open(p->folder, t.archive.manifest, &t.groups, err) &&
		  tell_all(&t, visit, context, err);
	groups_close(t.groups);
	archive_close(&t.archive);
	arena_free(&t.memory);
	buf_free(&t.data);
	return ok;
}
