/* why: what became of a file. It asks the scan itself, so that no rule is told from memory. */
#include "archive/catalogue.h"
#include "archive/versions/versions.h"
#include "article/input/ceiling.h"
#include "article/readers/kinds.h"
#include "article/readers/reader.h"
#include "article/readers/sniff.h"
#include "article/worker/client.h"
#include "base/lang.h"
#include "base/moment.h"
#include "indexer/commands.h"
#include "indexer/keeping/purged.h"
#include "indexer/options.h"
#include "indexer/published/published.h"
#include "indexer/run/naming.h"
#include "indexer/scan/scan.h"
#include "indexer/scan/source.h"
#include "indexer/status/seen.h"
#include "indexer/work/wording.h"
#include "printing/print.h"
#include "text/encoding/shown.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_ARTICLES = 20, MOST_PROBLEMS = 10 };

struct question {
	const char *asked; /* as it was named, without the member */
	char *file;        /* owned: that, where there is a member */
	struct buf member; /* "!/b.html" as ids have it, of a file in that file; empty: none */
	char path[PATH_MAX];
	struct published archive;
	struct catalogue catalogue;
	const struct manifest_source *source;
	struct digest source_key; /* of its path */
	struct str below;         /* the file's path below the source */
	bool answered;
	bool known;   /* to the last run */
	bool is_read; /* by a run: it is there, and no rule is against it */
	bool found;   /* there, and by the scan a file to be read */
	bool unclear; /* what of it can't be read, or why nothing is: asked of its reader */
};

/* ---- Which source ---- */

/* The real path of the folder that it is in, with its own name: a link is asked for itself. */
static bool find_path(struct question *q)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(q->asked, '/');
	const char *name = slash ? slash + 1 : q->asked;
	char *inside = slash ? strndup(q->asked, (size_t)(slash - q->asked) + 1) : strdup(".");
	bool ok = inside && realpath(inside, folder) != NULL;
	free(inside);
	if (!ok || !*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return realpath(q->asked, q->path) != NULL;
	int length =
		snprintf(q->path, sizeof q->path, "%s/%s", strcmp(folder, "/") ? folder : "", name);
	return length > 0 && (size_t)length < sizeof q->path;
}

/* As the archivist named the source, which is how reports name files. */
static bool is_below(struct str path, const char *folder, struct str *below)
{
	struct str prefix = str_from_c(folder);
	if (!str_starts_with(path, prefix))
		return false;
	*below = str_slice(path, prefix.len, path.len);
	if (below->len == 0)
		return true;
	if (*below->ptr != '/' && (prefix.len == 0 || prefix.ptr[prefix.len - 1] != '/'))
		return false;
	while (below->len > 0 && *below->ptr == '/')
		*below = str_slice(*below, 1, below->len);
	return true;
}

static bool find_source(struct question *q)
{
	const struct manifest *m = &q->archive.manifest;
	bool real = find_path(q);
	for (size_t i = 0; i < m->source_count; i++) {
		const struct manifest_source *source = &m->sources[i];
		if ((real && is_below(str_from_c(q->path), source->path, &q->below)) ||
			is_below(str_from_c(q->asked), source->name, &q->below)) {
			q->source = source;
			q->source_key = digest_of(str_from_c(source->path));
			return true;
		}
	}
	print_out(SAY("“%s” không nằm trong nguồn nào của kho. Các nguồn:\n",
			  "%s is in none of the archive's sources, which are:\n"),
		q->asked);
	for (size_t i = 0; i < m->source_count; i++)
		print_out("  %s\n", m->sources[i].path);
	return false;
}

/* ---- What the scan says ---- */

static void tell_unread(const struct unread_list *l, struct str folder)
{
	for (size_t i = 0; i < l->count; i++) {
		const char *hint = unread_hint(&l->list[i]);
		print_out(SAY("Không đọc “%.*s%s%s”: %s.\n", "%.*s%s%s is not read: %s.\n"),
			STR_ARG(folder), folder.len > 0 ? "/" : "", l->list[i].example,
			unread_why(&l->list[i]));
		if (hint)
			print_out("  %s\n", hint);
	}
}

