#include "indexer/run/mend.h"
#include "base/lang.h"
#include "indexer/run/arrival.h"
#include "indexer/run/origin.h"
#include "indexer/work/stop.h"

#include <stdlib.h>

/* An article of a damaged shard. */
struct need {
	struct keytable_head head; /* the key of its document's id */
	uint32_t row;              /* of it in the catalogue */
	struct harvest_place place;
};

struct mending {
	struct run *run;
	struct harvest *harvest;
	struct keytable needs;  /* of struct need */
	size_t missing;         /* of them, those without a place */
	struct keytable walked; /* shards of this archive, by their numbers */
	struct buf scratch;
};

bool mend_open(struct run *run, struct error *err)
{
	const struct update_options *options = run->options;
	struct repair_base *base = &run->repair;
	if (!repair_base_open(base, options->archive, options->from, err))
		return false;
	if (run->held && !run_mends(run))
		return error_set(err, ERROR_HELD,
			SAY("kho đang được giữ ở một phiên bản (rollback --hold), mà phiên bản ấy "
			    "chỉ sửa được bằng cách đọc lại nguồn; hãy chạy \"tracuu-index "
			    "resume\" trước",
				"the archive is held at a generation (rollback --hold) that can be "
				"repaired from its sources alone; run \"tracuu-index resume\" "
				"before"));
	if (base->number == 0) {
		run->chosen.reread = true;
		return past_open(&run->past, options->archive, err);
	}
	return past_open_base(&run->past, base->folder, &base->manifest, err);
}

bool mend_needs(const struct run *run, const struct catalogue_article *old)
{
	return repair_base_is_damaged(&run->repair, old->shard);
}

/* ---- What is stored ---- */

static bool list_needs(struct mending *m, struct error *err)
{
	const struct catalogue *past = &m->run->past.catalogue;
	for (uint64_t i = 0; i < past->article_count; i++) {
		struct catalogue_article old;
		bool fresh;
		catalogue_article_at(past, i, &old);
		if (!mend_needs(m->run, &old))
			continue;
		struct key key = key_of(old.document);
		struct need *need = keytable_put(&m->needs, &key, &fresh, err);
		if (!need)
			return false;
		need->row = (uint32_t)i;
		m->missing += fresh;
	}
	return true;
}

/* What the catalogue says of an article's content is of all that is stored: nothing else passes. */
static bool take_record(void *context, const struct record *r, struct harvest_place place,
	bool *taken, bool *enough, struct error *err)
{
	struct mending *m = context;
	struct catalogue_article old;
	struct key key = key_of(r->id), text, content;
	struct need *need = keytable_find(&m->needs, &key);
	if (!need || need->place.document > 0)
		return true;
	catalogue_article_at(&m->run->past.catalogue, need->row, &old);
	if (!arrival_content(r, &m->scratch, &text, &content))
		return error_set_memory(err);
	if (!key_eq(&content, &old.content))
		return true;
	need->place = place;
	*taken = true;
	*enough = --m->missing == 0;
	return true;
}

/* The same shard of another generation is the same; of another archive every one is worth a look.
 */
static bool wants_own(void *context, uint32_t number)
{
	struct mending *m = context;
	struct error ignored;
	bool fresh = true;
	struct key key = key_of(str_make((const char *)&number, sizeof number));
	return keytable_put(&m->walked, &key, &fresh, &ignored) == NULL || fresh;
}

static bool wants_all(void *context, uint32_t number)
{
	(void)context;
	(void)number;
	return true;
}

static bool find_stored(struct mending *m, struct error *err)
{
	const struct repair_base *base = &m->run->repair;
	bool enough = m->missing == 0;
	bool ok = true;
	for (size_t i = 0; ok && !enough && i < base->damaged_count; i++) {
		char *path = manifest_shard_path(base->folder, base->damaged[i].number);
		ok = path ? harvest_shard(m->harvest, path, take_record, m, &enough, err)
			  : error_set_memory(err);
		free(path);
		wants_own(m, base->damaged[i].number);
	}
	ok = ok && harvest_archive(m->harvest, m->run->options->archive, wants_own, take_record, m,
			   &enough, err);
	return ok && (!m->run->options->from || harvest_archive(m->harvest, m->run->options->from,
							wants_all, take_record, m, &enough, err));
}

