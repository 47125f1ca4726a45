#include "archive/audience/view.h"

#include "archive/folder.h"
#include "archive/generation.h"
#include "archive/manifest_file.h"
#include "base/buf.h"
#include "base/lang.h"

#include <stdlib.h>

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
