#include "indexer/run/removals.h"
#include "base/lang.h"
#include "indexer/repair/stored.h"
#include "indexer/run/arrival.h"
#include "indexer/work/stop.h"

/* So many may go whatever part of the whole they are: small archives change a lot. */
enum { FEW_REMOVALS = 10 };

/* A folder that is empty now may have lost one article by itself. */
enum { FEW_IN_FOLDER = 1 };

/* The source that OLD's file belongs to in this run; NULL: it was forgotten. */
static struct run_source *source_of(const struct run *run, const struct catalogue_article *old)
{
	const struct past_file *file = past_file(&run->past, old->file);
	return file && file->source >= 0 ? &run->sources[file->source] : NULL;
}

void removals_expect(struct run *run, const struct catalogue_article *old)
{
	struct run_source *source = source_of(run, old);
	if (source)
		source->before++;
}

/* The source as the past called it: it may be forgotten by now. */
static bool display(const struct run *run, const struct catalogue_file *file, struct buf *out)
{
	const struct manifest *past = &run->past.manifest;
	const char *name =
		file->source < past->source_count ? past->sources[file->source].name : "";
	return run_join_shown(name, file->path, out);
}

static bool report_removal(struct run *run, const struct catalogue_article *old,
	const struct catalogue_file *home, const char *why, struct error *err)
{
	struct buf shown = BUF_INIT;
	bool ok = display(run, home, &shown) || error_set_memory(err);
	const struct report_line line = {.action = REPORT_REMOVED,
		.id = old->id,
		.path = buf_str(&shown),
		.line = old->line,
		.why = why};
	report_add(&run->report, &line);
	buf_free(&shown);
	return ok;
}

/* OLD's file; an empty one where the catalogue has none. */
static struct catalogue_file home_of(const struct run *run, const struct catalogue_article *old)
{
	struct catalogue_file home = {.path = {"", 0}, .source = UINT32_MAX};
	const struct past_file *file = past_file(&run->past, old->file);
	if (file)
		catalogue_file_at(&run->past.catalogue, file->row, &home);
	return home;
}

bool removals_add(struct run *run, const struct catalogue_article *old, struct error *err)
{
	struct run_source *source = source_of(run, old);
	const struct catalogue_file home = home_of(run, old);
	if (source) {
		struct path_place *hollow = path_set_cover(&source->hollow, home.path);
		source->removed++;
		if (hollow)
			hollow->count++;
	}
	return report_removal(run, old, &home,
		source ? SAY("không còn trong nguồn", "no longer in its source")
		       : SAY("nguồn đã bị bỏ", "its source was dropped"),
		err);
}

bool removals_purge(struct run *run, const struct catalogue_article *old, struct error *err)
{
	const struct catalogue_file home = home_of(run, old);
	return report_removal(
		run, old, &home, SAY("đã được gỡ hẳn (purge)", "taken out for good (purge)"), err);
}

/* ---- The guard ---- */

static bool fail_hollow(
	const struct run *run, uint32_t source, const struct path_place *place, struct error *err)
{
	struct buf shown = BUF_INIT;
	if (!run_display_path(run, source, place->path, &shown))
		return error_set_memory(err);
	error_set(err, ERROR_LIMIT,
		SAY("thư mục “%s” từng có %llu bài, nay trống hoặc đã thành liên kết; chưa thay "
		    "đổi gì. Hãy kiểm tra đĩa đã gắn chưa; nếu đúng là muốn gỡ các bài ấy, chạy "
		    "lại với --allow-removals",
			"the folder %s had %llu articles, and is empty now or has become a link; "
			"nothing was changed. Check whether the disk is mounted; if these articles "
			"are to go, run again with --allow-removals"),
		buf_str(&shown).ptr, (unsigned long long)place->count);
	buf_free(&shown);
	return false;
}

static bool guard_folders(const struct run *run, uint32_t source, struct error *err)
{
	const struct path_set *hollow = &run->sources[source].hollow;
	for (size_t i = 0; i < hollow->count; i++) {
		if (hollow->list[i].count > FEW_IN_FOLDER)
			return fail_hollow(run, source, &hollow->list[i], err);
	}
	return true;
}

static bool is_too_many(const struct run *run, uint64_t removed, uint64_t before)
{
	return removed > FEW_REMOVALS &&
	       removed > before / 100 * run->options->max_removals +
				 before % 100 * run->options->max_removals / 100;
}