static void tell_state(struct question *q, const struct stat *st)
{
	struct catalogue_file file;
	struct key key = catalogue_file_key(&q->source_key, q->below);
	q->found = q->is_read = true;
	q->known = catalogue_find_file(&q->catalogue, &key, &file);
	if (!q->known) {
		print_out(SAY("Tệp mới so với lần chạy cuối: update sẽ đọc.\n",
			"The file is newer than the last run: update will read it.\n"));
		return;
	}
	if (file.ceiling != 0) {
		print_out(SAY("Việc đọc tệp bị dừng: %s.\n", "Its reading was ended: %s.\n"),
			ceiling_why(file.ceiling));
		q->is_read = false;
	} else if (!file.clean) {
		print_out(SAY("Không đọc được, hoặc có chỗ không đọc được.\n",
			"It, or some of it, could not be read.\n"));
		q->unclear = true;
	}
	if (file.size != (uint64_t)st->st_size || file.mtime_ns != moment_ns(&st->st_mtim))
		print_out(SAY("Tệp đã thay đổi từ lần chạy cuối: update sẽ đọc lại.\n",
			"The file has changed since the last run: update will read it again.\n"));
}

static bool hear(void *context, const struct scan_item *item, struct error *err)
{
	struct question *q = context;
	(void)err;
	if (item->finding == SCAN_HOLLOW)
		return true;
	if (item->finding == SCAN_FILE && !str_eq(item->path, q->below))
		return true;
	q->answered = true;
	if (item->finding == SCAN_UNREAD)
		tell_unread(item->unread, item->path);
	else if (item->finding == SCAN_PROBLEM)
		print_out(SAY("Không đọc được “%.*s”: %s.\n", "%.*s can't be read: %s.\n"),
			STR_ARG(item->path), item->why);
	else
		tell_state(q, &item->st);
	return true;
}

static bool was_met(void *context, struct str path)
{
	const struct question *q = context;
	struct catalogue_file file;
	struct key key = catalogue_file_key(&q->source_key, path);
	return catalogue_find_file(&q->catalogue, &key, &file);
}

static bool ask_scan(struct question *q, const char *archive, struct error *err)
{
	struct stat st;
	struct source source;
	struct scan scan = {.visit = hear, .was_met = was_met, .context = q, .only = &q->below};
	if (stat(archive, &scan.except) != 0 || !source_open(&source, q->source->path, err))
		return err->code != ERROR_NONE
			       ? false
			       : error_set_system(err, errno,
					 SAY("không đọc được “%s”", "cannot read %s"), archive);
	bool ok = scan_source(&scan, &source, err);
	source_close(&source);
	if (ok && !q->answered && stat(q->path, &st) == 0)
		print_out(S_ISDIR(st.st_mode)
				  ? SAY("“%s” là một thư mục; hãy hỏi về một tệp trong đó.\n",
					    "%s is a folder; ask about a file in it.\n")
				  : SAY("“%s” không phải là bài: tệp này mô tả bài khác hoặc thư "
					"mục.\n",
					    "%s is no article: it says something of others, or of "
					    "its folder.\n"),
			q->asked);
	else if (ok && !q->answered)
		print_out(
			SAY("Trong nguồn “%s” không có “%.*s”.\n", "The source %s has no %.*s.\n"),
			q->source->path, STR_ARG(q->below));
	return ok;
}

/* ---- What its reader says ---- */

/* Whether PLACE, "" for the file itself, is OTHER or something in it. */
static bool is_in(struct str place, struct str other)
{
	char behind = str_at(place, other.len);
	return str_starts_with(place, other) && (other.len == 0 || behind == '\0' || behind == '!');
}

/* Whether MEMBER of the file, "" for itself, is asked for, or holds or is in what is. */
static bool is_asked(const struct question *q, const char *member)
{
	struct buf place = BUF_INIT;
	naming_add_member(&place, str_from_c(member));
	struct str of_problem = buf_str(&place), asked = buf_str(&q->member);
	bool asks = is_in(asked, of_problem) || is_in(of_problem, asked);
	buf_free(&place);
	return asks;
}

static void tell_problem(const struct article_problem *p)
{
	print_out("  %s%s%s\n", p->member, *p->member ? ": " : "",
		*p->error.message
			? p->error.message
			: SAY("loại tệp chưa được hỗ trợ", "not a type of file that is read"));
}

