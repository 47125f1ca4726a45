#include "archive/audience/view.h"

#include "archive/audience/audience.h"
#include "archive/folder.h"
#include "archive/generation.h"
#include "archive/manifest_file.h"
#include "base/buf.h"
#include "base/lang.h"

#include <stdlib.h>
#include <sys/stat.h>

static bool fail_unknown(
	const struct manifest *m, const char *archive, const char *as, struct error *err)
{
	struct buf all = BUF_INIT;
	for (size_t i = 0; i < m->audience_count; i++)
		buf_printf(&all, "%s%s", i > 0 ? ", " : "", m->audiences[i].name);
	if (all.len > 0)
		error_set(err, ERROR_USAGE,
			SAY("--as %s: kho “%s” không có người xem nào tên như vậy; đang có: %s",
				"--as %s: the archive %s has no audience of that name; there are: "
				"%s"),
			as, archive, all.ptr);
	else
		error_set(err, ERROR_USAGE,
			SAY("--as %s: kho “%s” chưa có người xem nào; hãy chạy \"tracuu-index "
			    "update --audience %s=NHÃN\"",
				"--as %s: the archive %s has no audiences yet; run \"tracuu-index "
				"update --audience %s=LABEL\""),
			as, archive, as);
	buf_free(&all);
	return false;
}

/* The latest of its views that has begun; a clock that was put back shows less, never more. */
static const struct manifest_view *view_of(const struct manifest *m, const char *as, int64_t now)
{
	const struct manifest_view *best = NULL;
	for (size_t i = 0; i < m->view_count; i++) {
		const struct manifest_view *v = &m->views[i];
		if (strcmp(v->audience, as) == 0 && v->from <= now &&
			(!best || v->from > best->from))
			best = v;
	}
	return best;
}

static char *below(const char *folder, const char *archive, const char *as, int64_t now,
	struct archive_seen *seen, struct error *err)
{
	struct manifest m = MANIFEST_INIT;
	char name[MANIFEST_VIEW_NAME];
	char *out = NULL;
	if (!manifest_read(folder, &m, err))
		return NULL;
	const struct manifest_view *view = view_of(&m, as, now);
	if (view) {
		seen->view = view->number;
		seen->from = view->from;
		manifest_view_name(view->number, name);
	}
	if (!manifest_find_audience(&m, as))
		fail_unknown(&m, archive, as, err);
	else if (!view)
		error_set(err, ERROR_CORRUPT,
			SAY("“%s” thiếu phần dành cho --as %s; hãy chạy \"tracuu-index repair\"",
				"%s lacks what --as %s sees; run \"tracuu-index repair\""),
			folder, as);
	else if (!(out = folder_path(folder, name)))
		error_set_memory(err);
	manifest_free(&m);
	return out;
}

char *view_folder(const char *archive, const char *as, int64_t now, struct archive_seen *out,
	struct error *err)
{
	*out = (struct archive_seen){.as = as};
	if (!generation_current(archive, &out->generation, err))
		return NULL;
	char *folder = generation_path(archive, out->generation);
	if (!folder)
		error_set_memory(err);
	if (!folder || !as)
		return folder;
	char *seen = below(folder, archive, as, now, out, err);
	free(folder);
	return seen;
}

bool view_find(const char *archive, const char *as, int64_t now, struct archive_seen *out,
	struct error *err)
{
	char *folder = view_folder(archive, as, now, out, err);
	free(folder);
	return folder != NULL;
}

/* ---- Checking ---- */

struct check {
	const struct manifest *whole;
	const char *folder; /* of that */
	contents_visitor *visit;
	void *context;
};

/* Whether what is at RELATIVE is one file in both folders. */
static bool is_same_file(const char *folder, const char *other, const char *relative)
{
	struct stat a, b;
	char *one = folder_path(folder, relative);
	char *two = folder_path(other, relative);
	bool same = one && two && lstat(one, &a) == 0 && lstat(two, &b) == 0 &&
		    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
	free(one);
	free(two);
	return same;
}

static const struct manifest_shard *find_shard(const struct manifest *m, uint32_t number)
{
	for (size_t i = 0; i < m->shard_count; i++) {
		if (m->shards[i].number == number)
			return &m->shards[i];
	}
	return NULL;
}

/* Whether V shows just what its audience may see. */
static bool is_allowed(
	const struct manifest *whole, const struct manifest_view *v, const struct manifest *m)
{
	const struct manifest_audience *a = manifest_find_audience(whole, v->audience);
	bool ok = a && m->seen_as && strcmp(m->seen_as, v->audience) == 0 &&
		  m->generation == whole->generation && strcmp(m->archive, whole->archive) == 0;
	for (size_t i = 0; ok && i < m->shard_count; i++) {
		const struct manifest_shard *shard = find_shard(whole, m->shards[i].number);
		ok = shard && shard->embargo <= v->from &&
		     visibility_allows(a->labels, shard->visibility);
	}
	return ok;
}

static bool check_files(
	const struct check *c, const struct manifest *m, const char *folder, struct error *err)
{
	struct error finding = {0};
	for (size_t i = 0; i < m->file_count; i++) {
		const struct manifest_file *f = &m->files[i];
		if (!is_same_file(folder, c->folder, f->path) &&
			!manifest_check_digest(f, folder, &finding))
			c->visit(c->context, &finding);
	}
	return contents_check_folder(m, folder, c->visit, c->context, err);
}

static bool check_view(const struct check *c, const struct manifest_view *v, struct error *err)
{
	char name[MANIFEST_VIEW_NAME];
	struct manifest m = MANIFEST_INIT;
	struct error finding = {0};
	manifest_view_name(v->number, name);
	char *folder = folder_path(c->folder, name);
	bool ok = folder || error_set_memory(err);
	if (ok && !manifest_read(folder, &m, &finding)) {
		c->visit(c->context, &finding);
	} else if (ok && !is_allowed(c->whole, v, &m)) {
		error_set(&finding, ERROR_CORRUPT,
			SAY("“%s” không đúng là phần dành cho người xem “%s”; hãy chạy "
			    "\"tracuu-index repair\"",
				"%s is not what the audience %s sees; run \"tracuu-index repair\""),
			folder, v->audience);
		c->visit(c->context, &finding);
	} else if (ok) {
		ok = check_files(c, &m, folder, err);
	}
	manifest_free(&m);
	free(folder);
	return ok;
}

bool views_check(const struct manifest *m, const char *folder, contents_visitor *visit,
	void *context, struct error *err)
{
	const struct check c = {m, folder, visit, context};
	bool ok = true;
	for (size_t i = 0; ok && i < m->view_count; i++)
		ok = check_view(&c, &m->views[i], err);
	return ok;
}
