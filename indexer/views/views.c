#include "indexer/views/views.h"

#include "archive/audience/audience.h"
#include "archive/folder.h"
#include "archive/groups/groups.h"
#include "archive/manifest_file.h"
#include "archive/schema.h"
#include "base/lang.h"
#include "indexer/grouping/grouping.h"
#include "indexer/inversion/learn.h"
#include "indexer/inversion/seal.h"
#include "indexer/report/report.h"
#include "indexer/work/stop.h"

#include <stdlib.h>
#include <time.h>

/* One in the making. */
struct view {
	const struct views_request *request;
	const struct manifest_audience *audience;
	int64_t from; /* 0: at once */
	char *folder; /* owned */
	struct manifest manifest;
	struct lost lost;
};

static bool shows(const struct manifest_audience *a, const struct manifest_shard *s, int64_t from)
{
	return s->embargo <= from && visibility_allows(a->labels, s->visibility);
}

/* ---- Its shards ---- */

static bool link_shard(const struct view *v, uint32_t number, struct error *err)
{
	char *from = manifest_shard_path(v->request->folder, number);
	char *to = manifest_shard_path(v->folder, number);
	bool ok = from && to ? folder_link(from, to, err) : error_set_memory(err);
	free(from);
	free(to);
	return ok;
}

static bool add_lost(struct view *v, uint32_t number)
{
	const struct lost *all = v->request->lost;
	size_t at, count = lost_of_shard(all, number, &at);
	bool ok = true;
	for (size_t end = at + count; ok && at < end; at++)
		ok = lost_add(&v->lost, &all->list[at]);
	return ok;
}

/* Who else may see it is nothing that its audience is told. */
static bool list_shard(struct view *v, const struct manifest_shard *shard)
{
	const struct manifest *all = v->request->manifest;
	struct manifest_shard entry = *shard;
	entry.visibility = "";
	entry.embargo = 0;
	bool ok = manifest_add_shard(&v->manifest, &entry) && add_lost(v, shard->number);
	v->manifest.articles += shard->articles;
	v->manifest.text_bytes += shard->text_bytes;
	for (size_t i = 0; ok && i < all->file_count; i++) {
		const struct manifest_file *f = &all->files[i];
		ok = !manifest_is_of_shard(f->path, shard->number) ||
		     manifest_add_file(&v->manifest, f->path, f->size, &f->sha256);
	}
	return ok;
}

static bool take_shards(struct view *v, struct error *err)
{
	const struct manifest *all = v->request->manifest;
	bool ok = true;
	for (size_t i = 0; ok && i < all->shard_count; i++) {
		const struct manifest_shard *shard = &all->shards[i];
		if (shows(v->audience, shard, v->from))
			ok = stop_check(err) && link_shard(v, shard->number, err) &&
			     (list_shard(v, shard) || error_set_memory(err));
	}
	return ok;
}

/* ---- What is made of them ---- */

/* The folder of what the audience saw last of the generation before; owned, NULL: none. */
static char *find_before(const struct view *v)
{
	const struct manifest *past = v->request->past;
	const struct manifest_view *best = NULL;
	char name[MANIFEST_VIEW_NAME];
	for (size_t i = 0; v->request->past_folder && i < past->view_count; i++) {
		const struct manifest_view *w = &past->views[i];
		if (strcmp(w->audience, v->audience->name) == 0 && w->from <= v->from &&
			(!best || w->from > best->from))
			best = w;
	}
	if (!best)
		return NULL;
	manifest_view_name(best->number, name);
	return folder_path(v->request->past_folder, name);
}

/* What can't be gone on from is decided anew. */
static bool write_groups(struct view *v, struct error *err)
{
	const struct grouping_generation now = {v->folder, &v->manifest, &v->lost};
	struct manifest m = MANIFEST_INIT;
	struct lost lost = {0};
	struct error ignored;
	char *folder = find_before(v);
	const struct grouping_generation before = {folder, &m, &lost};
	bool goes_on = folder && manifest_read(folder, &m, &ignored) &&
		       lost_read(folder, &m, &lost, &ignored);
	v->manifest.grouping = GROUPING_RULE;
	bool none = v->manifest.shard_count == 0; /* which is no index that could be opened */
	bool ok = none ? groups_write(v->folder, NULL, 0, 0, err)
		       : grouping_write(&now, goes_on ? &before : NULL, NULL, err);
	lost_free(&lost);
	manifest_free(&m);
	free(folder);
	return ok;
}

