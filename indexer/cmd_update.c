#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/exposure.h"
#include "indexer/learned.h"
#include "indexer/options.h"
#include "indexer/run/update.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

#include <stdio.h>

static void print_size(const struct update_outcome *o)
{
	char articles[WORDING_SIZE];
	char size[WORDING_SIZE];
	char ratio[WORDING_SIZE];
	wording_tenths(
		o->text_bytes ? (10 * o->size + o->text_bytes / 2) / o->text_bytes : 0, ratio);
	print_out(SAY("Kho có %s; chỉ mục %s, gấp %s lần văn bản.\n",
			  "The archive has %s; the index takes %s, %s times the text.\n"),
		wording_articles(o->articles, articles), wording_bytes(o->size, size), ratio);
}

/* "Of those added or changed: 3 without a date, 1 without an author." */
static void print_lacks(const struct report_lacks *lacks)
{
	const struct {
		uint64_t count;
		const char *what;
	} parts[] = {{lacks->date, SAY("không có ngày", "without a date")},
		{lacks->author, SAY("không có tác giả", "without an author")},
		{lacks->body, SAY("không có thân bài", "without a body")}};
	char n[WORDING_SIZE];
	bool begun = false;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].count == 0)
			continue;
		print_out("%s%s %s",
			begun ? ", "
			      : SAY("Trong số bài mới hoặc sửa: ", "Of those added or changed: "),
			wording_count(parts[i].count, n), parts[i].what);
		begun = true;
	}
	if (begun)
		print_out("%s\n", ".");
}

/* What is not as its files say. */
static void print_names(const struct update_outcome *o)
{
	char n[WORDING_SIZE];
	if (o->counts[REPORT_MOVED] > 0)
		print_out(SAY("Số bài theo tệp sang chỗ mới: %s; mã cũ vẫn dẫn tới bài.\n",
				  "Articles that moved with their files: %s; old ids lead to "
				  "them.\n"),
			wording_count(o->counts[REPORT_MOVED], n));
	if (o->counts[REPORT_SHARED] > 0)
		print_out(SAY("Số bài trùng mã với bài khác trong nguồn: %s; các bài này mang mã "
			      "TỆP#MÃ.\n",
				  "Articles whose ids others of their source have: %s; they are "
				  "called "
				  "FILE#ID.\n"),
			wording_count(o->counts[REPORT_SHARED], n));
	if (o->places > 0)
		print_out(SAY("Số lần cùng một bài có thêm trong tệp khác: %s.\n",
				  "Times that an article stands in another file, too: %s.\n"),
			wording_count(o->places, n));
}

static void print_counts(const struct update_outcome *o)
{
	char n[6][WORDING_SIZE];
	print_out(SAY("%s bài mới, %s sửa, %s gỡ khỏi chỉ mục, %s không đổi; %s mục bị bỏ qua, %s "
		      "bài được phục hồi.\n",
			  "%s added, %s changed, %s removed, %s unchanged; %s skipped, %s "
			  "repaired.\n"),
		wording_count(o->counts[REPORT_ADDED], n[0]),
		wording_count(o->counts[REPORT_CHANGED], n[1]),
		wording_count(o->counts[REPORT_REMOVED], n[2]), wording_count(o->unchanged, n[3]),
		wording_count(o->counts[REPORT_SKIPPED], n[4]),
		wording_count(o->counts[REPORT_REPAIRED], n[5]));
	if (o->counts[REPORT_KNOWN] > 0)
		print_out(SAY("Số mục không đọc được như đã biết (--known): %s.\n",
				  "Not read, as was known (--known): %s.\n"),
			wording_count(o->counts[REPORT_KNOWN], n[0]));
	if (o->counts[REPORT_PURGED] > 0)
		print_out(SAY("Số bài để ngoài vì đã được gỡ hẳn (purge): %s.\n",
				  "Left out, since purge took them out: %s.\n"),
			wording_count(o->counts[REPORT_PURGED], n[0]));
	print_lacks(&o->lacks);
	if (o->counts[REPORT_DECODED] > 0)
		print_out(SAY("Số bài được giải mã từ bảng mã khác UTF-8: %s.\n",
				  "Articles decoded from other encodings than UTF-8: %s.\n"),
			wording_count(o->counts[REPORT_DECODED], n[0]));
	if (o->counts[REPORT_UNDATED] > 0)
		print_out(SAY("Số bài có ngày không đọc được: %s.\n",
				  "Articles whose date can't be read: %s.\n"),
			wording_count(o->counts[REPORT_UNDATED], n[0]));
	if (o->counts[REPORT_UNUSED] > 0)
		print_out(
			SAY("Số khóa có nội dung mà không dùng đến: %s; báo cáo nêu tên, --map cho "
			    "biết khóa nào là trường nào.\n",
				"Keys with text that is not used: %s; the report names them, --map "
				"tells what they are.\n"),
			wording_count(o->counts[REPORT_UNUSED], n[0]));
}

