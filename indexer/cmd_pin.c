/* pin, unpin and resume: what the archivist decides about generations that are there. */
#include "archive/generation.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/keeping/keeping.h"
#include "indexer/keeping/sharing.h"
#include "indexer/options.h"
#include "indexer/published/choice.h"
#include "indexer/work/lock.h"
#include "printing/print.h"

#include <stdio.h>

/* Changes what is kept, under the archive's lock. */
typedef bool change(struct keeping *k, uint32_t number, struct error *err);

static bool change_locked(
	const char *archive, const char *command, uint32_t number, change *apply, struct error *err)
{
	struct archive_lock lock;
	struct keeping keeping = {0};
	if (!sharing_settle(archive, err) || !archive_lock_take(&lock, archive, command, err))
		return false;
	bool ok = keeping_read(&keeping, archive, err) && apply(&keeping, number, err) &&
		  keeping_write(&keeping, archive, err);
	keeping_free(&keeping);
	archive_lock_release(&lock);
	return ok;
}

static bool add_pin(struct keeping *k, uint32_t number, struct error *err)
{
	return keeping_add(&k->pinned, number) || error_set_memory(err);
}

static bool take_pin(struct keeping *k, uint32_t number, struct error *err)
{
	(void)err;
	keeping_take(&k->pinned, number);
	return true;
}

static bool end_hold(struct keeping *k, uint32_t number, struct error *err)
{
	(void)number;
	(void)err;
	k->held = false;
	return true;
}

/* Applies to the generation that is named, whose number goes into *NUMBER. */
static int pin(const struct options *options, const char *command, change *apply, unsigned *out)
{
	uint32_t number, current;
	struct error err = {0};
	const char *text = options->argument_count ? options->arguments[0] : NULL;
	if (!generation_current(options->archive, &current, &err))
		return command_fail(&err);
	if (!text)
		error_set(&err, ERROR_USAGE,
			SAY("hãy nêu số của phiên bản chỉ mục; \"tracuu-index generations\" liệt "
			    "kê các phiên bản",
				"name the generation; \"tracuu-index generations\" lists them"));
	if (!text || !choice_read(options->archive, text, &number, &err) ||
		!change_locked(options->archive, command, number, apply, &err))
		return command_fail(&err);
	*out = number;
	return EXIT_DONE;
}

int cmd_pin(const struct options *options)
{
	unsigned number = 0;
	int status = pin(options, "pin", add_pin, &number);
	if (status == EXIT_DONE)
		print_out(SAY("Phiên bản chỉ mục %06u được ghim cho đến khi có lệnh unpin.\n",
				  "Generation %06u is pinned until it is unpinned.\n"),
			number);
	return status;
}

int cmd_unpin(const struct options *options)
{
	unsigned number = 0;
	int status = pin(options, "unpin", take_pin, &number);
	if (status == EXIT_DONE)
		print_out(SAY("Phiên bản chỉ mục %06u không còn được ghim.\n",
				  "Generation %06u is pinned no more.\n"),
			number);
	return status;
}

int cmd_resume(const struct options *options)
{
	struct error err = {0};
	uint32_t current;
	if (!generation_current(options->archive, &current, &err) ||
		!change_locked(options->archive, "resume", 0, end_hold, &err))
		return command_fail(&err);
	print_out("%s\n", SAY("Lần update sau lại làm cho kho khớp với các nguồn.",
				  "The next update makes the archive match its sources again."));
	return EXIT_DONE;
}
