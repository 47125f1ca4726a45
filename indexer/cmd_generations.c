#include "archive/generation.h"
#include "archive/manifest_file.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/keeping/keeping.h"
#include "indexer/options.h"
#include "indexer/published/published.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

#include <stdio.h>
#include <stdlib.h>

static const char *fate(const struct keeping *k, uint32_t number)
{
	if (keeping_has(&k->pinned, number))
		return SAY("  ghim", "  pinned");
	return keeping_has(&k->abandoned, number) ? SAY("  đã bỏ", "  abandoned") : "";
}

static void print_one(const char *archive, const struct keeping *k, uint32_t number, bool current)
{
	char created[WORDING_SIZE];
	char articles[WORDING_SIZE];
	char size[WORDING_SIZE];
	struct error err = {0};
	struct manifest m = MANIFEST_INIT;
	char *folder = generation_path(archive, number);
	print_out("%c %06u  ", current ? '*' : ' ', (unsigned)number);
	if (folder && manifest_read(folder, &m, &err))
		print_out("%s  %s  %s%s\n", wording_time(m.created, created),
			wording_articles(m.articles, articles),
			wording_bytes(manifest_total_size(&m), size), fate(k, number));
	else
		print_out("%s\n", err.message);
	manifest_free(&m);
	free(folder);
}

int cmd_generations(const struct options *options)
{
	uint32_t current;
	struct generation_list list;
	struct keeping keeping = {0};
	struct error err = {0};
	bool published = generation_current(options->archive, &current, &err);
	if ((!published && err.code == ERROR_NOT_FOUND) ||
		!keeping_read(&keeping, options->archive, &err) ||
		!generation_list_read(options->archive, &list, &err)) {
		keeping_free(&keeping);
		return command_fail(&err);
	}
	for (size_t i = 0; i < list.count; i++)
		print_one(options->archive, &keeping, list.numbers[i],
			published && list.numbers[i] == current);
	generation_list_free(&list);
	keeping_free(&keeping);
	return published ? EXIT_DONE : command_fail(&err);
}