/* Kinds of what was passed over that the summary names. */
enum { MOST_UNREAD = 12 };

/* The kinds that HINT is for, from the I-th on, and it. */
static void print_hint(const struct unread_list *l, size_t i, const char *hint)
{
	print_out("  %s", unread_name(&l->list[i]));
	while (++i < l->count && i < MOST_UNREAD) {
		if (unread_hint(&l->list[i]) == hint)
			print_out(", %s", unread_name(&l->list[i]));
	}
	print_out(": %s\n", hint);
}

static bool was_hinted(const struct unread_list *l, size_t i, const char *hint)
{
	for (size_t k = 0; k < i; k++) {
		if (unread_hint(&l->list[k]) == hint)
			return true;
	}
	return false;
}

/* What was passed over, in a line, and below it what would read it. */
static void print_unread(const struct unread_list *l)
{
	char n[WORDING_SIZE];
	for (size_t i = 0; i < l->count && i < MOST_UNREAD; i++)
		print_out("%s%s %s",
			i == 0 ? SAY("Chưa hỗ trợ hoặc không đọc: ", "Not read: ") : ", ",
			wording_count(l->list[i].count, n), unread_name(&l->list[i]));
	if (l->count > MOST_UNREAD)
		print_out(SAY(", và %s khác", ", and %s more"),
			wording_kinds(l->count - MOST_UNREAD, n));
	if (l->count > 0)
		print_out("%s\n", ".");
	for (size_t i = 0; i < l->count && i < MOST_UNREAD; i++) {
		const char *hint = unread_hint(&l->list[i]);
		if (hint && !was_hinted(l, i, hint))
			print_hint(l, i, hint);
	}
}

static void print_outcome(const struct update_outcome *o, bool trial)
{
	char seconds[WORDING_SIZE];
	wording_duration(o->seconds, seconds);
	if (trial)
		print_out(SAY("Chạy thử trong %s; chưa thay đổi gì. Nếu chạy thật:\n",
				  "A trial of %s; nothing was changed. A run would bring:\n"),
			seconds);
	else if (o->published)
		print_out(SAY("Đã đưa vào dùng phiên bản chỉ mục %s sau %s.\n",
				  "Published generation %s in %s.\n"),
			o->generation, seconds);
	else
		print_out(SAY("Không có gì thay đổi; vẫn dùng phiên bản chỉ mục %s (%s).\n",
				  "Nothing has changed; generation %s stays (%s).\n"),
			o->generation, seconds);
	if (o->lexicon_damaged)
		print_out("%s\n",
			SAY("Từ vựng của phiên bản trước bị hỏng nên đã được học lại.",
				"The lexicon of the generation before was damaged; it was learned "
				"again."));
	if (o->history_lost)
		print_out("%s\n",
			SAY("Một phần văn bản cũ của các bài bị sửa không còn đọc được và đã mất.",
				"Some of what changed articles said before could not be read any "
				"more, and is lost."));
	print_counts(o);
	print_names(o);
	print_unread(&o->unread);
	if (!trial)
		print_size(o);
}

