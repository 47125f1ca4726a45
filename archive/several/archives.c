#include "archive/several/archives.h"

#include "archive/audience/view.h"
#include "archive/groups/groups.h"
#include "archive/manifest.h"
#include "archive/places.h"
#include "archive/several/lexicons.h"
#include "archive/versions/versions.h"
#include "base/buf.h"
#include "base/checksum.h"
#include "base/lang.h"
#include "xapianc/served.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- Names ---- */

/* PATH without links, as it is where it leads nowhere; owned, NULL when out of memory. */
static char *real_path(const char *path)
{
	char *real = realpath(path, NULL);
	return real ? real : strdup(path);
}

/* "tin" of "/srv/kho/tin"; likewise. */
static char *name_of(const char *path)
{
	struct str all = str_from_c(path);
	while (all.len > 1 && str_ends_with(all, STR("/")))
		all.len--;
	struct str last = str_after_last(all, '/');
	last = last.len > 0 ? last : all;
	return strndup(last.ptr, last.len);
}

/* Whether NAME is that of a part or of one that is missing. */
static bool is_taken(const struct archives *as, const char *name)
{
	for (size_t i = 0; i < as->count; i++) {
		if (strcmp(as->parts[i].name, name) == 0)
			return true;
	}
	for (size_t i = 0; i < as->missing_count; i++) {
		if (strcmp(as->missing[i].name, name) == 0)
			return true;
	}
	return false;
}

/* Where two folders are called alike the paths tell them apart. */
static char *new_name(const struct archives *as, const char *path)
{
	char *name = path ? name_of(path) : NULL;
	if (!name || !is_taken(as, name))
		return name;
	free(name);
	return strdup(path);
}

/* ---- What they are together ---- */

static void separate(struct archives *as)
{
	if (as->count != 1) {
		places_close(as->places);
		xc_db_close(as->db);
	}
	lexicon_close(as->joint);
	as->joint = NULL;
	as->lexicon = NULL;
	as->places = NULL;
	as->db = NULL;
}

static bool join_lexicons(struct archives *as, struct error *err)
{
	const struct lexicon *parts[ARCHIVES_MAX];
	struct lexicon *last = NULL;
	size_t n = 0;
	for (size_t i = 0; i < as->count; i++) {
		if (as->parts[i].archive.lexicon)
			parts[n++] = last = as->parts[i].archive.lexicon;
	}
	lexicon_close(as->joint);
	as->joint = n > 1 ? lexicons_join(parts, n, err) : NULL;
	as->lexicon = n > 1 ? as->joint : last;
	return n <= 1 || as->joint;
}

/* Where some shards are on other machines, records tell of all. */
static bool open_remote_places(struct archives *as, struct error *err)
{
	const struct archive_remote *remote = NULL;
	for (size_t i = 0; i < as->count; i++)
		remote = as->parts[i].remote ? as->parts[i].remote : remote;
	as->places = remote ? remote->places(as->db, err) : NULL;
	return as->places != NULL;
}

static bool join_indexes(struct archives *as, struct error *err)
{
	struct xc_db *dbs[ARCHIVES_MAX];
	struct places *places[ARCHIVES_MAX];
	for (size_t i = 0; i < as->count; i++) {
		dbs[i] = as->parts[i].archive.db;
		places[i] = as->parts[i].archive.places;
	}
	if (as->count == 1) {
		as->db = dbs[0];
		as->places = places[0];
		return true;
	}
	as->db = xc_db_join(dbs, as->count, err);
	if (as->db && xc_db_is_served(as->db))
		return open_remote_places(as, err);
	as->places = as->db ? places_join(places, as->count, err) : NULL;
	if (as->places)
		xc_db_set_rows(as->db, places_rows(as->places));
	return as->places != NULL;
}

