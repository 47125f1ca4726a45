#include "archive/archive.h"
#include "archive/generation.h"
#include "base/lang.h"
#include "indexer/choice.h"
#include "indexer/commands.h"
#include "indexer/keeping/keeping.h"
#include "indexer/options.h"
#include "indexer/work/lock.h"
#include "printing/print.h"

#include <stdio.h>
#include <stdlib.h>

/* Only what can be searched is published. */
static bool check(const char *archive, uint32_t number, struct error *err)
{
	struct archive opened;
	char *path = generation_path(archive, number);
	bool ok = path ? archive_open_generation(path, &opened, err) : error_set_memory(err);
	if (ok)
		archive_close(&opened);
	free(path);
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

/* What is kept is written first: should the rest fail, nothing is lost by it. */
static bool go_back(const struct options *options, uint32_t number, struct error *err)
{
	const char *archive = options->archive;
	struct keeping keeping = {0};
	bool ok = check(archive, number, err) && keeping_read(&keeping, archive, err) &&
		  abandon_after(&keeping, archive, number, err);
	keeping.held |= options->hold;
	ok = ok && keeping_write(&keeping, archive, err) && generation_point(archive, number, err);
	keeping_free(&keeping);
	return ok;
}

int cmd_rollback(const struct options *options)
{
	const char *archive = options->archive;
	uint32_t number;
	struct archive_lock lock;
	struct error err = {0};
	if (!archive_lock_take(&lock, archive, &err))
		return command_fail(&err);
	bool ok = (options->argument_count > 0
				  ? choice_read(archive, options->arguments[0], &number, &err)
				  : choice_before(archive, &number, &err)) &&
		  go_back(options, number, &err);
	archive_lock_release(&lock);
	if (!ok)
		return command_fail(&err);
	print_out(SAY("Bản đang công bố bây giờ là %06u.\n", "Generation %06u is published now.\n"),
		(unsigned)number);
	if (options->hold)
		print_out("%s\n",
			SAY("Kho được giữ ở bản ấy: update không đổi gì cho đến khi có lệnh "
			    "resume.",
				"The archive is held there: update changes nothing until resume."));
	else
		print_out("%s\n", SAY("Lần update sau lại đọc các nguồn; muốn ở lại bản này: "
				      "rollback --hold.",
					  "The next update reads the sources again; to stay here: "
					  "rollback --hold."));
	return EXIT_DONE;
}