/* Also when quiet: that something was skipped is what the exit status is about. */
static void print_skipped(const struct update_outcome *o)
{
	char skipped[WORDING_SIZE];
	print_err(SAY("tracuu-index: %s mục bị bỏ qua; những gì kho đã có của các mục ấy được giữ "
		      "nguyên\n",
			  "tracuu-index: skipped files or articles: %s; what the archive had of "
			  "them stays\n"),
		wording_count(o->counts[REPORT_SKIPPED], skipped));
	print_err("  %s\n", o->skipped.message);
	if (o->counts[REPORT_SKIPPED] > 1)
		print_err("  …\n");
}

/* Also when quiet, where some of them were not read before: they become public by this run. */
static void print_exposure(const struct update_outcome *o, const struct options *options)
{
	struct buf told = BUF_INIT;
	if (o->closed > 0 && exposure_tell(&told, o->closed, options->archive)) {
		if (o->closed_read > 0)
			print_err("tracuu-index: %s\n", told.ptr);
		else if (!options->quiet)
			print_out("%s\n", told.ptr);
	}
	buf_free(&told);
}

/* Also when quiet: queries are answered less well than they could be. */
static void print_learned(const struct update_outcome *o)
{
	struct buf told = BUF_INIT;
	if (learned_tell(&told, o->least) && told.len > 0)
		print_err("tracuu-index: %s\n", told.ptr);
	buf_free(&told);
}

static void print_report(const char *path, bool done)
{
	const char *label = SAY("Báo cáo", "Report");
	if (done)
		print_out("%s: %s\n", label, path);
	else
		print_err("%s: %s\n", label, path);
}

/* What is told of sources is for those who read them. */
static bool is_from_stored_alone(const struct update_options *update, struct error *err)
{
	if (update->source_count == 0 && update->forget_count == 0 && !update->encoding_told &&
		!update->ids_told && !update->map && !update->label && !update->visibility)
		return true;
	return error_set(err, ERROR_USAGE,
		SAY("--from-stored không đọc nguồn nào, nên không đi cùng nguồn, --forget, "
		    "--encoding, --map, --ids, --label hay --visibility",
			"--from-stored reads no source, so it takes none, nor --forget, "
			"--encoding, --map, --ids, --label or --visibility"));
}

static int run(const struct options *options, bool reread)
{
	struct update_options update = options->run;
	update.archive = options->archive;
	update.sources = options->arguments;
	update.source_count = options->argument_count;
	update.forget = options->forget;
	update.forget_count = options->forget_count;
	update.audiences = options->audiences;
	update.forgotten_audiences = options->forgotten_audiences;
	update.quiet = options->quiet;
	update.reread = reread;
	struct update_outcome outcome;
	struct error err = {0};
	int status = EXIT_DONE;
	if (update.from_stored && !is_from_stored_alone(&update, &err))
		return command_fail(&err);
	if (!update_archive(&update, &outcome, &err)) {
		status = command_fail(&err);
		if (outcome.published)
			print_err(SAY("Phiên bản chỉ mục mới đã được đưa vào dùng trước khi gặp "
				      "lỗi ấy.\n",
				"The new generation had been published before that.\n"));
		else if (status == EXIT_FAILED)
			print_err(SAY("Phiên bản đang dùng, nếu có, còn nguyên.\n",
				"What was published, if anything, is untouched.\n"));
	} else {
		if (!options->quiet)
			print_outcome(&outcome, update.trial);
		print_exposure(&outcome, options);
		print_learned(&outcome);
		if (outcome.counts[REPORT_SKIPPED] > 0) {
			print_skipped(&outcome);
			status = EXIT_SKIPPED;
		}
	}
	if (outcome.warning.code != ERROR_NONE)
		print_err(SAY("tracuu-index: %s; hãy xóa bằng tay, vì nó chỉ chiếm chỗ trên đĩa\n",
				  "tracuu-index: %s; remove it by hand, it only takes space\n"),
			outcome.warning.message);
	if (outcome.report && (status != EXIT_DONE || !options->quiet))
		print_report(outcome.report, status == EXIT_DONE);
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