static void number_parts(struct archives *as)
{
	as->shard_count = 0;
	as->group_count = 0;
	as->tells_groups = false;
	as->article_count = 0;
	for (size_t i = 0; i < as->count; i++) {
		struct archive_part *part = &as->parts[i];
		part->first_shard = as->shard_count;
		part->first_group = as->group_count;
		as->shard_count += part->archive.manifest->shard_count;
		as->group_count += groups_count(part->groups);
		as->tells_groups |= part->groups != NULL;
		as->article_count += part->archive.article_count;
	}
}

static bool name_all(struct archives *as, struct error *err)
{
	struct buf id = BUF_INIT, generation = BUF_INIT;
	for (size_t i = 0; i < as->count; i++) {
		const struct archive *a = &as->parts[i].archive;
		buf_printf(&id, "%s%s", i > 0 ? "+" : "", a->manifest->archive);
		buf_printf(&generation, "%s%s", i > 0 ? "+" : "", a->generation);
	}
	free(as->id);
	free(as->generation);
	as->id = id.ptr;
	as->generation = generation.ptr;
	return (!id.failed && !generation.failed) || error_set_memory(err);
}

static bool join(struct archives *as, struct error *err)
{
	number_parts(as);
	return join_indexes(as, err) && join_lexicons(as, err) && name_all(as, err);
}

/* ---- Opening ---- */

static void close_part(struct archive_part *part)
{
	versions_close(part->versions);
	groups_close(part->groups);
	archive_close(&part->archive);
	free(part->name);
	free(part->path);
	free(part->real);
	*part = (struct archive_part){0};
}

/* PART is closed. */
static void note_missing(struct archives *as, struct archive_part *part, const struct error *why)
{
	as->missing[as->missing_count++] =
		(struct archive_missing){part->name, part->path, part->real, *why};
	part->name = part->path = part->real = NULL;
	close_part(part);
}

/* Whether it is another one than those that are open. */
static bool check_other(
	const struct archives *as, const struct archive_part *part, struct error *err)
{
	for (size_t i = 0; i < as->count; i++) {
		if (strcmp(as->parts[i].archive.manifest->archive,
			    part->archive.manifest->archive) == 0)
			return error_set(err, ERROR_USAGE,
				SAY("“%s” và “%s” là cùng một kho; hãy bỏ bớt một --archive",
					"%s and %s are the same archive; leave one --archive out"),
				as->parts[i].path, part->path);
	}
	return true;
}

/* Articles are found without, however damaged it is. */
static bool open_versions(struct archive_part *part, struct error *err)
{
	const struct archive *a = &part->archive;
	if (versions_open(a->path, a->manifest, &part->versions, &part->versions_error) ||
		part->versions_error.code != ERROR_MEMORY)
		return true;
	*err = part->versions_error;
	return false;
}

/* Two views of a generation are told apart by more than its number: what is seen differs. */
static void name_view(struct archive *a, const struct archive_seen *seen)
{
	if (seen->view == 0)
		return;
	struct buf text = BUF_INIT;
	size_t len = strlen(a->generation);
	buf_printf(&text, "%s %lld", seen->as, (long long)seen->from);
	snprintf(a->generation + len, sizeof a->generation - len, "-%04x",
		(unsigned)(checksum_of(buf_str(&text)) & 0xFFFF));
	buf_free(&text);
}

/* What AS sees of what is published now: that alone is opened. */
static bool open_seen(struct archive_part *part, const char *as, struct error *err)
{
	struct archive_seen seen, newer;
	struct error ignored;
	char *folder = view_folder(part->path, as, time(NULL), &seen, err);
	bool ok = folder && archive_open_generation(folder, &part->archive, err);
	free(folder);
	if (ok || !folder) {
		if (ok)
			name_view(&part->archive, &seen);
		return ok;
	}
	/* As in archive_open: it may have been pruned meanwhile. */
	folder = view_folder(part->path, as, time(NULL), &newer, &ignored);
	ok = folder && newer.generation != seen.generation &&
	     archive_open_generation(folder, &part->archive, err);
	free(folder);
	if (ok)
		name_view(&part->archive, &newer);
	return ok;
}

