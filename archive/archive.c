#include "archive/archive.h"
#include "archive/folder.h"
#include "archive/generation.h"
#include "archive/lost.h"
#include "archive/manifest_file.h"
#include "archive/names.h"
#include "archive/places.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "xapianc/served.h"

#include <stdlib.h>
#include <string.h>

static bool check_analysis(const struct manifest *m, const char *path, struct error *err)
{
	if (m->analysis >= ANALYSIS_OLDEST && m->analysis <= ANALYSIS_VERSION)
		return true;
	if (m->analysis > ANALYSIS_VERSION)
		return error_set(err, ERROR_VERSION,
			SAY("“%s” được lập theo cách phân tích số %u, mới hơn cách số %d của "
			    "chương trình này; hãy cài phiên bản mới của Tra Cứu",
				"%s was indexed by analysis %u, newer than %d of this program; "
				"install a newer Tra Cứu"),
			path, (unsigned)m->analysis, ANALYSIS_VERSION);
	return error_set(err, ERROR_VERSION,
		SAY("“%s” được lập theo cách phân tích số %u, chương trình này dùng cách số %d; "
		    "hãy chạy \"tracuu-index rebuild\"",
			"%s was indexed by analysis %u, this program uses %d; run \"tracuu-index "
			"rebuild\""),
		path, (unsigned)m->analysis, ANALYSIS_VERSION);
}

/* Document d of shard i has the number (d - 1) * shards + i + 1 in the whole. */
static bool hide_lost(
	struct xc_db *db, const struct lost *lost, const struct manifest *m, struct error *err)
{
	uint32_t *docids = calloc(lost->count + 1, sizeof *docids);
	size_t n = 0;
	if (!docids)
		return error_set_memory(err);
	for (size_t i = 0; i < m->shard_count; i++) {
		size_t at;
		size_t end = lost_of_shard(lost, m->shards[i].number, &at);
		for (end += at; at < end; at++)
			docids[n++] =
				(uint32_t)((lost->list[at].document - 1) * m->shard_count + i + 1);
	}
	bool ok = xc_db_hide(db, docids, n, err);
	free(docids);
	return ok;
}

static struct xc_db *open_shards(
	const char *path, const struct manifest *m, const struct lost *lost, struct error *err)
{
	struct xc_db *db = NULL;
	struct xc_source *sources = calloc(m->shard_count + 1, sizeof *sources);
	char **paths = calloc(m->shard_count + 1, sizeof *paths);
	bool ok = sources && paths;
	for (size_t i = 0; ok && i < m->shard_count; i++) {
		paths[i] = manifest_shard_path(path, m->shards[i].number);
		sources[i].path = paths[i];
		sources[i].checked = true;
		ok = paths[i] != NULL;
	}
	if (!ok)
		error_set_memory(err);
	else
		db = xc_db_open_all(sources, m->shard_count, err);
	if (db && lost->count > 0 && !hide_lost(db, lost, m, err)) {
		xc_db_close(db);
		db = NULL;
	}
	for (size_t i = 0; paths && i < m->shard_count; i++)
		free(paths[i]);
	free(paths);
	free(sources);
	return db;
}

struct xc_db *archive_open_shards(const char *path, const struct manifest *m, struct error *err)
{
	struct lost lost = {0};
	struct xc_db *db = lost_read(path, m, &lost, err) ? open_shards(path, m, &lost, err) : NULL;
	lost_free(&lost);
	return db;
}

/* ---- Shards on other machines ---- */

static bool name_shards(
	const char *path, const struct manifest *m, struct archive_shard *out, struct error *err)
{
	_Static_assert(sizeof out->id >= XC_ID_SIZE, "an id fits");
	for (size_t i = 0; i < m->shard_count; i++) {
		char *folder = manifest_shard_path(path, m->shards[i].number);
		out[i].number = m->shards[i].number;
		bool ok = folder ? xc_id_of(folder, out[i].id, err) : error_set_memory(err);
		free(folder);
		if (!ok)
			return false;
	}
	return true;
}