static bool fail_many(const char *where, uint64_t removed, uint64_t before, struct error *err)
{
	return error_set(err, ERROR_LIMIT,
		SAY("lần chạy này sẽ gỡ %llu trong %llu bài của “%s” khỏi chỉ mục (tệp gốc còn "
		    "nguyên); chưa thay đổi gì. Hãy kiểm tra nguồn còn đủ tệp không (đĩa đã gắn "
		    "chưa?); nếu đúng là muốn gỡ, chạy lại với --allow-removals",
			"this run would remove %llu of the %llu articles of %s; nothing was "
			"changed. Check that the sources are complete (is the disk mounted?); if "
			"the removal is meant, run again with --allow-removals"),
		(unsigned long long)removed, (unsigned long long)before, where);
}

bool removals_guard(const struct run *run, struct error *err)
{
	uint64_t removed = 0, before = 0;
	if (run->options->allow_removals)
		return true;
	for (uint32_t i = 0; i < run->manifest.source_count; i++) {
		const struct run_source *source = &run->sources[i];
		if (!guard_folders(run, i, err))
			return false;
		if (is_too_many(run, source->removed, source->before))
			return fail_many(run->manifest.sources[i].name, source->removed,
				source->before, err);
		removed += source->removed;
		before += source->before;
	}
	return !is_too_many(run, removed, before) ||
	       fail_many(SAY("kho", "the archive"), removed, before, err);
}

/* ---- What is purged ---- */

static bool fail_unknown(const char *id, struct error *err)
{
	return error_set(err, ERROR_NOT_FOUND,
		SAY("kho không có bài %s; chưa gỡ bài nào. Mã bài nằm ở cuối mỗi kết quả của "
		    "tracuu",
			"the archive has no article %s; none was taken out. An article's id stands "
			"at the end of each result of tracuu"),
		id);
}

struct purge {
	struct run *run;
	struct stored *stored;
	struct purged_note note;
	struct buf scratch, room;
};

/* The digest of the words of ARTICLE, as they are stored. */
static bool wording_of(struct purge *p, const struct catalogue_article *article, struct key *out,
	bool *any, struct error *err)
{
	struct record r;
	return stored_find(p->stored, article->document, &r, err) &&
	       (arrival_wording(&r, &p->scratch, &p->room, out, any) || error_set_memory(err));
}

/* The text of each article that is to go must not come back, wherever else it stands, nor its
   words, whoever is said to have written them. */
static bool add_named(struct purge *p, struct error *err)
{
	const struct update_options *options = p->run->options;
	for (size_t i = 0; i < options->purge_count; i++) {
		struct catalogue_article article;
		struct str id = str_from_c(options->purge[i]);
		struct key key = key_of(id), wording;
		bool any;
		if (!catalogue_find_article(&p->run->past.catalogue, &key, &article))
			return fail_unknown(options->purge[i], err);
		if (!purged_add(&p->run->purged, &article.text, id, p->note, err) ||
			!wording_of(p, &article, &wording, &any, err) ||
			(any && !purged_add(&p->run->purged, &wording, id, p->note, err)))
			return false;
	}
	return true;
}

/* Other articles of the archive with the same words go as well. */
static bool add_copies(struct purge *p, struct error *err)
{
	const struct catalogue *past = &p->run->past.catalogue;
	bool ok = true;
	for (uint64_t i = 0; ok && i < past->article_count; i++) {
		struct catalogue_article article;
		struct key wording;
		bool any;
		catalogue_article_at(past, i, &article);
		ok = stop_check(err) && wording_of(p, &article, &wording, &any, err);
		if (ok && any && purged_has(&p->run->purged, &wording))
			ok = purged_add(&p->run->purged, &article.text, article.id, p->note, err);
	}
	return ok;
}

bool purge_resolve(struct run *run, struct error *err)
{
	struct purge p = {
		.run = run, .note = {run->manifest.started_ns / 1000000000, run->draft.number}};
	if (!purged_read(&run->purged, run->options->archive, err))
		return false;
	if (run->options->purge_count == 0)
		return true;
	p.stored = run->past.there ? stored_open(run->past.folder, &run->past.manifest, err) : NULL;
	bool ok = p.stored          ? add_named(&p, err) && add_copies(&p, err)
		  : run->past.there ? false
				    : fail_unknown(run->options->purge[0], err);
	stored_close(p.stored);
	buf_free(&p.scratch);
	buf_free(&p.room);
	return ok;
}
