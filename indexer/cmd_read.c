/* read: what a run would make of a file, without an archive. */
#include "article/readers/kinds.h"
#include "article/readers/reader.h"
#include "article/readers/sniff.h"
#include "article/worker/client.h"
#include "base/file.h"
#include "base/lang.h"
#include "indexer/commands.h"
#include "indexer/options.h"
#include "indexer/run/naming.h"
#include "indexer/scan/beside.h"
#include "indexer/scan/source.h"
#include "indexer/scan/unread.h"
#include "indexer/trial.h"
#include "indexer/work/wording.h"
#include "printing/print.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { HINT_MAX = 256 /* bytes */ };

struct reading {
	const struct options *options;
	const char *path;     /* as it was named */
	struct source source; /* of that file alone */
	struct key_map map;
	struct unused_keys unused;
	struct buf said; /* beside it */
	struct buf id;
	uint64_t articles;
	uint64_t skipped;
};

/* What it would be called as the one file of a source without a label. */
static bool find_id(struct reading *r, const struct article *a)
{
	char line[NAMING_LINE];
	struct own_part own;
	const struct manifest_source source = {
		.name = r->path, .path = r->path, .label = "", .map = ""};
	const struct naming n =
		naming_of(a, &source, str_after_last(str_from_c(r->path), '/'), line);
	return naming_is_qualified(&n) ? naming_qualified(&n, 1, &r->id, &own)
				       : naming_short(&n, &r->id, &own);
}

static bool print_article(struct reading *r, const struct article *a, struct error *err)
{
	r->articles++;
	if (!find_id(r, a))
		return error_set_memory(err);
	if (!r->options->json)
		trial_print_text(a, buf_str(&r->id));
	return !r->options->json || trial_print_json(a, buf_str(&r->id)) || error_set_memory(err);
}

static void print_problem(struct reading *r, const struct article_problem *p)
{
	r->skipped++;
	print_err("tracuu-index: %s%s%s: %s\n", r->path, *p->member ? "!/" : "", p->member,
		p->error.message);
}

static void print_unread(struct reading *r, const struct article_problem *p)
{
	if (!r->options->json)
		print_out(SAY("Không đọc “%s!/%s”: %s.\n", "%s!/%s is not read: %s.\n"), r->path,
			p->member,
			*p->error.message ? p->error.message
					  : SAY("loại tệp chưa được hỗ trợ",
						    "it is not of a type of file that is read"));
}

static bool print_all(struct reading *r, struct article_reader *reader, struct error *err)
{
	for (;;) {
		struct article a = {0};
		struct article_problem problem = {0};
		bool ok = true;
		switch (article_reader_next(reader, &a, &problem)) {
		case ARTICLE_END:
			return true;
		case ARTICLE_READ:
			ok = print_article(r, &a, err);
			article_free(&a);
			break;
		case ARTICLE_SKIPPED:
			print_problem(r, &problem);
			break;
		case ARTICLE_UNREAD:
			print_unread(r, &problem);
			break;
		case ARTICLE_WORKING:
		case ARTICLE_MEMBER: /* never: the reader goes into it */
			break;
		case ARTICLE_FOREIGN:
		case ARTICLE_BROKEN:
			print_problem(r, &problem);
			return true;
		}
		if (!ok)
			return false;
	}
}

static bool read_fd(struct reading *r, int fd, struct article_format format, struct error *err)
{
	const struct update_options *told = &r->options->run;
	const struct article_file file = {.fd = fd,
		.format = format,
		.path = r->path,
		.encoding = told->encoding_told ? told->encoding : ENCODING_DETECT,
		.map = told->map ? &r->map : NULL,
		.unused = &r->unused,
		.ocr = told->ocr,
		.beside = buf_str(&r->said)};
	struct article_reader *reader = article_reader_open(&file, err);
	if (!reader)
		return false;
	bool ok = print_all(r, reader, err);
	article_reader_close(reader);
	return ok;
}