/* A mirror has what all may see of an archive, and no views. */
static bool open_remote(
	struct archive_part *part, const char *generation, const char *as, struct error *err)
{
	if (as)
		return error_set(err, ERROR_USAGE,
			SAY("“%s” là bản sao của một kho ở máy khác, không tìm được với --as",
				"%s mirrors an archive of other machines, --as can't be used with "
				"it"),
			part->path);
	return archive_open_with(part->path, generation, part->remote, &part->archive, err);
}

/* GENERATION: the folder of the one to be opened; NULL: the published one, as AS sees it; NULL:
   all of it. */
static bool open_part(
	struct archive_part *part, const char *generation, const char *as, struct error *err)
{
	struct archive *a = &part->archive;
	bool ok;
	if (part->remote)
		ok = open_remote(part, generation, as, err);
	else if (as && !generation)
		ok = open_seen(part, as, err);
	else
		ok = archive_open_with(part->path, generation, NULL, a, err);
	return ok && groups_open(a->path, a->manifest, &part->groups, err) &&
	       open_versions(part, err);
}

/* The archive at PATH as one more part, or as one that is missing. False where nothing can be
   searched for it. */
static bool add(struct archives *as, const char *path, const char *generation, const char *seen_as,
	struct error *err)
{
	struct error why;
	struct archive_part *part = &as->parts[as->count];
	*part = (struct archive_part){.path = strdup(path), .real = real_path(path)};
	if (as->remotes.of)
		part->remote = as->remotes.of(as->remotes.context, path);
	part->name = new_name(as, part->real);
	if (!part->name || !part->path) {
		close_part(part);
		return error_set_memory(err);
	}
	if (!open_part(part, generation, seen_as, &why)) {
		note_missing(as, part, &why);
		return true;
	}
	bool other = check_other(as, part, err);
	if (other)
		as->count++;
	else
		close_part(part);
	return other;
}

static bool begin(struct archives *as, size_t n, struct error *err)
{
	*as = (struct archives){.parts = calloc(n + 1, sizeof *as->parts),
		.missing = calloc(n + 1, sizeof *as->missing)};
	if (!as->parts || !as->missing)
		return error_set_memory(err);
	return n <= ARCHIVES_MAX ||
	       error_set(err, ERROR_USAGE,
		       SAY("nhiều nhất %d kho một lần", "at most %d archives at once"),
		       ARCHIVES_MAX);
}

bool archives_open(const char *const *paths, size_t n, const char *as,
	const struct archives_remotes *remotes, struct archives *out, struct error *err)
{
	bool ok = begin(out, n, err);
	if (remotes)
		out->remotes = *remotes;
	for (size_t i = 0; ok && i < n; i++)
		ok = add(out, paths[i], NULL, as, err);
	if (ok && out->count == 0) {
		*err = out->missing[0].why;
		ok = false;
	}
	ok = ok && join(out, err);
	if (!ok)
		archives_close(out);
	return ok;
}

bool archives_open_again(const struct archives *open, struct archives *out, struct error *err)
{
	bool ok = begin(out, open->count, err);
	out->remotes = open->remotes;
	for (size_t i = 0; ok && i < open->count; i++)
		ok = add(out, open->parts[i].path, open->parts[i].archive.path, NULL, err);
	if (ok && out->missing_count > 0) {
		*err = out->missing[0].why;
		ok = false;
	}
	ok = ok && join(out, err);
	if (!ok)
		archives_close(out);
	return ok;
}

void archives_close(struct archives *as)
{
	separate(as);
	for (size_t i = 0; i < as->count; i++)
		close_part(&as->parts[i]);
	for (size_t i = 0; i < as->missing_count; i++) {
		free(as->missing[i].name);
		free(as->missing[i].path);
		free(as->missing[i].real);
	}
	free(as->parts);
	free(as->missing);
	free(as->id);
	free(as->generation);
	*as = (struct archives){0};
}

