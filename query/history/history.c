#include "query/history/history.h"

#include "archive/versions/versions.h"
#include "base/mapping.h"
#include "query/lookup/link.h"

enum { SECOND = 1000000000 };

static size_t bytes_of(const struct record *r)
{
	size_t bytes = 0;
	for (size_t i = 0; i < r->block_count; i++)
		bytes += r->blocks[i].text.len;
	return bytes;
}

/* What the article says now, as the first of the list. */
static void begin(struct history *h, const struct record *now)
{
	h->list[0] = (struct history_version){.record = *now};
	h->count = 1;
}

/* Row I, behind those that are there. */
static bool add(struct history *h, const struct versions *v, uint64_t i, struct error *err)
{
	struct version row;
	struct str bytes;
	struct history_version *after = &h->list[h->count - 1], *it = after + 1;
	if (!versions_at(v, i, &row, err) || !versions_bytes(v, &row, &bytes, err) ||
		!record_decode(bytes, &h->memory, &it->record, err))
		return false;
	it->since = row.since_ns / SECOND;
	it->until = row.until_ns / SECOND;
	it->or_earlier = row.since_before;
	it->record.id = h->list[0].record.id;
	it->record.path = h->list[0].record.path;
	link_check(&it->record);
	if (h->count == 1)
		after->since = it->until;
	h->count++;
	return changes_find(&it->record, &after->record, &h->memory, &after->changes) ||
	       error_set_memory(err);
}

static bool add_all(struct history *h, const struct versions *v, uint64_t first, struct error *err)
{
	size_t bytes = bytes_of(&h->list[0].record);
	bool ok = true;
	for (uint64_t i = h->kept; ok && i-- > 0 && h->count <= HISTORY_VERSIONS_MAX;) {
		if (bytes > HISTORY_BYTES_MAX)
			break;
		ok = add(h, v, first + i, err);
		bytes += ok ? bytes_of(&h->list[h->count - 1].record) : 0;
	}
	return ok;
}

bool history_tell(
	struct search *s, struct article_asked asked, struct history *out, struct error *err)
{
	struct record now;
	uint64_t first;
	*out = (struct history){.list = NULL};
	if (!corrections_find(s, asked, &out->memory, &out->corrections, err) ||
		!search_article(s, asked, &now, &out->renamed, err))
		return false;
	const struct archive_part *part = search_archive(s);
	if (part->versions_error.code != ERROR_NONE) {
		*err = part->versions_error;
		return false;
	}
	struct key key = key_of(now.id);
	if (!versions_of(part->versions, &key, &first, &out->kept, err))
		return false;
	out->list = arena_array(&out->memory, HISTORY_VERSIONS_MAX + 1, sizeof *out->list);
	if (!out->list)
		return error_set_memory(err);
	begin(out, &now);
	return add_all(out, part->versions, first, err) && mapping_check(err);
}

void history_free(struct history *h)
{
	arena_free(&h->memory);
	*h = (struct history){.list = NULL};
}

int64_t history_count(const struct search *s, struct str id)
{
	const struct archive_part *part = search_archive(s);
	uint64_t first, count;
	struct error ignored;
	struct key key = key_of(id);
	bool read = part->versions_error.code == ERROR_NONE &&
		    versions_of(part->versions, &key, &first, &count, &ignored);
	return read ? (int64_t)count : HISTORY_UNREAD;
}
