#include "indexer/run/visit.h"
#include "article/input/ceiling.h"
#include "base/lang.h"
#include "indexer/history/difference.h"
#include "indexer/inversion/batch.h"
#include "indexer/repair/stored.h"
#include "indexer/run/arrival.h"
#include "indexer/run/arrival_report.h"
#include "indexer/run/mend.h"
#include "indexer/work/stop.h"
#include "indexer/work/wording.h"

/* Articles after which the ledger's memory is given back, so that it does not grow with
   the archive. */
enum { RELAX_EVERY = 2000 };

void visit_skip(struct visit *v, struct str id, uint64_t line, const char *why)
{
	struct buf path = BUF_INIT;
	buf_append(&path, visit_path(v));
	buf_append_c(&path, v->member.len > 0 ? "!/" : "");
	buf_append(&path, v->member);
	run_skip(v->run, ledger_file(&v->run->ledger, v->number)->source, buf_str(&path), id, line,
		why);
	buf_free(&path);
}

/* What became of an article: nothing, a change, or a new place. */
static void report_arrival(struct visit *v, const struct article *a, const struct record *r,
	const struct catalogue_article *before, bool moved)
{
	struct run *run = v->run;
	if (before && !moved)
		run->unchanged++;
	else if (before)
		arrival_report_move(
			&run->report, r, v->identity.moved ? before->id : str_make("", 0), a->line);
	else
		arrival_report(&run->report, a, r, v->identity.known, &run->lacks);
}

/* Whether BEFORE was shown with the path R has: by its file and the name of its source. */
static bool has_path_of(const struct visit *v, const struct catalogue_article *before)
{
	const struct run *run = v->run;
	const struct past_file *file = past_file(&run->past, before->file);
	uint32_t source = ledger_file(&run->ledger, v->number)->source;
	return file && v->home.known && v->home.former.number == before->file &&
	       v->home.former.source < run->past.manifest.source_count &&
	       strcmp(run->past.manifest.sources[v->home.former.source].name,
		       run->manifest.sources[source].name) == 0;
}

bool visit_is_known(void *context, const struct checksum128 *raw, uint64_t line)
{
	struct visit *v = context;
	struct run *run = v->run;
	struct catalogue_article old;
	struct key key;
	memcpy(key.bytes, raw->bytes, sizeof key.bytes);
	if (v->failed.code != ERROR_NONE || !stop_check(&v->failed))
		return true; /* no more is to be read */
	if (!identity_by_raw(run, &v->home, &key, line, &old) || !has_path_of(v, &old) ||
		!identity_is_in_document(&old) || mend_needs(run, &old))
		return false;
	old.file = v->number;
	old.line = line;
	if (!ledger_add_article(&run->ledger, &old, PLACED_OLD, old.shard, &v->failed))
		return true;
	v->taken++;
	run->unchanged++;
	if (++run->progress.articles % RELAX_EVERY == 0)
		ledger_relax(&run->ledger);
	return true;
}

/* What is stored of OLD, wherever; *FOUND is false where that is damaged. */
static bool read_stored(struct run *run, const struct catalogue_article *old, bool *found,
	struct record *out, struct error *err)
{
	*found = true;
	if (mend_needs(run, old))
		return mend_read(run, old, found, out, err);
	if (!run->stored)
		run->stored = stored_open(run->past.folder, &run->past.manifest, err);
	return run->stored && stored_find(run->stored, old->document, out, err);
}

/* Whether the file says what it said: what is read otherwise of it now is no edit. */
static bool is_read_otherwise(const struct visit *v)
{
	return (v->home.known || v->home.was_another) &&
	       key_eq(&v->home.former.content, &v->run->scans.content);
}

/* R takes the place of OLD, which said something else: that is kept. */
static bool keep_version(struct visit *v, const struct record *r,
	const struct catalogue_article *old, struct error *err)
{
	struct run *run = v->run;
	struct record before;
	bool found;
	if (run->options->trial || run->manifest.history_days == 0 || is_read_otherwise(v))
		return true;
	if (!read_stored(run, old, &found, &before, err))
		return history_forgives(&run->history, err);
	return !found || !difference_is(&before, r) ||
	       history_add(&run->history, &old->key, &old->content, &before,
		       run->manifest.started_ns, err);
}

