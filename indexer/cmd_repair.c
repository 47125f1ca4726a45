/* repair: what verify finds damaged is made whole again, in a new generation. */
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/run/update.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

/* From what it was made, where that is not the published generation. */
static void tell_base(const struct update_outcome *o)
{
	if (o->mended)
		return;
	if (o->base > 0)
		print_out(SAY("Danh mục của phiên bản đang dùng không còn đọc được: đã bắt đầu từ "
			      "phiên bản %06u và đọc lại các nguồn.\n",
				  "What listed the published generation can't be read any more: "
				  "the repair began with generation %06u, and read the sources.\n"),
			(unsigned)o->base);
	else
		print_out("%s\n",
			SAY("Không còn phiên bản nào đọc được: đã lập lại tất cả từ các nguồn.",
				"No generation can be read any more: all was read again from the "
				"sources."));
}

/* Also when quiet. */
static void tell_losses(const struct update_outcome *o)
{
	char n[WORDING_SIZE];
	if (o->counts[REPORT_LOST] > 0)
		print_err(SAY("tracuu-index: %s bài đã mất: phần lưu bị hỏng, và không còn ở nguồn "
			      "hay phiên bản nào khác; báo cáo nêu từng bài: %s\n",
				  "tracuu-index: articles that are lost, damaged here and nowhere "
				  "else: %s; the report names each: %s\n"),
			wording_count(o->counts[REPORT_LOST], n), o->report ? o->report : "");
	if (o->names_lost)
		print_err("%s\n",
			SAY("tracuu-index: các mã cũ của bài đã đổi chỗ không còn dẫn tới bài",
				"tracuu-index: old ids of articles that moved don't lead to them "
				"any more"));
	if (o->history_lost)
		print_err("%s\n",
			SAY("tracuu-index: một phần văn bản cũ của các bài bị sửa đã mất",
				"tracuu-index: some of what changed articles said before is lost"));
	if (o->counts[REPORT_SKIPPED] > 0)
		print_err(SAY("tracuu-index: %s mục không đọc được ở nguồn; báo cáo: %s\n",
				  "tracuu-index: not read in the sources: %s; report: %s\n"),
			wording_count(o->counts[REPORT_SKIPPED], n), o->report ? o->report : "");
}

static int finish(const struct options *options, const struct update_outcome *o)
{
	char n[WORDING_SIZE];
	bool all = o->counts[REPORT_LOST] + o->counts[REPORT_SKIPPED] == 0 && !o->names_lost &&
		   !o->history_lost;
	if (!options->quiet && !o->published)
		print_out(SAY("Phiên bản chỉ mục %s nguyên vẹn; không có gì phải sửa.\n",
				  "Generation %s is whole; there is nothing to repair.\n"),
			o->generation);
	if (!options->quiet && o->published) {
		tell_base(o);
		print_out(SAY("Đã sửa xong, đưa vào dùng phiên bản chỉ mục %s: %s.\n",
				  "Repaired, and published as generation %s: %s.\n"),
			o->generation, wording_articles(o->articles, n));
	}
	tell_losses(o);
	if (o->warning.code != ERROR_NONE)
		print_err(SAY("tracuu-index: %s; hãy xóa bằng tay, vì nó chỉ chiếm chỗ trên đĩa\n",
				  "tracuu-index: %s; remove it by hand, it only takes space\n"),
			o->warning.message);
	return all ? EXIT_DONE : EXIT_SKIPPED;
}

int cmd_repair(const struct options *options)
{
	struct update_options run = options->run;
	struct update_outcome outcome = {0};
	struct error err = {0};
	run.archive = options->archive;
	run.repair = true;
	run.quiet = options->quiet;
	bool ok = update_archive(&run, &outcome, &err);
	int status = ok ? finish(options, &outcome) : command_fail(&err);
	update_outcome_free(&outcome);
	return status;
}
