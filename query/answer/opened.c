#include "query/answer/opened.h"

#include "archive/manifest.h"
#include "base/lang.h"
#include "cluster/cluster.h"
#include "query/answer/folding.h"
#include "text/house/house.h"
#include "text/token/token.h"
#include "xapianc/served.h"

#include <stdlib.h>

/* That of the archive at PATH, which most have none of. */
static bool add_own_dictionary(struct search *s, const char *path, struct error *err)
{
	struct buf name = BUF_INIT;
	bool ok = buf_printf(&name, "%s/" HOUSE_FILE, path) || error_set_memory(err);
	ok = ok && (house_read(s->house, name.ptr, err) || err->code == ERROR_NOT_FOUND);
	buf_free(&name);
	return ok;
}

/* What answers tell of the archives, those that are missing last. */
static void tell_parts(struct search *s)
{
	const struct archives *as = &s->archives;
	for (size_t i = 0; i < as->count; i++) {
		const struct archive *a = &as->parts[i].archive;
		s->parts[i] = (struct answer_part){.name = as->parts[i].name,
			.archive = a->manifest->archive,
			.generation = a->generation,
			.articles = a->article_count};
	}
	for (size_t i = 0; i < as->missing_count; i++)
		s->parts[as->count + i] = (struct answer_part){.name = as->missing[i].name};
}

bool search_open(const char *path, struct search *out, struct error *err)
{
	return search_open_all(&path, 1, NULL, out, err);
}

/* What is needed beside the archives, which are open. */
static bool complete(struct search *s, struct error *err)
{
	const struct archives *as = &s->archives;
	s->tokenizer = tokenizer_new_small();
	s->house = house_new();
	s->parts = calloc(as->count + as->missing_count, sizeof *s->parts);
	bool ok = (s->tokenizer && s->house && s->parts) || error_set_memory(err);
	if (ok)
		tell_parts(s);
	for (size_t i = 0; ok && i < as->count; i++)
		ok = add_own_dictionary(s, as->parts[i].path, err);
	if (!ok)
		search_close(s);
	return ok;
}

static const struct archive_remote *remote_of(void *context, const char *path)
{
	return cluster_remote(context, path);
}

/* The archives that PATHS name, of which one may be the file of a cluster: those that it has. */
static bool list_paths(const char *const *paths, size_t n, struct search *out,
	struct archive_paths *list, struct error *err)
{
	bool ok = true;
	*list = (struct archive_paths){0};
	for (size_t i = 0; ok && i < n; i++) {
		if (out->cluster || !cluster_is_file(paths[i])) {
			ok = archive_paths_add(list, paths[i], 0);
			continue;
		}
		out->cluster = cluster_read(paths[i], err);
		if (!out->cluster)
			return false;
		for (size_t k = 0; ok && k < cluster_count(out->cluster); k++)
			ok = archive_paths_add(list, cluster_archive(out->cluster, k), 0);
	}
	return ok || error_set(err, ERROR_USAGE,
			     SAY("nhiều nhất %d kho một lần", "at most %d archives at once"),
			     ARCHIVES_MAX);
}

bool search_open_all(
	const char *const *paths, size_t n, const char *as, struct search *out, struct error *err)
{
	struct archive_paths list;
	*out = (struct search){0};
	if (list_paths(paths, n, out, &list, err)) {
		struct archives_remotes remotes = {out->cluster, out->cluster ? remote_of : NULL};
		if (archives_open(list.list, list.count, as, &remotes, &out->archives, err))
			return complete(out, err);
	}
	cluster_free(out->cluster);
	out->cluster = NULL;
	return false;
}

bool search_open_again(const struct search *open, struct search *out, struct error *err)
{
	*out = (struct search){.cluster = cluster_hold(open->cluster)};
	if (archives_open_again(&open->archives, &out->archives, err))
		return complete(out, err);
	cluster_free(out->cluster);
	out->cluster = NULL;
	return false;
}

bool search_add_dictionary(struct search *s, const char *path, struct error *err)
{
	return house_read(s->house, path, err);
}

bool search_leave(struct search *s, size_t part, const struct error *why, struct error *err)
{
	bool ok = archives_leave(&s->archives, part, why, err);
	tell_parts(s);
	return ok;
}

void search_close(struct search *s)
{
	folding_end(s);
	free(s->parts);
	tokenizer_free(s->tokenizer);
	house_free(s->house);
	marks_free(&s->marks);
	arena_free(&s->record_memory);
	buf_free(&s->record_bytes);
	archives_close(&s->archives);
	cluster_free(s->cluster);
	*s = (struct search){0};
}

static size_t count_missing(const struct archives *as)
{
	size_t count = 0;
	for (size_t i = 0; i < as->count; i++)
		count += archives_missing_shards(as, i);
	return count;
}

bool search_renew(struct search *s, bool failed, struct error *err)
{
	bool changed;
	return xc_db_renew(s->archives.db, failed, &changed, err) && (changed || !failed);
}

struct answer search_answer(const struct search *s)
{
	const struct archives *as = &s->archives;
	return (struct answer){.archive = as->id,
		.generation = as->generation,
		.articles = as->article_count,
		.parts = s->parts,
		.part_count = as->count,
		.missing_count = as->missing_count,
		.missing_shards = count_missing(as)};
}

const struct answer_part *search_part(const struct search *s)
{
	return s->archives.count + s->archives.missing_count > 1 ? s->record_part : NULL;
}

const struct archive_part *search_archive(const struct search *s)
{
	return &s->archives.parts[s->record_part - s->parts];
}
