#include "archive/generation.h"
#include "base/lang.h"
#include "indexer/choice.h"
#include "indexer/commands.h"
#include "indexer/keeping/keeping.h"
#include "indexer/options.h"
#include "indexer/verify.h"
#include "indexer/work/lock.h"
#include "printing/print.h"

#include <stdio.h>
#include <stdlib.h>

static bool fail_damaged(uint32_t number, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("bản %06u có chỗ hỏng, nên không về bản ấy; chưa thay đổi gì. \"tracuu-index "
		    "generations\" liệt kê các bản khác",
			"generation %06u is damaged, so it is not published; nothing was changed. "
			"\"tracuu-index generations\" lists the others"),
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
