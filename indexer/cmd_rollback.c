#include "archive/archive.h"
#include "archive/generation.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/work/lock.h"

#include <stdio.h>
#include <stdlib.h>

static bool fail_none(const char *archive, struct error *err)
{
	return error_set(err, ERROR_NOT_FOUND,
		SAY("kho %s không có bản như vậy để trở về; \"tracuu-index generations\" liệt kê "
		    "các bản",
			"the archive %s has no such generation to go back to; \"tracuu-index "
			"generations\" lists them"),
		archive);
}

/* The generation named by TEXT, else the newest before the published one; when that
   can't be told, the newest of all. */
/* 0: TEXT is no number of a generation. */
static unsigned long number_in(const char *text)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);
	return *text >= '0' && *text <= '9' && *end == '\0' ? number : 0;
}

static bool choose(const char *archive, const char *text, uint32_t *number, struct error *err)
{
	uint32_t current;
	struct error ignored;
	struct generation_list list;
	if (!generation_current(archive, &current, &ignored))
		current = UINT32_MAX;
	if (!generation_list_read(archive, &list, err))
		return false;
	unsigned long wanted = text ? number_in(text) : 0;
	*number = 0;
	for (size_t i = 0; i < list.count; i++) {
		if (text ? list.numbers[i] == wanted : list.numbers[i] < current)
			*number = list.numbers[i];
	}
	generation_list_free(&list);
	return *number > 0 || fail_none(archive, err);
}

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

int cmd_rollback(const struct options *options)
{
	const char *archive = options->archive;
	const char *text = options->argument_count ? options->arguments[0] : NULL;
	uint32_t number;
	struct archive_lock lock;
	struct error err = {0};
	if (!archive_lock_take(&lock, archive, &err))
		return command_fail(&err);
	bool ok = choose(archive, text, &number, &err) && check(archive, number, &err) &&
		  generation_point(archive, number, &err);
	archive_lock_release(&lock);
	if (!ok)
		return command_fail(&err);
	printf(SAY("Bản đang công bố bây giờ là %06u.\n", "Generation %06u is published now.\n"),
		(unsigned)number);
	return EXIT_DONE;
}
