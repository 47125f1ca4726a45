#include "base/lang.h"
#include "indexer/repair/stored.h"
#include "indexer/run/identity.h"
#include "indexer/run/mend.h"
#include "indexer/run/naming.h"
#include "indexer/run/removals.h"
#include "indexer/run/steps.h"
#include "indexer/work/stop.h"

#include <stdio.h>

/* Indexes R, the record of OLD, under its id and at its place of now. */
static bool index_stored(struct run *run, struct record *r, struct catalogue_article *old,
	uint32_t *batch, struct error *err)
{
	struct buf path = BUF_INIT;
	const struct ledger_file *file = ledger_file(&run->ledger, old->file);
	size_t member = str_find(r->path, STR("!/"), 0);
	bool ok =
		(run_display_path(run, file->source, ledger_path(&run->ledger, old->file), &path) &&
			buf_append(&path, str_slice(r->path, member, r->path.len))) ||
		error_set_memory(err);
	const struct visibility seen = run_seen_in(run, old->shard);
	r->id = old->document = old->id;
	r->path = buf_str(&path);
	old->moved = false;
	ok = ok && run_index(run, r, &seen, batch, err);
	buf_free(&path);
	return ok;
}

/* The article is to be indexed again, but was not read: what is stored of it is all that is left
   to analyse. */
static bool carry_stored(struct run *run, struct stored **stored, struct catalogue_article *old,
	uint32_t *batch, struct error *err)
{
	struct record r;
	if (!*stored)
		*stored = stored_open(run->past.folder, &run->past.manifest, err);
	return *stored && stored_find(*stored, old->document, &r, err) &&
	       index_stored(run, &r, old, batch, err);
}

/* Neither its file nor any shard has it whole. Should its file come back, it is read again. */
static bool lose(struct run *run, const struct catalogue_article *old, struct error *err)
{
	struct buf path = BUF_INIT;
	struct ledger_file *file = ledger_file(&run->ledger, old->file);
	file->clean = false;
	bool ok =
		run_display_path(run, file->source, ledger_path(&run->ledger, old->file), &path) ||
		error_set_memory(err);
	const struct report_line line = {.action = REPORT_LOST,
		.id = old->id,
		.path = buf_str(&path),
		.line = old->line,
		.why = SAY("phần lưu bài bị hỏng, và không đọc được bài ở nguồn hay phiên bản nào "
			   "khác",
			"the shard that stores it is damaged, and it can't be read from its source "
			"or elsewhere")};
	report_add(&run->report, &line);
	buf_free(&path);
	return ok;
}

/* OLD, of a damaged shard, stays as far as it is stored elsewhere. */
static bool carry_mended(struct run *run, struct catalogue_article *old, struct error *err)
{
	struct record r;
	bool found;
	uint32_t batch;
	if (!mend_read(run, old, &found, &r, err))
		return false;
	if (!found)
		return lose(run, old, err);
	return index_stored(run, &r, old, &batch, err) &&
	       ledger_add_article(&run->ledger, old, PLACED_NEW, batch, err);
}

/* OLD stays; the file is one of the ledger's. */
static bool carry(struct run *run, struct stored **stored, struct catalogue_article old,
	uint32_t file, struct error *err)
{
	uint32_t where = old.shard;
	bool again = run->options->reread || !identity_is_in_document(&old);
	old.file = file;
	if (!run->options->reread && mend_needs(run, &old))
		return carry_mended(run, &old, err);
	run->unchanged++;
	if (again && !carry_stored(run, stored, &old, &where, err))
		return false;
	return ledger_add_article(&run->ledger, &old, again ? PLACED_NEW : PLACED_OLD, where, err);
}

/* An id that names a file names the one where its article is, if nobody has that. */
static bool rename_for(struct run *run, struct catalogue_article *old, uint32_t number,
	struct buf *id, struct error *err)
{
	struct catalogue_article other;
	const struct ledger_file *file = ledger_file(&run->ledger, number);
	struct str own = str_slice(old->id, old->own_at, old->own_at + old->own_length);
	if (!naming_at(&run->manifest.sources[file->source], ledger_path(&run->ledger, number), own,
		    id))
		return error_set_memory(err);
	struct key key = key_of(buf_str(id));
	if (ledger_find(&run->ledger, &key) ||
		catalogue_find_article(&run->past.catalogue, &key, &other))
		return true;
	if (!ledger_move(&run->ledger, &old->key, &key, err))
		return false;
	old->key = key;
	old->own_at = (uint32_t)(id->len - own.len);
	old->id = buf_str(id);
	return true;
}

/* The other places of OLD: the first that is there becomes its home. */
static bool find_another_home(const struct run *run, struct catalogue_article *old, uint32_t *file)
{
	const struct catalogue *past = &run->past.catalogue;
	struct catalogue_place place;
	uint64_t i = catalogue_find_places(past, &old->key);
	for (; catalogue_place_of(past, i, &old->key, &place); i++) {
		const struct past_file *there = past_file(&run->past, place.file);
		if (!past_is_there(there))
			continue;
		old->line = place.line;
		old->moved = true; /* its path differs */
		*file = there->now;
		return true;
	}
	return false;
}