/* Pictures in a pack are many: of these only those that are asked for are told. */
static bool is_told(
	const struct question *q, enum article_step step, const struct article_problem *p)
{
	bool said = *p->error.message || (step == ARTICLE_UNREAD && q->member.len > 0);
	return said && is_asked(q, p->member);
}

/* Reads FILE to its end, as update would, for what READER says of what it can't read. */
static void hear_reader(struct question *q, struct article_reader *reader)
{
	enum article_step step = ARTICLE_READ;
	int told = 0;
	while (step != ARTICLE_END && step != ARTICLE_FOREIGN && step != ARTICLE_BROKEN &&
		told <= MOST_PROBLEMS) {
		struct article a = {0};
		struct article_problem problem = {0};
		step = article_reader_next(reader, &a, &problem);
		if (step == ARTICLE_READ)
			article_free(&a);
		else if (is_told(q, step, &problem) && ++told <= MOST_PROBLEMS)
			tell_problem(&problem);
	}
	if (told > MOST_PROBLEMS)
		print_out("  …\n");
}

static bool ask_reader(struct question *q, int fd, struct error *err)
{
	struct key_map map = {0};
	struct unused_keys unused = {0};
	const struct article_file file = {.fd = fd,
		.format = article_format_at(fd, q->path),
		.path = q->path,
		.encoding = q->source->encoding,
		.map = *q->source->map ? &map : NULL,
		.unused = &unused,
		.ocr = q->archive.manifest.ocr};
	if (article_kind_is_read(file.format.kind) && !worker_is_installed(file.format.kind)) {
		struct error missing;
		worker_say_missing(file.format.kind, &missing);
		print_out("  %s\n", missing.message);
		q->is_read = false;
		return true;
	}
	if (!q->unclear || !article_kind_is_read(file.format.kind))
		return true;
	if (file.map && !key_map_read(str_from_c(q->source->map), &map, err))
		return false;
	struct article_reader *reader = article_reader_open(&file, err);
	if (!reader)
		return false;
	hear_reader(q, reader);
	article_reader_close(reader);
	return true;
}

static bool tell_problems(struct question *q, struct error *err)
{
	struct stat st;
	struct source source;
	if (!source_open(&source, q->source->path, err))
		return false;
	int fd = source_open_file(&source, q->below, &st);
	bool ok = fd < 0 || ask_reader(q, fd, err);
	if (fd >= 0)
		close(fd);
	source_close(&source);
	return ok;
}

/* ---- Which articles ---- */

/* Whether the article ID is of the member that was asked for. */
static bool is_of_member(const struct question *q, struct str id)
{
	struct str member = buf_str(&q->member);
	size_t at = str_find(id, member, 0);
	char behind = str_at(id, at + member.len);
	return member.len == 0 ||
	       (at < id.len && (behind == '\0' || behind == '#' || behind == '!'));
}

/* Who may see what is in SHARD, where that is not everybody. */
static void tell_seen(const struct manifest *m, uint32_t shard)
{
	struct buf told = BUF_INIT;
	for (size_t i = 0; i < m->shard_count; i++) {
		const struct visibility seen = visibility_of(&m->shards[i], (int64_t)time(NULL));
		if (m->shards[i].number == shard && seen_tell(&told, &seen) && told.len > 0)
			print_out("    %s\n", told.ptr);
	}
	buf_free(&told);
}

/* With how many versions of it are kept, if any are; V may be NULL. */
static void tell_article(
	const struct question *q, const struct catalogue_article *a, const struct versions *v)
{
	char n[WORDING_SIZE];
	uint64_t first, versions = 0;
	struct error ignored;
	if (!versions_of(v, &a->key, &first, &versions, &ignored) || versions == 0)
		print_out("  %.*s\n", STR_ARG(a->id));
	else
		print_out(SAY("  %.*s (đã bị sửa; số bản cũ được giữ: %s)\n",
				  "  %.*s (was changed; earlier versions that are kept: %s)\n"),
			STR_ARG(a->id), wording_count(versions, n));
	tell_seen(&q->archive.manifest, a->shard);
}