bool archives_leave(struct archives *as, size_t i, const struct error *why, struct error *err)
{
	struct archive_part *part = &as->parts[i];
	separate(as);
	note_missing(as, part, why);
	memmove(part, part + 1, (as->count - i - 1) * sizeof *part);
	as->count--;
	return join(as, err);
}

bool archives_view(const struct archives *as, size_t i, struct archives *out, struct error *err)
{
	*out = (struct archives){.parts = &as->parts[i], .count = 1, .remotes = as->remotes};
	return join(out, err);
}

void archives_end_view(struct archives *as, struct archives *view)
{
	struct error ignored;
	free(view->id);
	free(view->generation);
	number_parts(as);
	/* The view may have dropped the lexicon of its part; what memory did not suffice for is
	 * none. */
	(void)join_lexicons(as, &ignored);
}

bool archives_drop_lexicon(struct archives *as)
{
	bool dropped = as->joint && !lexicon_is_whole(as->joint);
	struct error ignored;
	for (size_t i = 0; i < as->count; i++)
		dropped |= archive_drop_lexicon(&as->parts[i].archive);
	/* What memory did not suffice for is none. */
	if (dropped)
		(void)join_lexicons(as, &ignored);
	return dropped;
}

size_t archives_missing_shards(const struct archives *as, size_t i)
{
	const struct archive_part *part = &as->parts[i];
	size_t count = 0;
	for (size_t k = 0; k < part->archive.manifest->shard_count; k++)
		count += xc_db_is_missing(as->db, part->first_shard + k);
	return count;
}

/* ---- Documents ---- */

/* Document d of shard s, from 0, has the number (d - 1) * shards + s + 1 in the whole, and
   likewise in its part. */
const struct archive_part *archives_part_of(const struct archives *as, uint32_t docid)
{
	size_t shard = (docid - 1) % as->shard_count;
	size_t i = as->count - 1;
	while (i > 0 && as->parts[i].first_shard > shard)
		i--;
	return &as->parts[i];
}

/* Document DOCUMENT of shard number SHARD of all. */
static uint32_t number_of(const struct archives *as, size_t shard, uint32_t document)
{
	uint64_t number = (uint64_t)(document - 1) * as->shard_count + shard + 1;
	return document > 0 && number <= UINT32_MAX ? (uint32_t)number : 0;
}

uint32_t archives_docid(const struct archives *as, const struct archive_part *part, uint32_t docid)
{
	uint32_t shards = (uint32_t)part->archive.manifest->shard_count;
	if (docid == 0)
		return 0;
	return number_of(as, part->first_shard + (docid - 1) % shards, (docid - 1) / shards + 1);
}

/* ---- Groups ---- */

bool archives_find_group(const struct archives *as, uint32_t docid, struct group_member *out)
{
	const struct archive_part *part = archives_part_of(as, docid);
	size_t shard = (docid - 1) % as->shard_count - part->first_shard;
	if (!groups_find(part->groups, part->archive.manifest->shards[shard].number,
		    (docid - 1) / (uint32_t)as->shard_count + 1, out))
		return false;
	out->group += part->first_group;
	return true;
}

static const struct archive_part *part_of_group(const struct archives *as, uint32_t group)
{
	size_t i = as->count - 1;
	while (i > 0 && as->parts[i].first_group > group)
		i--;
	return &as->parts[i];
}

uint32_t archives_group_size(const struct archives *as, uint32_t group)
{
	const struct archive_part *part = part_of_group(as, group);
	return groups_size(part->groups, group - part->first_group);
}

struct group_member archives_group_at(
	const struct archives *as, uint32_t group, uint32_t place, uint32_t *docid)
{
	const struct archive_part *part = part_of_group(as, group);
	const struct manifest *m = part->archive.manifest;
	struct group_member member = groups_at(part->groups, group - part->first_group, place);
	member.group = group;
	*docid = 0;
	for (size_t i = 0; i < m->shard_count && *docid == 0; i++) {
		if (m->shards[i].number == member.shard)
			*docid = number_of(as, part->first_shard + i, member.document);
	}
	return member;
}
