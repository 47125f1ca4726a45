/* export-archive: a whole copy of what is published, whatever is published meanwhile; mirror: a
   copy without the shards. */
#include "archive/folder.h"
#include "archive/generation.h"
#include "archive/manifest_file.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/keeping/keeping.h"
#include "indexer/keeping/prune.h"
#include "indexer/keeping/purged.h"
#include "indexer/keeping/sharing.h"
#include "indexer/options.h"
#include "indexer/published/mirror.h"
#include "indexer/published/published.h"
#include "indexer/work/lock.h"
#include "indexer/work/progress.h"
#include "indexer/work/stop.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

#include <stdlib.h>
#include <sys/stat.h>

/* A run may remove the generation that is being copied; the next one is whole. */
enum { ATTEMPTS = 5 };

struct export
{
	const char *from, *to;  /* archives */
	struct published whole; /* what is copied */
	struct published there; /* what the copy had before; folder NULL: nothing */
	struct generation_draft draft;
	struct progress progress;
	uint64_t copied; /* bytes; the rest was there */
	bool done;       /* the copy has that generation already */
};

static bool fail_other(const struct export *e, struct error *err)
{
	return error_set(err, ERROR_USAGE,
		SAY("“%s” không phải là bản sao của kho “%s”, hoặc đã có phiên bản mới hơn; hãy "
		    "nêu thư mục khác",
			"%s is no copy of the archive %s, or has a newer generation; name another "
			"folder"),
		e->to, e->from);
}

/* What the copy has already: shards are never written again. */
static bool open_there(struct export *e, struct error *err)
{
	uint32_t number;
	struct error none = {0};
	if (!generation_current(e->to, &number, &none))
		return none.code == ERROR_NOT_FOUND || fail_other(e, err);
	if (!published_open(&e->there, e->to, &none))
		return fail_other(e, err);
	e->done = number == e->whole.number;
	if (strcmp(e->there.manifest.archive, e->whole.manifest.archive) != 0 ||
		number > e->whole.number)
		return fail_other(e, err);
	return true;
}

/* Links the file as the copy has it, if it is the same by what its manifest says. */
static bool link_file(const struct export *e, const struct manifest_file *file, const char *to)
{
	struct error ignored;
	const struct manifest_file *had =
		e->there.folder ? manifest_find_file(&e->there.manifest, file->path) : NULL;
	if (!had || had->size != file->size ||
		memcmp(had->sha256.bytes, file->sha256.bytes, sizeof had->sha256.bytes) != 0)
		return false;
	char *from = folder_path(e->there.folder, file->path);
	bool ok = from && folder_take_file(from, to, true, &ignored);
	free(from);
	return ok;
}

static bool copy_file(struct export *e, const char *name, const char *to, struct error *err)
{
	char *from = folder_path(e->whole.folder, name);
	bool ok = from ? folder_take_file(from, to, false, err) : error_set_memory(err);
	free(from);
	return ok;
}

/* What was linked is looked at, too: the copy may have been damaged since. */
static bool take_file(struct export *e, const struct manifest_file *file, struct error *err)
{
	char *to = folder_path(e->draft.path, file->path);
	if (!to)
		return error_set_memory(err);
	bool ok = true;
	if (!link_file(e, file, to)) {
		ok = copy_file(e, file->path, to, err);
		e->copied += file->size;
	}
	free(to);
	e->progress.bytes += file->size;
	progress_tick(&e->progress);
	return ok && stop_check(err) && manifest_check_digest(file, e->draft.path, err);
}

static bool take_manifest(struct export *e, const char *name, struct error *err)
{
	char *to = folder_path(e->draft.path, name);
	bool ok = to ? copy_file(e, name, to, err) : error_set_memory(err);
	free(to);
	return ok;
}

/* FROM below the generation to the same place in the copy. */
static bool take_below(struct export *e, const char *folder, const char *name, struct error *err)
{
	char *relative = folder_path(folder, name);
	char *to = relative ? folder_path(e->draft.path, relative) : NULL;
	bool ok = to ? copy_file(e, relative, to, err) : error_set_memory(err);
	free(relative);
	free(to);
	return ok;
}

/* A view has links to shards that are copied, and files of its own. */
static bool take_view(struct export *e, const char *name, struct error *err)
{
	struct manifest m = MANIFEST_INIT;
	char *from = folder_path(e->whole.folder, name);
	char *to = folder_path(e->draft.path, name);
	bool ok = from && to ? manifest_read_number(from, e->whole.number, &m, err) &&
				       folder_make_new(to, err)
			     : error_set_memory(err);
	for (size_t i = 0; ok && i < m.shard_count; i++) {
		char *shard = manifest_shard_path(e->draft.path, m.shards[i].number);
		char *link = manifest_shard_path(to, m.shards[i].number);
		ok = shard && link ? folder_link(shard, link, err) : error_set_memory(err);
		free(shard);
		free(link);
	}
	for (size_t i = 0; ok && i < m.file_count; i++) {
		const char *path = m.files[i].path;
		ok = strchr(path, '/') != NULL || take_below(e, name, path, err);
	}
	ok = ok && take_below(e, name, "manifest.json", err) &&
	     take_below(e, name, "manifest.sha256", err);
	for (size_t i = 0; ok && i < m.file_count; i++)
		ok = manifest_check_digest(&m.files[i], to, err);
	manifest_free(&m);
	free(from);
	free(to);
	return ok;
}