/* Who may see OLD is said by its shard. */
static bool is_seen_as_before(const struct visit *v, const struct catalogue_article *old)
{
	const struct visibility before = run_seen_in(v->run, old->shard);
	return visibility_eq(&before, &v->seen);
}

static bool place(struct visit *v, const struct article *a, const struct record *r,
	struct catalogue_article *entry, struct error *err)
{
	struct run *run = v->run;
	const struct catalogue_article *old = &v->identity.past;
	bool known = v->identity.moved || v->identity.known;
	bool same = known && key_eq(&old->content, &entry->content);
	bool moved = v->identity.moved || (same && !has_path_of(v, old));
	bool stays = same && str_eq(old->document, entry->id) && !run->options->reread &&
		     !mend_needs(run, old) && is_seen_as_before(v, old);
	bool seen_anew = same && !is_seen_as_before(v, old);
	uint32_t where = stays ? old->shard : 0;
	if (known && !same && !keep_version(v, r, old, err))
		return false;
	entry->moved = stays && (moved || old->moved);
	if (!stays && !run_index(run, r, &v->seen, &where, err))
		return false;
	if (!ledger_add_article(&run->ledger, entry, stays ? PLACED_OLD : PLACED_NEW, where, err) ||
		(v->identity.moved && !ledger_move(&run->ledger, &old->key, &entry->key, err)))
		return false;
	report_arrival(v, a, r, (same && !seen_anew) || moved ? old : NULL, moved);
	return true;
}

/* Whether the past knew that the article with KEY stands in this file, too. */
static bool was_there(const struct visit *v, const struct key *key)
{
	const struct catalogue *past = &v->run->past.catalogue;
	struct catalogue_place place;
	uint64_t i = catalogue_find_places(past, key);
	for (; catalogue_place_of(past, i, key, &place); i++) {
		if (v->home.known && place.file == v->home.former.number)
			return true;
	}
	return false;
}

/* The same text again, with the same id: one article that stands in two places. */
static bool add_place(struct visit *v, uint64_t line, struct error *err)
{
	const struct key *key = &v->identity.key;
	v->run->places_changed |= !was_there(v, key);
	return ledger_add_place(&v->run->ledger, key, v->number, line, err);
}

/* Says so where there is not memory enough to index R. */
static bool can_hold(struct visit *v, const struct article *a, const struct record *r)
{
	const struct run *run = v->run;
	const struct update_options *options = run->options;
	size_t need;
	struct error why;
	char needed[WORDING_SIZE];
	if (shards_can_hold(run->shards, r, &need))
		return true;
	error_set(&why, ERROR_LIMIT,
		SAY("lập chỉ mục bài cần chừng %s bộ nhớ; hãy chia bài ra, hoặc cho "
		    "--memory=%lluMB",
			"to index it takes about %s of memory; divide it, or allow "
			"--memory=%lluMB"),
		wording_bytes(need, needed),
		(unsigned long long)memory_for(options->memory, options->jobs, need) / 1000000);
	v->broken = true;
	visit_skip(v, a->id.value, a->line, why.message);
	return false;
}

static void report_purged(struct visit *v, uint64_t line)
{
	const struct report_line entry = {.action = REPORT_PURGED,
		.path = buf_str(&v->shown),
		.line = line,
		.why = SAY("bài đã được gỡ hẳn (purge)",
			"the article was taken out for good (purge)")};
	report_add(&v->run->report, &entry);
}

/* By its text, or by its words alone. False when out of memory. */
static bool is_purged(struct visit *v, const struct record *r, const struct key *text, bool *out)
{
	struct key wording;
	bool any = false;
	*out = purged_has(&v->run->purged, text);
	if (*out || v->run->purged.count == 0)
		return true;
	if (!arrival_wording(r, &v->scratch, &v->room, &wording, &any))
		return false;
	*out = any && purged_has(&v->run->purged, &wording);
	return true;
}

/* Who may see A; nobody, where that can't be told. What NAME.meta.json said in vain may have been
   that. TEXT becomes that of an article that is seen so. *TOLD is false where it can't be told by
   what is said. False when out of memory. */
