#include "archive/contents.h"
#include "archive/lost.h"
#include "archive/manifest_file.h"
#include "archive/places.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/published.h"
#include "indexer/run/check.h"
#include "indexer/work/progress.h"
#include "indexer/work/stop.h"
#include "indexer/work/wording.h"
#include "printing/print.h"
#include "xapianc/xapianc.h"

#include <stdio.h>
#include <stdlib.h>

enum { CANARIES = 200 };

/* Every damage is told, not only the first. */
struct findings {
	struct progress progress;
	unsigned damaged;
};

static void tell(struct findings *f, const struct error *err)
{
	bool shown = f->progress.terminal && !f->progress.quiet;
	if (shown)
		print_err("\r\033[K");
	print_err("tracuu-index: %s\n", err->message);
	f->damaged++;
}

static bool verify_files(const struct published *p, struct findings *f, struct error *stopped)
{
	for (size_t i = 0; i < p->manifest.file_count; i++) {
		struct error err = {0};
		if (!stop_check(stopped))
			return false;
		if (!manifest_check_digest(&p->manifest.files[i], p->folder, &err))
			tell(f, &err);
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
	ok = ok && places_check(path, wanted, err);
	xc_db_close(db);
	free(path);
	return ok;
}

static void verify_index(const struct published *p, struct findings *f)
{
	struct lost lost = {0};
	struct error err = {0};
	if (!lost_read(p->folder, &p->manifest, &lost, &err))
		tell(f, &err);
	for (size_t i = 0; i < p->manifest.shard_count; i++) {
		err = (struct error){0};
		if (!verify_shard(p, &p->manifest.shards[i], &lost, &err))
			tell(f, &err);
	}
	lost_free(&lost);
	err = (struct error){0};
	if (!check_canaries(p->folder, CANARIES, &err))
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
}

static int conclude(const struct published *p, const struct findings *f, bool quiet)
{
	char files[WORDING_SIZE];
	char articles[WORDING_SIZE];
	if (f->damaged > 0) {
		print_err(SAY("Bản %06u có chỗ hỏng. Hãy chạy \"tracuu-index rollback\" để về bản "
			      "trước, hoặc \"tracuu-index rebuild\".\n",
				  "Generation %06u is damaged. Run \"tracuu-index rollback\" to go "
				  "back one generation, or \"tracuu-index rebuild\".\n"),
			(unsigned)p->number);
		return EXIT_FAILED;
	}
	if (!quiet)
		print_out(SAY("Bản %06u nguyên vẹn: %s tệp, %s bài.\n",
				  "Generation %06u is whole: %s files, %s articles.\n"),
			(unsigned)p->number, wording_count(p->manifest.file_count, files),
			wording_count(p->manifest.articles, articles));
	return EXIT_DONE;
}

int cmd_verify(const struct options *options)
{
	struct published p;
	struct findings f = {0};
	struct error err = {0};
	if (!published_open(&p, options->archive, &err))
		return command_fail(&err);
	progress_open(&f.progress, options->quiet);
	progress_stage(
		&f.progress, SAY("Đang kiểm tra", "Checking"), manifest_total_size(&p.manifest));
	verify_folder(&p, &f);
	bool complete = verify_files(&p, &f, &err);
	if (complete)
		verify_index(&p, &f);
	progress_close(&f.progress);
	int status = complete ? conclude(&p, &f, options->quiet) : command_fail(&err);
	published_close(&p);
	return status;
}
