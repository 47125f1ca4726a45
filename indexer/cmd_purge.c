/* purge: articles that must go, from every file of the archive. */
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/run/update.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

static int finish(const struct options *options, const struct update_outcome *o)
{
	char n[WORDING_SIZE];
	if (o->warning.code != ERROR_NONE) {
		print_err(
			SAY("tracuu-index: %s; bài vẫn còn trong phiên bản cũ ấy: hãy xóa thư mục "
			    "đó\n",
				"tracuu-index: %s; the articles still are in that old generation: "
				"remove its folder\n"),
			o->warning.message);
		return EXIT_FAILED;
	}
	if (!options->quiet)
		print_out(SAY("Đã gỡ hẳn %s bài; phiên bản chỉ mục đang dùng là %s, các phiên bản "
			      "trước đã xóa.\n",
				  "Articles taken out for good: %s; generation %s is published, "
				  "those "
				  "before are removed.\n"),
			wording_count(o->counts[REPORT_REMOVED], n), o->generation);
	return EXIT_DONE;
}

int cmd_purge(const struct options *options)
{
	struct update_options run = options->run;
	struct update_outcome outcome = {0};
	struct error err = {0};
	run.archive = options->archive;
	run.purge = options->arguments;
	run.purge_count = options->argument_count;
	run.quiet = options->quiet;
	if (run.purge_count == 0) {
		error_set(&err, ERROR_USAGE,
			SAY("hãy nêu mã các bài cần gỡ", "name the articles by their ids"));
		return command_fail(&err);
	}
	bool ok = update_archive(&run, &outcome, &err);
	int status = ok ? finish(options, &outcome) : command_fail(&err);
	update_outcome_free(&outcome);
	return status;
}