static struct xc_db *open_served(const struct archive *a, const char *path, const char *archive,
	const struct archive_remote *remote, const struct lost *lost, struct error *err)
{
	const struct manifest *m = a->manifest;
	struct archive_shard *shards = calloc(m->shard_count + 1, sizeof *shards);
	struct xc_db *db = NULL;
	if (!shards)
		error_set_memory(err);
	else if (name_shards(path, m, shards, err))
		db = remote->open(remote->context, archive, shards, m->shard_count, err);
	if (db && lost->count > 0 && !hide_lost(db, lost, m, err)) {
		xc_db_close(db);
		db = NULL;
	}
	free(shards);
	return db;
}

/* Where a generation is opened from. */
struct from {
	const char *archive;
	const struct archive_remote *remote; /* NULL: its shards are here */
};

/* The shards of A, whose statistics are those of its articles alone. */
static bool open_index(
	struct archive *a, const char *path, const struct from *from, struct error *err)
{
	struct lost lost = {0};
	bool ok = lost_read(path, a->manifest, &lost, err);
	if (ok)
		a->db = from->remote ? open_served(a, path, from->archive, from->remote, &lost, err)
				     : open_shards(path, a->manifest, &lost, err);
	if (a->db && lost.count > 0 && !lost.is_former) {
		a->lost = lost_terms_open(path, a->manifest, &lost, err);
		ok = a->lost != NULL;
		if (ok)
			xc_db_set_hidden(a->db, lost_terms_hidden(a->lost));
	}
	lost_free(&lost);
	return ok && a->db;
}

static bool check_shards(
	struct xc_db *db, const struct manifest *m, const char *path, struct error *err)
{
	uint64_t articles = 0;
	for (size_t i = 0; i < m->shard_count; i++)
		articles += xc_db_is_missing(db, i) ? 0 : m->shards[i].articles;
	struct xc_stats stats;
	if (!xc_db_stats(db, &stats, err))
		return false;
	if (stats.doc_count == articles)
		return true;
	return error_set(err, ERROR_CORRUPT,
		SAY("%s: các phân mảnh của chỉ mục có %u bài (cần %llu); hãy chạy \"tracuu-index "
		    "repair\"",
			"%s: its shards hold %u articles (expected %llu); run \"tracuu-index "
			"repair\""),
		path, (unsigned)stats.doc_count, (unsigned long long)articles);
}

/* Checks what is there of a generation. */
static bool check_files(
	const struct manifest *m, const char *path, const struct from *from, struct error *err)
{
	if (from->remote)
		return manifest_check_mirror(m, path, err);
	return manifest_check_sizes(m, path, err);
}

static bool open_places(
	struct archive *a, const char *path, const struct from *from, struct error *err)
{
	if (from->remote) {
		a->places = from->remote->places(a->db, err);
		return a->places != NULL;
	}
	a->places = places_open(path, a->manifest, err);
	if (a->places)
		xc_db_set_rows(a->db, places_rows(a->places));
	return a->places != NULL;
}

static bool fill(const char *path, const struct from *from, struct archive *out, struct error *err)
{
	struct manifest *m = out->manifest = malloc(sizeof *m);
	if (!m)
		return error_set_memory(err);
	*m = MANIFEST_INIT;
	if (!manifest_read(path, m, err))
		return false;
	bool ok = check_analysis(m, path, err) && check_files(m, path, from, err);
	if (ok && m->shard_count == 0 && m->seen_as)
		ok = error_set(err, ERROR_NOT_FOUND,
			SAY("trong kho chưa có bài nào mà người xem “%s” được thấy",
				"there is no article yet that the audience %s may see"),
			m->seen_as);
	else if (ok && m->shard_count == 0)
		ok = error_set(err, ERROR_CORRUPT,
			SAY("“%s” không có bài nào; hãy chạy \"tracuu-index rebuild\"",
				"%s holds no articles; run \"tracuu-index rebuild\""),
			path);
	if (ok) {
		generation_name(m->generation, out->generation);
		out->article_count = m->articles;
		ok = open_index(out, path, from, err) && check_shards(out->db, m, path, err) &&
		     open_places(out, path, from, err) && names_open(path, m, &out->names, err);
	}
	return ok;
}

