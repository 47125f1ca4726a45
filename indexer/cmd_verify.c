#include "archive/folder.h"
#include "archive/generation.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/published/choice.h"
#include "indexer/published/verify.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

#include <stdlib.h>
#include <sys/stat.h>

/* Generations share files that did not change: one damage is that of all of them. */
static bool same_file(const char *folder, const char *other, const char *name)
{
	struct stat a, b;
	char *one = folder_path(folder, name);
	char *two = folder_path(other, name);
	bool same = one && two && stat(one, &a) == 0 && stat(two, &b) == 0 &&
		    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
	free(one);
	free(two);
	return same;
}

static bool shares_damage(
	const struct published *p, const struct verification *v, const char *other)
{
	for (size_t i = 0; i < p->manifest.file_count; i++) {
		if (v->bad[i] && same_file(p->folder, other, p->manifest.files[i].path))
			return true;
	}
	return false;
}

/* Says which other generations are damaged with it; the newest that is not, or 0. */
static uint32_t tell_sharers(
	const char *archive, const struct published *p, const struct verification *v)
{
	uint32_t good = 0;
	struct generation_list list;
	struct error ignored;
	if (!generation_list_read(archive, &list, &ignored))
		return 0;
	for (size_t i = 0; i < list.count; i++) {
		uint32_t number = list.numbers[i];
		char *other = generation_path(archive, number);
		if (!other || number == p->number)
			; /* itself */
		else if (shares_damage(p, v, other))
			print_err(SAY("Phiên bản chỉ mục %06u dùng chung tệp hỏng ấy.\n",
					  "Generation %06u shares what is damaged.\n"),
				(unsigned)number);
		else
			good = number;
		free(other);
	}
	generation_list_free(&list);
	return good;
}

static int tell_damage(const char *archive, const struct published *p, const struct verification *v)
{
	print_err(SAY("Phiên bản chỉ mục %06u có chỗ hỏng.\n", "Generation %06u is damaged.\n"),
		(unsigned)p->number);
	uint32_t good = tell_sharers(archive, p, v);
	if (good > 0)
		print_err(SAY("Phiên bản mới nhất không dùng chung tệp ấy là %06u; muốn trở về "
			      "phiên bản ấy trong lúc chờ: tracuu-index rollback %u.\n",
				  "The newest that does not share it is %06u; to go back there "
				  "meanwhile: tracuu-index rollback %u.\n"),
			(unsigned)good, (unsigned)good);
	print_err(SAY("Hãy chạy \"tracuu-index repair\".\n", "Run \"tracuu-index repair\".\n"));
	return EXIT_FAILED;
}

static int conclude(
	const struct options *options, const struct published *p, const struct verification *v)
{
	char files[WORDING_SIZE];
	char articles[WORDING_SIZE];
	if (v->damaged > 0)
		return tell_damage(options->archive, p, v);
	if (!options->quiet)
		print_out(SAY("Phiên bản chỉ mục %06u nguyên vẹn: %s, %s.\n",
				  "Generation %06u is whole: %s, %s.\n"),
			(unsigned)p->number, wording_files(p->manifest.file_count, files),
			wording_articles(p->manifest.articles, articles));
	return EXIT_DONE;
}

/* The one that is named, else the published one. */
static bool open_generation(const struct options *options, struct published *p, struct error *err)
{
	uint32_t number;
	if (options->argument_count == 0)
		return published_open(p, options->archive, err);
	return choice_read(options->archive, options->arguments[0], &number, err) &&
	       published_open_number(p, options->archive, number, err);
}

int cmd_verify(const struct options *options)
{
	struct published p;
	struct verification v;
	struct error err = {0};
	if (!open_generation(options, &p, &err))
		return command_fail(&err);
	bool complete = verify_generation(&p, options->quiet, &v, &err);
	int status = complete ? conclude(options, &p, &v) : command_fail(&err);
	verification_free(&v);
	published_close(&p);
	return status;
}
