#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/run/update.h"
#include "indexer/work/wording.h"

#include <stdio.h>

static void print_size(const struct update_outcome *o)
{
	char articles[WORDING_SIZE];
	char size[WORDING_SIZE];
	char ratio[WORDING_SIZE];
	wording_tenths(
		o->text_bytes ? (10 * o->size + o->text_bytes / 2) / o->text_bytes : 0, ratio);
	printf(SAY("Kho có %s bài; chỉ mục %s, bằng %s lần phần chữ.\n",
		       "The archive has %s articles; the index takes %s, %s times the text.\n"),
		wording_count(o->articles, articles), wording_bytes(o->size, size), ratio);
}

static void print_counts(const struct update_outcome *o)
{
	char n[6][WORDING_SIZE];
	printf(SAY("%s bài mới, %s sửa, %s xóa, %s không đổi; %s bị bỏ qua, %s được vá.\n",
		       "%s added, %s changed, %s removed, %s unchanged; %s skipped, %s "
		       "repaired.\n"),
		wording_count(o->counts[REPORT_ADDED], n[0]),
		wording_count(o->counts[REPORT_CHANGED], n[1]),
		wording_count(o->counts[REPORT_REMOVED], n[2]), wording_count(o->unchanged, n[3]),
		wording_count(o->counts[REPORT_SKIPPED], n[4]),
		wording_count(o->counts[REPORT_REPAIRED], n[5]));
	if (o->counts[REPORT_DECODED] > 0)
		printf(SAY("Số bài được giải mã từ bảng mã khác UTF-8: %s.\n",
			       "Articles decoded from other encodings than UTF-8: %s.\n"),
			wording_count(o->counts[REPORT_DECODED], n[0]));
	if (o->counts[REPORT_IGNORED] > 0)
		printf(SAY("%s tệp thuộc loại không đọc.\n",
			       "%s files are of types that are not read.\n"),
			wording_count(o->counts[REPORT_IGNORED], n[0]));
}

static void print_outcome(const struct update_outcome *o)
{
	char seconds[WORDING_SIZE];
	wording_duration(o->seconds, seconds);
	if (o->published)
		printf(SAY("Đã công bố bản %s sau %s.\n", "Published generation %s in %s.\n"),
			o->generation, seconds);
	else
		printf(SAY("Không có gì thay đổi; vẫn là bản %s (%s).\n",
			       "Nothing has changed; generation %s stays (%s).\n"),
			o->generation, seconds);
	print_counts(o);
	print_size(o);
}

/* Also when quiet: that something was skipped is what the exit status is about. */
static void print_skipped(const struct update_outcome *o)
{
	char skipped[WORDING_SIZE];
	fprintf(stderr,
		SAY("tracuu-index: %s chỗ bị bỏ qua; phần đã có trong kho được giữ nguyên\n",
			"tracuu-index: skipped files or articles: %s; what the archive had of "
			"them stays\n"),
		wording_count(o->counts[REPORT_SKIPPED], skipped));
}

static int run(const struct options *options, bool reread)
{
	struct update_options update = {.archive = options->archive,
		.sources = options->arguments,
		.source_count = options->argument_count,
		.forget = options->forget,
		.forget_count = options->forget_count,
		.jobs = options->jobs,
		.shard_articles = options->shard_articles,
		.batch_articles = options->batch_articles,
		.encoding_told = options->encoding_told,
		.encoding = options->encoding,
		.allow_removals = options->allow_removals,
		.quiet = options->quiet,
		.reread = reread};
	struct update_outcome outcome;
	struct error err = {0};
	int status = EXIT_DONE;
	if (!update_archive(&update, &outcome, &err)) {
		status = command_fail(&err);
		if (status == EXIT_FAILED)
			fputs(SAY("Bản đang công bố, nếu có, còn nguyên.\n",
				      "What was published, if anything, is untouched.\n"),
				stderr);
	} else {
		if (!options->quiet)
			print_outcome(&outcome);
		if (outcome.counts[REPORT_SKIPPED] > 0) {
			print_skipped(&outcome);
			status = EXIT_SKIPPED;
		}
	}
	if (outcome.report && (status != EXIT_DONE || !options->quiet))
		fprintf(status == EXIT_DONE ? stdout : stderr, SAY("Báo cáo: %s\n", "Report: %s\n"),
			outcome.report);
	update_outcome_free(&outcome);
	return status;
}

int cmd_update(const struct options *options)
{
	return run(options, false);
}

int cmd_rebuild(const struct options *options)
{
	return run(options, true);
}