static bool take_all(struct export *e, struct error *err)
{
	const struct manifest *m = &e->whole.manifest;
	bool ok = true;
	for (size_t i = 0; ok && i < m->shard_count; i++) {
		char *shard = manifest_shard_path(e->draft.path, m->shards[i].number);
		ok = shard ? folder_make_new(shard, err) : error_set_memory(err);
		free(shard);
	}
	for (size_t i = 0; ok && i < m->file_count; i++)
		ok = take_file(e, &m->files[i], err);
	for (size_t i = 0; ok && i < m->view_count; i++) {
		char name[MANIFEST_VIEW_NAME];
		manifest_view_name(m->views[i].number, name);
		ok = take_view(e, name, err);
	}
	struct manifest copy = MANIFEST_INIT;
	ok = ok && take_manifest(e, "manifest.json", err) &&
	     take_manifest(e, "manifest.sha256", err) &&
	     manifest_read_number(e->draft.path, e->whole.number, &copy, err);
	manifest_free(&copy);
	return ok;
}

/* What must not come back, must not stay in older generations of the copy either. */
static bool finish(struct export *e, struct error *err)
{
	struct purged ours, theirs;
	struct keeping keeping = {0};
	if (!purged_read(&ours, e->from, err))
		return false;
	bool ok = purged_read(&theirs, e->to, err) && keeping_read(&keeping, e->to, err);
	if (ok && ours.count != theirs.count) {
		ok = purged_write(&ours, e->to, err);
		keeping.keep = 1;
	}
	ok = ok && keeping_prune(&keeping, e->to, err);
	purged_free(&ours);
	purged_free(&theirs);
	keeping_free(&keeping);
	return ok;
}

static bool copy_generation(struct export *e, struct error *err)
{
	struct error leftover = {0};
	if (!generation_prepare(e->to, &leftover, err) || !open_there(e, err))
		return false;
	if (e->done)
		return finish(e, err);
	if (!generation_begin_as(e->to, e->whole.number, &e->draft, err))
		return false;
	progress_stage(
		&e->progress, SAY("Đang chép", "Copying"), manifest_total_size(&e->whole.manifest));
	bool ok = take_all(e, err) && generation_publish(&e->draft, err);
	generation_abandon(&e->draft);
	return ok && finish(e, err);
}

static void close_both(struct export *e)
{
	published_close(&e->whole);
	published_close(&e->there);
}

/* Whether what was copied was taken away meanwhile, and something else is published. */
static bool was_overtaken(const struct export *e, uint32_t number)
{
	uint32_t now;
	struct error ignored;
	return number > 0 && generation_current(e->from, &now, &ignored) && now != number;
}

static bool copy_published(struct export *e, struct error *err)
{
	for (int attempt = 1;; attempt++) {
		uint32_t number = 0;
		close_both(e);
		bool ok = published_open(&e->whole, e->from, err);
		number = e->whole.number;
		if (ok && copy_generation(e, err))
			return true;
		if (attempt == ATTEMPTS || err->code == ERROR_STOPPED || !was_overtaken(e, number))
			return false;
	}
}

static void tell(const struct export *e)
{
	char size[WORDING_SIZE];
	if (e->done)
		print_out(SAY("Bản sao “%s” đã có phiên bản chỉ mục %06u.\n",
				  "The copy %s has generation %06u already.\n"),
			e->to, (unsigned)e->whole.number);
	else
		print_out(SAY("Đã chép phiên bản chỉ mục %06u sang “%s” (%s%s).\n",
				  "Generation %06u is copied to %s (%s%s).\n"),
			(unsigned)e->whole.number, e->to, wording_bytes(e->copied, size),
			e->copied < manifest_total_size(&e->whole.manifest)
				? SAY("; phần còn lại đã có ở đó", "; the rest was there")
				: "");
}

int cmd_export(const struct options *options)
{
	struct archive_lock lock;
	struct error err = {0};
	struct export e = {.from = options->archive,
		.to = options->argument_count ? options->arguments[0] : "",
		.whole = {.manifest = MANIFEST_INIT},
		.there = {.manifest = MANIFEST_INIT}};
	if (options->argument_count == 0) {
		error_set(&err, ERROR_USAGE,
			SAY("hãy nêu thư mục cho bản sao", "name a folder for the copy"));
		return command_fail(&err);
	}
	if (!folder_make(e.to, &err) || !sharing_settle(e.to, &err) ||
		!archive_lock_take(&lock, e.to, "export-archive", &err))
		return command_fail(&err);
	progress_open(&e.progress, options->quiet);
	bool ok = copy_published(&e, &err);
	progress_close(&e.progress);
	archive_lock_release(&lock);
	if (ok && !options->quiet)
		tell(&e);
	close_both(&e);
	return ok ? EXIT_DONE : command_fail(&err);
}

int cmd_mirror(const struct options *options)
{
	struct mirrored done;
	struct error err = {0};
	char size[WORDING_SIZE];
	if (options->argument_count == 0) {
		error_set(&err, ERROR_USAGE,
			SAY("thiếu thư mục của bản sao: tracuu-index mirror THƯ-MỤC",
				"the folder of the mirror is missing: tracuu-index mirror FOLDER"));
		return command_fail(&err);
	}
	const char *to = options->arguments[0];
	if (!mirror_archive(options->archive, to, &done, &err))
		return command_fail(&err);
	if (options->quiet)
		return EXIT_DONE;
	if (done.is_new)
		print_out(SAY("Bản sao %s có phiên bản %06u, %s.\n",
				  "The mirror %s has generation %06u, %s.\n"),
			to, (unsigned)done.generation, wording_bytes(done.bytes, size));
	else
		print_out(SAY("Bản sao %s đã có phiên bản %06u.\n",
				  "The mirror %s has generation %06u already.\n"),
			to, (unsigned)done.generation);
	return EXIT_DONE;
}