static bool find_seen(struct visit *v, const struct article *a, struct key *text, bool *told)
{
	const struct run *run = v->run;
	uint32_t source = ledger_file(&run->ledger, v->number)->source;
	*told = arrival_seen(a, &v->file.guard, run->manifest.sources[source].visibility, &v->seen);
	if (v->file.unheard.code != ERROR_NONE && run->manifest.audience_count > 0)
		v->seen = (struct visibility){.label = VISIBILITY_HIDDEN};
	if (!arrival_text_as(&v->seen, &v->scratch, text))
		return false;
	if (v->seen.embargo <= run_now(run))
		v->seen.embargo = 0; /* it is over, as those of shards are */
	return true;
}

static bool take(struct visit *v, struct article *a, struct error *err)
{
	struct run *run = v->run;
	struct record r;
	struct catalogue_article entry = {.line = a->line, .file = v->number};
	memcpy(entry.raw.bytes, a->raw.bytes, sizeof entry.raw.bytes);
	char line[NAMING_LINE];
	const struct ledger_file *file = ledger_file(&run->ledger, v->number);
	const struct naming naming =
		naming_of(a, &run->manifest.sources[file->source], buf_str(&v->place), line);
	bool purged, told;
	arena_reset(&v->lists);
	if (!arrival_record(a, buf_str(&v->shown), &v->lists, &r) ||
		!arrival_content(&r, &v->scratch, &entry.text, &entry.content))
		return error_set_memory(err);
	if (!find_seen(v, a, &entry.text, &told))
		return error_set_memory(err);
	if (!can_hold(v, a, &r))
		return true;
	if (!is_purged(v, &r, &entry.text, &purged))
		return error_set_memory(err);
	if (purged) {
		report_purged(v, a->line);
		return true;
	}
	if (!identity_find(run, &v->home, &naming, &entry.text, &v->identity, err))
		return false;
	if (v->identity.repeated)
		return add_place(v, a->line, err);
	r.id = entry.id = buf_str(&v->identity.id);
	if (!told && v->file.guard.unread.code == ERROR_NONE)
		arrival_report_hidden(&run->report, a, &v->file.guard, &r);
	entry.key = v->identity.key;
	entry.own_at = (uint32_t)v->identity.own.at;
	entry.own_length = (uint32_t)v->identity.own.length;
	entry.qualified = v->identity.qualified;
	entry.text_bytes = (uint32_t)record_text_bytes(&r);
	if (++run->progress.articles % RELAX_EVERY == 0)
		ledger_relax(&run->ledger);
	return place(v, a, &r, &entry, err);
}

bool visit_take(struct visit *v, struct article *a, struct error *err)
{
	size_t shown = v->shown.len;
	v->member = a->member;
	naming_add_member(&v->shown, a->member);
	bool ok = take(v, a, err);
	v->shown.len = shown;
	v->shown.ptr[shown] = '\0';
	v->member = STR("");
	return ok;
}

/* ---- What tells whether it is what it was ---- */

static const char *rule_of(const struct visit *v)
{
	const struct run *run = v->run;
	return run->manifest.sources[ledger_file(&run->ledger, v->number)->source].visibility;
}

/* What its folders and its source say of who may see it; of most nothing. */
static void append_around(const struct visit *v, struct buf *out)
{
	if (v->file.guard.said.len > 0 || *rule_of(v)) {
		buf_append(out, buf_str(&v->file.guard.said));
		buf_push(out, '\0');
		buf_append_c(out, rule_of(v));
	}
}

uint64_t visit_seed(struct visit *v)
{
	buf_reset(&v->scratch);
	buf_append(&v->scratch, buf_str(&v->place));
	buf_push(&v->scratch, '\0');
	buf_append(&v->scratch, buf_str(&v->file.said));
	append_around(v, &v->scratch);
	buf_append_u32(&v->scratch, READERS_VERSION);
	return checksum_of(buf_str(&v->scratch));
}

struct key visit_content(struct visit *v, const struct digest *digest)
{
	struct key own = key_of_digest(digest);
	if (v->file.beside.st_mode == 0 && v->file.guard.said.len == 0 && !*rule_of(v))
		return own;
	buf_reset(&v->scratch);
	buf_append(&v->scratch, str_make((const char *)&own, sizeof own));
	buf_append(&v->scratch, buf_str(&v->file.said));
	append_around(v, &v->scratch);
	return key_of(buf_str(&v->scratch));
}