/* The article with KEY, if it was met, stands in the file of the past, too, at LINE. */
static bool keep_place(struct run *run, const struct key *key, const struct past_file *file,
	uint64_t line, struct error *err)
{
	const struct key *to = ledger_moved_to(&run->ledger, key);
	const struct ledger_article *met = ledger_find(&run->ledger, to ? to : key);
	return !met || !past_is_there(file) || met->file == file->now ||
	       ledger_add_place(&run->ledger, &met->head.key, file->now, line, err);
}

static bool settle_one(
	struct run *run, struct stored **stored, struct catalogue_article *old, struct error *err)
{
	const struct past_file *home = past_file(&run->past, old->file);
	uint32_t file;
	if (run->options->purge_count > 0 && purged_has(&run->purged, &old->text))
		return removals_purge(run, old, err);
	if (ledger_find(&run->ledger, &old->key) || ledger_moved_to(&run->ledger, &old->key))
		return keep_place(run, &old->key, home, old->line, err);
	if (past_is_there(home))
		return carry(run, stored, *old, home->now, err);
	if (find_another_home(run, old, &file)) {
		struct buf id = BUF_INIT;
		run->places_changed = true;
		bool ok = (!old->qualified || rename_for(run, old, file, &id, err)) &&
			  carry(run, stored, *old, file, err);
		buf_free(&id);
		return ok;
	}
	return removals_add(run, old, err);
}

static bool settle_places(struct run *run, struct error *err)
{
	const struct catalogue *past = &run->past.catalogue;
	bool ok = true;
	for (uint64_t i = 0; ok && i < past->place_count; i++) {
		struct catalogue_place place;
		catalogue_place_at(past, i, &place);
		ok = keep_place(
			run, &place.key, past_file(&run->past, place.file), place.line, err);
	}
	return ok;
}

/* Said in every run: these articles are called otherwise than their files say. */
static void report_shared(struct run *run, uint32_t source, struct str path, uint64_t count)
{
	struct buf shown = BUF_INIT;
	if (count == 0 || !run_display_path(run, source, path, &shown))
		return;
	struct report_line line = {.action = REPORT_SHARED,
		.path = buf_str(&shown),
		.count = count,
		.why = SAY("bài khác của nguồn đã có mã ấy; các bài này mang mã TỆP#MÃ",
			"other articles of the source have these ids; these are called FILE#ID")};
	report_add(&run->report, &line);
	buf_free(&shown);
}

static void report_all_shared(struct run *run)
{
	const struct catalogue *past = &run->past.catalogue;
	for (uint64_t i = 0; run->all_same && i < past->file_count; i++) {
		struct catalogue_file file;
		catalogue_file_at(past, i, &file);
		report_shared(run, file.source, file.path, file.shared);
	}
	for (uint32_t i = 0; i < run->ledger.file_count; i++) {
		const struct ledger_file *file = ledger_file(&run->ledger, i);
		report_shared(run, file->source, ledger_path(&run->ledger, i), file->shared);
	}
}

/* What would have read the files whose reader is not installed; NULL: nothing. */
static const char *missing_reader(const struct run *run)
{
	for (size_t i = 0; i < run->unread.count; i++) {
		if (run->unread.list[i].kind == UNREAD_READER)
			return unread_hint(&run->unread.list[i]);
	}
	return NULL;
}

static bool guard_empty(const struct run *run, struct error *err)
{
	if (run->ledger.articles.count > 0)
		return true;
	const char *missing = run->past.there ? NULL : missing_reader(run);
	if (missing)
		return error_set(err, ERROR_NOT_FOUND,
			SAY("không đọc được bài nào ở “%s”: bộ đọc chưa được cài; hãy %s",
				"no article could be read in %s: a reader is not installed; %s"),
			run->manifest.sources[0].name, missing);
	if (!run->past.there)
		return error_set(err, ERROR_NOT_FOUND,
			SAY("không đọc được bài nào ở “%s”; các loại tệp đọc được: .txt, .html, "
			    ".pdf, .docx, .json, .csv …",
				"no article could be read in %s; the types of file that are read: "
				".txt, .html, .pdf, .docx, .json, .csv …"),
			run->manifest.sources[0].name);
	return error_set(err, ERROR_LIMIT,
		SAY("lần chạy này sẽ không để lại bài nào trong kho; chưa thay đổi gì. Nếu không "
		    "cần kho nữa, hãy xóa thư mục “%s”",
			"this run would leave no article in the archive; nothing was changed. If "
			"the archive is not needed any more, delete the folder %s"),
		run->options->archive);
}

bool settle(struct run *run, struct error *err)
{
	/* Most nights, of most archives: no article need be looked at. */
	if (run->all_same) {
		run->unchanged = run->past.catalogue.article_count;
		report_all_shared(run);
		return true;
	}
	struct stored *stored = NULL;
	uint64_t count = run->past.catalogue.article_count;
	bool ok = ledger_reserve(&run->ledger, 0, count, err);
	for (uint64_t i = 0; ok && i < count; i++) {
		struct catalogue_article old;
		catalogue_article_at(&run->past.catalogue, i, &old);
		removals_expect(run, &old);
		ok = stop_check(err) && settle_one(run, &stored, &old, err);
	}
	stored_close(stored);
	ok = ok && settle_places(run, err);
	ledger_follow_places(&run->ledger);
	report_all_shared(run);
	return ok && removals_guard(run, err) && guard_empty(run, err);
}