/* What the run met is for who sees all: this one says that there was one. */
static bool write_report(struct view *v, struct error *err)
{
	struct report report;
	if (!report_open(&report, v->folder, &v->manifest, err))
		return false;
	const struct report_summary summary = {.published = true,
		.generation = v->manifest.generation,
		.articles = v->manifest.articles,
		.unchanged = v->manifest.articles};
	bool ok = report_finish(&report, &summary, err);
	report_close(&report);
	return ok;
}

static bool seal(struct view *v, struct error *err)
{
	static const char *const files[] = {GROUPS_FILE, "lexicon", "report.jsonl"};
	bool ok = lost_write(&v->lost, v->folder, err) &&
		  (v->lost.count == 0 || seal_file(&v->manifest, v->folder, LOST_FILE, err));
	for (size_t i = 0; ok && i < sizeof files / sizeof *files; i++)
		ok = seal_file(&v->manifest, v->folder, files[i], err);
	return ok && manifest_write(v->folder, &v->manifest, err);
}

static bool begin(struct view *v, struct error *err)
{
	const struct manifest *all = v->request->manifest;
	struct manifest *m = &v->manifest;
	char name[MANIFEST_VIEW_NAME];
	memcpy(m->archive, all->archive, sizeof m->archive);
	m->generation = all->generation;
	m->analysis = all->analysis;
	m->created = all->created;
	m->started_ns = all->started_ns;
	m->next_shard = all->next_shard;
	m->xapian_positions = all->xapian_positions;
	m->servable = all->servable;
	m->history_days = 0;
	manifest_view_name((uint32_t)all->view_count, name);
	v->folder = folder_path(v->request->folder, name);
	if (!v->folder || !manifest_set(m, &m->seen_as, v->audience->name))
		return error_set_memory(err);
	return folder_make_new(v->folder, err);
}

static bool write_view(const struct views_request *r, const struct manifest_audience *audience,
	int64_t from, struct error *err)
{
	struct view v = {
		.request = r, .audience = audience, .from = from, .manifest = MANIFEST_INIT};
	struct lexicon_least ignored;
	if (!manifest_add_view(r->manifest, audience->name, from))
		return error_set_memory(err);
	bool ok = begin(&v, err) && take_shards(&v, err) && write_groups(&v, err) &&
		  learn_lexicon(v.folder, &v.manifest, r->memory, &ignored, err) &&
		  r->names(r->context, v.folder, &v.manifest, err) && write_report(&v, err) &&
		  seal(&v, err);
	lost_free(&v.lost);
	manifest_free(&v.manifest);
	free(v.folder);
	return ok;
}

/* ---- All of them ---- */

static int by_time(const void *a, const void *b)
{
	const int64_t *x = a;
	const int64_t *y = b;
	return (*x > *y) - (*x < *y);
}

/* The moments at which A comes to see more, into OUT, which has room for one of each shard; their
   number. */
static size_t list_moments(
	const struct manifest *m, const struct manifest_audience *a, int64_t *out)
{
	size_t n = 0, kept = 0;
	for (size_t i = 0; i < m->shard_count; i++) {
		if (m->shards[i].embargo > 0 && shows(a, &m->shards[i], INT64_MAX))
			out[n++] = m->shards[i].embargo;
	}
	qsort(out, n, sizeof *out, by_time);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || out[i] != out[i - 1])
			out[kept++] = out[i];
	}
	return kept;
}

static bool write_audience(const struct views_request *r, const struct manifest_audience *a,
	int64_t *moments, struct error *err)
{
	size_t count = list_moments(r->manifest, a, moments);
	bool ok = write_view(r, a, 0, err);
	for (size_t i = 0; ok && i < count && i < VIEWS_AHEAD; i++)
		ok = write_view(r, a, moments[i], err);
	return ok;
}

bool views_write(const struct views_request *r, struct error *err)
{
	struct manifest *m = r->manifest;
	int64_t *moments = calloc(m->shard_count + 1, sizeof *moments);
	bool ok = true;
	if (!moments)
		return error_set_memory(err);
	for (size_t i = 0; ok && i < m->audience_count; i++) {
		const struct manifest_audience audience = m->audiences[i];
		ok = write_audience(r, &audience, moments, err);
	}
	free(moments);
	return ok;
}