static bool fail_open(const char *path, struct error *err)
{
	char why[128];
	return error_set(err, ERROR_IO, SAY("không đọc được “%s”: %s", "cannot read %s: %s"), path,
		source_why(errno, why, sizeof why));
}

/* What NAME.meta.json says, if there is one. */
static bool read_beside(struct reading *r, struct error *err)
{
	struct stat st;
	int fd = source_open_file(&r->source, STR(BESIDE_ENDING), &st);
	if (fd < 0)
		return errno == ENOENT || fail_open(r->path, err);
	bool ok = file_read_open(fd, r->path, BESIDE_MAX_BYTES, &r->said, err);
	close(fd);
	return ok;
}

/* What would make the file readable, "; " before it, where we know. */
static void hint_of(const char *path, char out[static HINT_MAX])
{
	struct unread_list types = {0};
	const char *hint = unread_add(&types, UNREAD_TYPE, path) ? unread_hint(types.list) : NULL;
	snprintf(out, HINT_MAX, "%s%s", hint ? "; " : "", hint ? hint : "");
	unread_free(&types);
}

static bool check_kind(const struct reading *r, struct article_format format, struct error *err)
{
	char hint[HINT_MAX];
	if (article_kind_is_read(format.kind) && !worker_is_installed(format.kind))
		return worker_say_missing(format.kind, err);
	hint_of(r->path, hint);
	return article_kind_is_read(format.kind) ||
	       error_set(err, ERROR_USAGE,
		       SAY("“%s” thuộc loại tệp chưa được hỗ trợ; các loại đọc được: .txt, .html, "
			   ".pdf, .docx, .eml, .json, .csv, .zip …%s; xem \"man tracuu-index\"",
			       "%s is not of a type of file that is read; those are: .txt, .html, "
			       ".pdf, .docx, .eml, .json, .csv, .zip …%s; see \"man "
			       "tracuu-index\""),
		       r->path, hint);
}

static bool read_file(struct reading *r, struct error *err)
{
	struct stat st;
	if (access(r->path, R_OK) != 0)
		return fail_open(r->path, err);
	if (stat(r->path, &st) == 0 && S_ISDIR(st.st_mode))
		return error_set(err, ERROR_USAGE,
			SAY("“%s” là thư mục; hãy nêu một tệp trong đó",
				"%s is a folder; name a file in it"),
			r->path);
	if (!source_open(&r->source, r->path, err))
		return false;
	int fd = source_open_file(&r->source, STR(""), &st);
	if (fd < 0)
		return fail_open(r->path, err);
	struct article_format format = article_format_at(fd, r->path);
	bool ok = check_kind(r, format, err) && read_beside(r, err) && read_fd(r, fd, format, err);
	close(fd);
	return ok;
}

static void print_end(const struct reading *r)
{
	char n[WORDING_SIZE];
	if (r->options->json)
		return;
	print_out(SAY("Số bài: %s.\n", "Articles: %s.\n"), wording_count(r->articles, n));
	for (size_t i = 0; i < r->unused.count; i++)
		print_out(SAY("Nội dung của khóa “%s” không được dùng (%s); --map cho biết khóa "
			      "ấy là trường nào.\n",
				  "The text under the key %s is not used (%s); --map tells "
				  "what it is.\n"),
			r->unused.keys[i].name, wording_articles(r->unused.keys[i].count, n));
}

int cmd_read(const struct options *options)
{
	struct reading r = {.options = options, .source = SOURCE_CLOSED};
	struct error err = {0};
	if (options->argument_count == 0) {
		error_set(&err, ERROR_USAGE,
			SAY("hãy nêu tệp cần đọc thử", "name the file to be read"));
		return command_fail(&err);
	}
	r.path = options->arguments[0];
	const char *map = options->run.map;
	bool ok = (!map || key_map_read(str_from_c(map), &r.map, &err)) && read_file(&r, &err);
	if (ok)
		print_end(&r);
	source_close(&r.source);
	buf_free(&r.said);
	buf_free(&r.id);
	return !ok ? command_fail(&err) : r.skipped > 0 ? EXIT_SKIPPED : EXIT_DONE;
}
