#include "indexer/published/verify.h"
#include "archive/audience/view.h"
#include "archive/contents.h"
#include "archive/groups/groups.h"
#include "archive/lost.h"
#include "archive/manifest_file.h"
#include "archive/places.h"
#include "archive/schema.h"
#include "archive/versions/versions.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "indexer/run/check.h"
#include "indexer/work/progress.h"
#include "indexer/work/stop.h"
#include "printing/print.h"
#include "xapianc/xapianc.h"

#include <stdlib.h>

enum { CANARIES = 200 };

struct findings {
	struct progress progress;
	struct verification *out;
};

static void tell(struct findings *f, const struct error *err)
{
	progress_clear(&f->progress);
	print_err("tracuu-index: %s\n", err->message);
	f->out->damaged++;
}

static bool verify_files(const struct published *p, struct findings *f, struct error *stopped)
{
	for (size_t i = 0; i < p->manifest.file_count; i++) {
		struct error err = {0};
		if (!stop_check(stopped))
			return false;
		if (!manifest_check_digest(&p->manifest.files[i], p->folder, &err)) {
			tell(f, &err);
			f->out->bad[i] = true;
		}
		f->progress.bytes += p->manifest.files[i].size;
		progress_tick(&f->progress);
	}
	return true;
}

static const char *yes_or_no(bool is)
{
	return is ? SAY("có", "yes") : SAY("không", "no");
}

static bool verify_shard(const struct published *p, const struct manifest_shard *shard,
	const struct lost *lost, struct error *err)
{
	size_t first;
	uint64_t wanted = shard->articles + lost_of_shard(lost, shard->number, &first);
	struct xc_stats stats = {0};
	char *path = manifest_shard_path(p->folder, shard->number);
	const struct xc_source source = {.path = path, .checked = true};
	struct xc_db *db = path ? xc_db_open_all(&source, 1, err) : NULL;
	bool ok = db ? xc_db_stats(db, &stats, err) : path ? false : error_set_memory(err);
	bool xapian_positions = p->manifest.xapian_positions;
	if (ok && (stats.doc_count != wanted || stats.has_positions != xapian_positions))
		ok = error_set(err, ERROR_CORRUPT,
			SAY("%s có %u bài (cần %llu), vị trí theo dạng của Xapian: %s (cần %s)",
				"%s has %u articles (expected %llu), positions in Xapian's form: "
				"%s (expected %s)"),
			path, (unsigned)stats.doc_count, (unsigned long long)wanted,
			yes_or_no(stats.has_positions), yes_or_no(xapian_positions));
	uint64_t gone = wanted - shard->articles;
	ok = ok && places_check(path, wanted, err) &&
	     (gone == 0 || lost->is_former || lost_terms_check(path, gone, err));
	xc_db_close(db);
	free(path);
	return ok;
}

static bool has_bad_file(
	const struct published *p, const struct verification *v, uint32_t shard, const char *name)
{
	for (size_t i = 0; i < p->manifest.file_count; i++) {
		const char *path = p->manifest.files[i].path;
		if (v->bad[i] && (manifest_is_of_shard(path, shard) || strcmp(path, name) == 0))
			return true;
	}
	return false;
}

static void verify_groups(const struct published *p, const struct lost *lost, struct findings *f)
{
	struct groups *groups = NULL;
	struct error err = {0};
	if (!groups_open(p->folder, &p->manifest, &groups, &err) ||
		!groups_check(groups, p->folder, &p->manifest, lost, &err))
		tell(f, &err);
	groups_close(groups);
}

static bool has_bad_versions(const struct published *p, const struct verification *v)
{
	for (size_t i = 0; i < p->manifest.file_count; i++) {
		const char *path = p->manifest.files[i].path;
		if (v->bad[i] && (strcmp(path, VERSIONS_FILE) == 0 || schema_segment_of(path) > 0))
			return true;
	}
	return false;
}

static void verify_versions(const struct published *p, struct findings *f)
{
	struct versions *versions = NULL;
	struct error err = {0};
	if (!versions_open(p->folder, &p->manifest, &versions, &err) ||
		!versions_check(versions, &err))
		tell(f, &err);
	versions_close(versions);
}

/* Looks into what has the bytes that were written. What has others was named, and files that would
   be held against it are not damaged. */
static void verify_index(const struct published *p, struct findings *f)
{
	struct lost lost = {0};
	struct error err = {0};
	if (!has_bad_file(p, f->out, 0, LOST_FILE) &&
		!lost_read(p->folder, &p->manifest, &lost, &err))
		tell(f, &err);
	for (size_t i = 0; i < p->manifest.shard_count; i++) {
		const struct manifest_shard *shard = &p->manifest.shards[i];
		err = (struct error){0};
		if (!has_bad_file(p, f->out, shard->number, LOST_FILE) &&
			!verify_shard(p, shard, &lost, &err))
			tell(f, &err);
	}
	if (!has_bad_file(p, f->out, 0, LOST_FILE) && !has_bad_file(p, f->out, 0, GROUPS_FILE))
		verify_groups(p, &lost, f);
	if (!has_bad_versions(p, f->out))
		verify_versions(p, f);
	lost_free(&lost);
	err = (struct error){0};
	if (f->out->damaged == 0 && !check_canaries(p->folder, CANARIES, &err))
		tell(f, &err);
	err = (struct error){0};
	if (!mapping_check(&err))
		tell(f, &err);
}

static void tell_finding(void *context, const struct error *finding)
{
	tell(context, finding);
}

static void verify_folder(const struct published *p, struct findings *f)
{
	struct error err = {0};
	if (!contents_check_folder(&p->manifest, p->folder, tell_finding, f, &err))
		tell(f, &err);
	err = (struct error){0};
	if (!views_check(&p->manifest, p->folder, tell_finding, f, &err))
		tell(f, &err);
}

bool verify_generation(
	const struct published *p, bool quiet, struct verification *out, struct error *err)
{
	struct findings f = {.out = out};
	*out = (struct verification){.bad = calloc(p->manifest.file_count + 1, sizeof *out->bad)};
	if (!out->bad)
		return error_set_memory(err);
	progress_open(&f.progress, quiet);
	progress_stage(
		&f.progress, SAY("Đang kiểm tra", "Checking"), manifest_total_size(&p->manifest));
	verify_folder(p, &f);
	bool complete = verify_files(p, &f, err);
	if (complete)
		verify_index(p, &f);
	progress_close(&f.progress);
	return complete;
}

void verification_free(struct verification *v)
{
	free(v->bad);
	v->bad = NULL;
}
