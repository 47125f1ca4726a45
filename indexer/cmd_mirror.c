#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/published/mirror.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

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