static void tell_articles(struct question *q)
{
	struct versions *versions = NULL;
	struct error ignored;
	struct catalogue_file file;
	struct key key = catalogue_file_key(&q->source_key, q->below);
	char n[WORDING_SIZE];
	uint64_t count = 0;
	if (!catalogue_find_file(&q->catalogue, &key, &file))
		return;
	for (uint64_t i = 0; i < q->catalogue.article_count; i++) {
		struct catalogue_article a;
		catalogue_article_at(&q->catalogue, i, &a);
		if (a.file != file.number || !is_of_member(q, a.id))
			continue;
		if (count == 0)
			versions_open(q->archive.folder, &q->archive.manifest, &versions, &ignored);
		if (count++ < MOST_ARTICLES)
			tell_article(q, &a, versions);
	}
	versions_close(versions);
	if (count > MOST_ARTICLES)
		print_out("  …\n");
	print_out(SAY("Số bài của tệp trong kho: %s.\n", "Articles of it in the archive: %s.\n"),
		wording_count(count, n));
	q->unclear |= q->is_read && q->known && count == 0;
	q->is_read &= count > 0 || !q->known;
	if (!q->answered && count > 0)
		print_out(SAY("Lần update sau sẽ gỡ các bài ấy.\n",
			"The next update will remove these articles.\n"));
}

/* Whether ID was that of an article that was taken out for good. */
static bool tell_purged(const struct purged *purged, struct str id)
{
	struct str when, generation;
	if (!purged_had(purged, id, &when, &generation))
		return false;
	print_out(SAY("purge đã gỡ hẳn %.*s; bài ấy không vào kho nữa.\n",
			  "purge took %.*s out for good; that text does not come back.\n"),
		STR_ARG(id));
	if (when.len > 0)
		print_out(SAY("  Lúc %.*s, khi lập phiên bản %.*s.\n",
				  "  At %.*s, by the run that made generation %.*s.\n"),
			STR_ARG(when), STR_ARG(generation));
	return true;
}

/* Of an article that is a file, or a member of one. */
static bool tell_purged_file(
	const struct question *q, const struct purged *purged, struct error *err)
{
	struct buf id = BUF_INIT;
	if (*q->source->label)
		buf_printf(&id, "%s:", q->source->label);
	shown_append(&id,
		q->below.len > 0 ? q->below : str_after_last(str_from_c(q->source->path), '/'));
	buf_append(&id, buf_str(&q->member));
	tell_purged(purged, buf_str(&id));
	bool ok = !id.failed || error_set_memory(err);
	buf_free(&id);
	return ok;
}

/* Of a.zip!/b.html, which is no file, a.zip is asked for. */
static bool divide(struct question *q)
{
	const char *inside = access(q->asked, F_OK) == 0 ? NULL : strstr(q->asked, "!/");
	if (!inside)
		return true;
	q->file = strndup(q->asked, (size_t)(inside - q->asked));
	naming_add_member(&q->member, str_from_c(inside + 2));
	q->asked = q->file;
	return q->file && !q->member.failed;
}

static bool open_archive(struct question *q, const char *archive, struct error *err)
{
	return published_open(&q->archive, archive, err) &&
	       catalogue_open(&q->catalogue, q->archive.folder, err);
}

int cmd_why(const struct options *options)
{
	struct question q = {.archive.manifest = MANIFEST_INIT, .catalogue = CATALOGUE_EMPTY};
	struct purged purged = {0};
	struct error err = {0};
	if (options->argument_count == 0) {
		error_set(&err, ERROR_USAGE, SAY("hãy nêu tệp", "name the file"));
		return command_fail(&err);
	}
	q.asked = options->arguments[0];
	bool ok = (divide(&q) || error_set_memory(&err)) &&
		  open_archive(&q, options->archive, &err) &&
		  purged_read(&purged, options->archive, &err);
	/* One of many in a file is asked for by its id. */
	bool told = ok && access(q.asked, F_OK) != 0 &&
		    tell_purged(&purged, str_from_c(options->arguments[0]));
	if (ok && !told && find_source(&q)) {
		ok = ask_scan(&q, options->archive, &err);
		if (ok)
			tell_articles(&q);
		ok = ok && (!q.found || tell_problems(&q, &err)) &&
		     tell_purged_file(&q, &purged, &err);
	}
	purged_free(&purged);
	catalogue_close(&q.catalogue);
	published_close(&q.archive);
	buf_free(&q.member);
	free(q.file);
	return !ok ? command_fail(&err) : q.is_read ? EXIT_DONE : EXIT_SKIPPED;
}