bool mend_read(struct run *run, const struct catalogue_article *old, bool *found,
	struct record *out, struct error *err)
{
	struct key key = key_of(old->document);
	const struct need *need = run->mending ? keytable_find(&run->mending->needs, &key) : NULL;
	*found = need && need->place.document > 0;
	return !*found || harvest_read(run->mending->harvest, need->place, out, err);
}

/* ---- What has to be read ---- */

static bool open_source(struct mending *m, uint32_t number, struct error *err)
{
	struct run *run = m->run;
	struct source *source = &run->sources[number].source;
	struct error why = {0};
	if (source->dir >= 0)
		return true;
	if (source_open(source, run->manifest.sources[number].path, &why))
		return true;
	if (why.code == ERROR_MEMORY)
		*err = why;
	return false;
}

/* Enters the file NUMBER of the past among those to be read. Where its source can't be opened its
   articles are lost, and told of each. */
static bool read_file(struct mending *m, uint32_t number, struct error *err)
{
	struct past_file *file = past_file(&m->run->past, number);
	if (!file || file->anew || !past_is_there(file))
		return true;
	struct ledger_file *entry = ledger_file(&m->run->ledger, file->now);
	if (!open_source(m, entry->source, err))
		return err->code != ERROR_MEMORY;
	file->anew = true;
	file->state = PAST_KEPT;
	entry->clean = false;
	return run_add_todo(m->run, file->now, entry->size, err);
}

/* All files that have the article, since the first may be gone. */
static bool read_files(struct mending *m, const struct catalogue_article *old, struct error *err)
{
	const struct catalogue *past = &m->run->past.catalogue;
	struct catalogue_place place;
	bool ok = read_file(m, old->file, err);
	uint64_t i = catalogue_find_places(past, &old->key);
	for (; ok && catalogue_place_of(past, i, &old->key, &place); i++)
		ok = read_file(m, place.file, err);
	return ok;
}

static bool list_files(struct mending *m, struct error *err)
{
	const struct need *need;
	size_t place = 0;
	bool ok = m->missing == 0 || origin_check(m->run, err);
	while (ok && m->missing > 0 && (need = keytable_next(&m->needs, &place)) != NULL) {
		struct catalogue_article old;
		catalogue_article_at(&m->run->past.catalogue, need->row, &old);
		ok = need->place.document > 0 || read_files(m, &old, err);
	}
	return ok;
}

bool mend(struct run *run, struct error *err)
{
	if (run->repair.damaged_count == 0)
		return true;
	struct mending *m = run->mending = calloc(1, sizeof *m);
	if (!m)
		return error_set_memory(err);
	*m = (struct mending){.run = run,
		.harvest = harvest_new(),
		.needs = KEYTABLE_CLOSED,
		.walked = KEYTABLE_CLOSED};
	const char *folder = run->draft.path;
	progress_stage(&run->progress,
		SAY("Đang tìm lại các bài bị hỏng…", "Looking for what is damaged elsewhere…"), 0);
	return (m->harvest || error_set_memory(err)) &&
	       keytable_open(&m->needs, folder, sizeof(struct need), err) &&
	       keytable_open(&m->walked, folder, sizeof(struct keytable_head), err) &&
	       keytable_reserve(&m->needs, run->past.catalogue.article_count, err) &&
	       list_needs(m, err) && find_stored(m, err) && list_files(m, err);
}

void mend_close(struct run *run)
{
	struct mending *m = run->mending;
	if (m) {
		harvest_free(m->harvest);
		keytable_close(&m->needs);
		keytable_close(&m->walked);
		buf_free(&m->scratch);
		free(m);
	}
	repair_base_close(&run->repair);
}
