#include "archive/generation.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/keeping/keeping.h"
#include "indexer/keeping/sharing.h"
#include "indexer/options.h"
#include "indexer/published/choice.h"
#include "indexer/published/verify.h"
#include "indexer/work/lock.h"
#include "printing/print.h"

#include <stdio.h>
#include <stdlib.h>

static bool fail_damaged(uint32_t number, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("phiên bản chỉ mục %06u có chỗ hỏng, nên không trở về phiên bản ấy; chưa thay "
		    "đổi gì. Hãy chạy \"tracuu-index repair\"",
			"generation %06u is damaged, so it is not published; nothing was changed. "
			"Run "
			"\"tracuu-index repair\""),
		(unsigned)number);
}

/* Only what is whole is published again. */
static bool check(const char *archive, uint32_t number, struct error *err)
{
	struct published p;
	struct verification v;
	if (!published_open_number(&p, archive, number, err))
		return false;
	bool ok = verify_generation(&p, true, &v, err) &&
		  (v.damaged == 0 || fail_damaged(number, err));
	verification_free(&v);
	published_close(&p);
	return ok;
}

/* What came after NUMBER goes first, once there are too many; NUMBER itself is wanted again. */
static bool abandon_after(
	struct keeping *k, const char *archive, uint32_t number, struct error *err)
{
	struct generation_list list;
	if (!generation_list_read(archive, &list, err))
		return false;
	bool ok = true;
	for (size_t i = 0; i < list.count; i++)
		ok = ok &&
		     (list.numbers[i] <= number || keeping_add(&k->abandoned, list.numbers[i]));
	keeping_take(&k->abandoned, number);
	generation_list_free(&list);
	return ok || error_set_memory(err);
}

static const struct manifest_source *find_source(const struct manifest *m, const char *path)
{
	for (size_t i = 0; i < m->source_count; i++) {
		if (strcmp(m->sources[i].path, path) == 0)
			return &m->sources[i];
	}
	return NULL;
}

static bool is_read_alike(const struct manifest_source *a, const struct manifest_source *b)
{
	return a->encoding == b->encoding && a->ids_by_file == b->ids_by_file &&
	       strcmp(a->map, b->map) == 0 && strcmp(a->label, b->label) == 0;
}

/* Which sources there are, and how they are read, stands in the generation: what was told since is
   gone with those that were left. */
static void tell_sources(const struct manifest *left, const struct manifest *now)
{
	for (size_t i = 0; i < left->source_count; i++) {
		const struct manifest_source *old = &left->sources[i];
		const struct manifest_source *same = find_source(now, old->path);
		if (!same)
			print_out(SAY("Phiên bản này chưa có nguồn “%s”; muốn có lại: tracuu-index "
				      "update %s\n",
					  "This generation does not have the source %s; to have it "
					  "again: tracuu-index update %s\n"),
				old->path, old->path);
		else if (!is_read_alike(old, same))
			print_out(SAY("Cách đọc nguồn “%s” (--encoding, --map, --label, --ids) trở "
				      "lại như khi lập phiên bản này; \"tracuu-index status\" cho "
				      "biết.\n",
					  "How the source %s is read (--encoding, --map, --label, "
					  "--ids) is as it was then; \"tracuu-index status\" "
					  "tells.\n"),
				old->path);
	}
}

/* What is kept is written first: should the rest fail, nothing is lost by it. */
static bool go_back(const struct options *options, uint32_t number, bool *held, struct error *err)
{
	const char *archive = options->archive;
	struct keeping keeping = {0};
	bool ok = check(archive, number, err) && keeping_read(&keeping, archive, err) &&
		  abandon_after(&keeping, archive, number, err);
	keeping.held |= options->hold;
	*held = keeping.held;
	ok = ok && keeping_write(&keeping, archive, err) && generation_point(archive, number, err);
	keeping_free(&keeping);
	return ok;
}

static void tell(
	const struct published *left, bool known, uint32_t number, bool held, const char *archive)
{
	struct published now;
	struct error ignored;
	print_out(SAY("Phiên bản chỉ mục đang dùng bây giờ là %06u.\n",
			  "Generation %06u is published now.\n"),
		(unsigned)number);
	if (known && published_open(&now, archive, &ignored)) {
		tell_sources(&left->manifest, &now.manifest);
		published_close(&now);
	}
	if (held)
		print_out(SAY("Kho được giữ ở phiên bản ấy: update không thay đổi gì cho đến khi "
			      "có lệnh resume.\n",
			"The archive is held there: update changes nothing until resume.\n"));
	else
		print_out(SAY("Lần update sau lại đọc các nguồn; muốn ở lại phiên bản này: "
			      "rollback --hold.\n",
			"The next update reads the sources again; to stay here: rollback "
			"--hold.\n"));
}

int cmd_rollback(const struct options *options)
{
	const char *archive = options->archive;
	uint32_t number = 0;
	bool held = false;
	struct archive_lock lock;
	struct published left = {.manifest = MANIFEST_INIT};
	struct error err = {0}, ignored;
	if (!sharing_settle(archive, &err) ||
		!archive_lock_take(&lock, archive, "rollback", &err)) {
		bool none = err.code == ERROR_NOT_FOUND;
		if (none)
			generation_current(archive, &number, &err);
		return command_fail(&err);
	}
	bool known = published_open(&left, archive, &ignored);
	bool ok = (options->argument_count > 0
				  ? choice_read(archive, options->arguments[0], &number, &err)
				  : choice_before(archive, &number, &err)) &&
		  go_back(options, number, &held, &err);
	archive_lock_release(&lock);
	if (ok)
		tell(&left, known, number, held, archive);
	published_close(&left);
	return ok ? EXIT_DONE : command_fail(&err);
}