static bool open_generation(
	const char *path, const struct from *from, struct archive *out, struct error *err)
{
	memset(out, 0, sizeof *out);
	out->path = strdup(path);
	char *lexicon = folder_path(path, "lexicon");
	bool ok = out->path && lexicon;
	if (!ok)
		error_set_memory(err);
	else
		ok = fill(path, from, out, err);
	if (ok) {
		out->lexicon = lexicon_open(lexicon, &out->lexicon_error);
		/* Damage is told and costs marks; want of memory would be another answer. */
		if (!out->lexicon && out->lexicon_error.code == ERROR_MEMORY) {
			*err = out->lexicon_error;
			ok = false;
		}
	}
	free(lexicon);
	if (!ok)
		archive_close(out);
	return ok;
}

static bool open_number(
	const struct from *from, uint32_t number, struct archive *out, struct error *err)
{
	char *folder = generation_path(from->archive, number);
	if (!folder) {
		error_set_memory(err);
		return false;
	}
	bool ok = open_generation(folder, from, out, err);
	free(folder);
	return ok;
}

bool archive_open_with(const char *path, const char *generation,
	const struct archive_remote *remote, struct archive *out, struct error *err)
{
	const struct from from = {path, remote};
	uint32_t number;
	uint32_t newer;
	struct error ignored;
	*out = (struct archive){0};
	if (generation)
		return open_generation(generation, &from, out, err);
	if (!generation_current(path, &number, err))
		return false;
	if (open_number(&from, number, out, err))
		return true;
	/* A reader that was slow to start may find its generation pruned: take the new one. */
	return generation_current(path, &newer, &ignored) && newer != number &&
	       open_number(&from, newer, out, err);
}

bool archive_open(const char *path, struct archive *out, struct error *err)
{
	return archive_open_with(path, NULL, NULL, out, err);
}

bool archive_open_generation(const char *path, struct archive *out, struct error *err)
{
	return archive_open_with(path, path, NULL, out, err);
}

void archive_close(struct archive *a)
{
	places_close(a->places);
	names_close(a->names);
	xc_db_close(a->db);
	lost_terms_close(a->lost);
	if (a->lexicon)
		lexicon_close(a->lexicon);
	if (a->manifest)
		manifest_free(a->manifest);
	free(a->manifest);
	free(a->path);
	a->db = NULL;
	a->lost = NULL;
	a->places = NULL;
	a->names = NULL;
	a->lexicon = NULL;
	a->manifest = NULL;
	a->path = NULL;
}

bool archive_drop_lexicon(struct archive *a)
{
	if (!a->lexicon || lexicon_is_whole(a->lexicon))
		return false;
	lexicon_close(a->lexicon);
	a->lexicon = NULL;
	error_set(&a->lexicon_error, ERROR_CORRUPT,
		SAY("“%s/lexicon” bị hỏng; hãy chạy \"tracuu-index repair\"",
			"%s/lexicon is damaged; run \"tracuu-index repair\""),
		a->path);
	return true;
}

char *archive_default_path(struct error *err)
{
	char *path = NULL;
	const char *named = getenv("TRACUU_ARCHIVE");
	/* The XDG specification says to ignore a path that is not absolute. */
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");
	if (named && *named) {
		path = strdup(named);
	} else if (data && *data == '/') {
		path = folder_path(data, "tracuu");
	} else if (home && *home == '/') {
		path = folder_path(home, ".local/share/tracuu");
	} else {
		error_set(err, ERROR_USAGE,
			SAY("không biết kho ở đâu; hãy dùng --archive THƯ-MỤC hoặc đặt "
			    "TRACUU_ARCHIVE",
				"no archive is named; use --archive DIR or set TRACUU_ARCHIVE"));
		return NULL;
	}
	if (!path)
		error_set_memory(err);
	return path;
}
