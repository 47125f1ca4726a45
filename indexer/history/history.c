#include "indexer/history/history.h"
#include "archive/schema.h"
#include "indexer/inversion/seal.h"
#include "indexer/work/stop.h"

#include <stdlib.h>

bool history_forgives(struct history *h, const struct error *err)
{
	bool damage = err->code == ERROR_CORRUPT || err->code == ERROR_NOT_FOUND ||
		      err->code == ERROR_VERSION;
	h->is_lost |= h->forgives && damage;
	return h->forgives && damage;
}

bool history_open(struct history *h, const char *folder, const char *from, const struct manifest *m,
	bool forgiving, struct error *err)
{
	*h = HISTORY_CLOSED;
	h->folder = folder;
	h->from = from;
	h->seen_ns = m->started_ns;
	h->forgives = forgiving;
	return segments_open(&h->segments, folder, m, err) && spool_open(&h->rows, folder, err) &&
	       (!from || versions_open(from, m, &h->past, err) || history_forgives(h, err));
}

void history_close(struct history *h)
{
	versions_close(h->past);
	segments_close(&h->segments);
	record_encoder_free(h->encoder);
	buf_free(&h->bytes);
	spool_close(&h->rows);
	*h = HISTORY_CLOSED;
}

static struct version *rows_of(const struct history *h)
{
	void *bytes = h->rows.bytes;
	return bytes;
}

static struct version *add_row(struct history *h, const struct version *v, struct error *err)
{
	struct version *row = spool_extend(&h->rows, sizeof *row, err);
	if (!row)
		return NULL;
	*row = *v;
	h->count++;
	return row;
}

/* V has the text of OTHER. */
static void take_text(struct version *v, const struct version *other)
{
	v->segment = other->segment;
	v->at = other->at;
	v->length = other->length;
	v->checksum = other->checksum;
}

/* Since when, by what is known of the versions before; and where the same text is, if the article
   said it once before: *STORED. */
static bool learn(struct history *h, struct version *v, bool *stored, struct error *err)
{
	uint64_t first, count;
	struct version row;
	struct str bytes;
	v->since_ns = h->seen_ns < v->until_ns ? h->seen_ns : v->until_ns;
	v->since_before = true;
	*stored = false;
	if (!versions_of(h->past, &v->article, &first, &count, err))
		return history_forgives(h, err);
	for (uint64_t i = 0; i < count; i++) {
		if (!versions_at(h->past, first + i, &row, err))
			return history_forgives(h, err);
		v->since_ns = row.until_ns;
		v->since_before = false;
		if (!key_eq(&row.content, &v->content))
			continue;
		*stored = versions_bytes(h->past, &row, &bytes, err);
		if (*stored)
			take_text(v, &row);
		else if (!history_forgives(h, err))
			return false;
	}
	return true;
}

bool history_add(struct history *h, const struct key *article, const struct key *content,
	const struct record *r, int64_t until_ns, struct error *err)
{
	struct version v = {.article = *article, .content = *content, .until_ns = until_ns};
	bool stored;
	if (!learn(h, &v, &stored, err))
		return false;
	if (stored)
		return add_row(h, &v, err) != NULL;
	if (!h->encoder && !(h->encoder = record_encoder_new()))
		return error_set_memory(err);
	return record_encode(h->encoder, r, &h->bytes, err) &&
	       segments_put(&h->segments, buf_str(&h->bytes), &v, err) && add_row(h, &v, err);
}

/* ---- What stays ---- */

/* Whether it has to go, though it is neither too old nor of an article that is gone. */
static bool judge(const struct history *h, const struct history_rule *rule, const struct version *v,
	struct arena *memory, bool *refused, struct error *err)
{
	struct str bytes;
	struct record r;
	*refused = false;
	if (!rule->refuses && !h->forgives)
		return true;
	arena_reset(memory);
	return versions_bytes(h->past, v, &bytes, err) && record_decode(bytes, memory, &r, err) &&
	       (!rule->refuses || rule->refuses(rule->context, &r, refused, err));
}

static bool take_row(struct history *h, const struct history_rule *rule, uint64_t i,
	struct arena *memory, struct error *err)
{
	struct version v;
	bool refused;
	if (!versions_at(h->past, i, &v, err))
		return history_forgives(h, err);
	const struct key *now = rule->now(rule->context, &v.article);
	if (!now || v.until_ns < rule->oldest_ns)
		return true;
	if (!judge(h, rule, &v, memory, &refused, err))
		return history_forgives(h, err);
	v.article = *now;
	return refused || add_row(h, &v, err);
}

static bool take_past(struct history *h, const struct history_rule *rule, struct error *err)
{
	struct arena memory = {0};
	bool ok = true;
	for (uint64_t i = 0; ok && i < versions_count(h->past); i++)
		ok = stop_check(err) && take_row(h, rule, i, &memory, err);
	arena_free(&memory);
	return ok;
}

/* What was added in this run is called as it was. */
static void rename_fresh(struct history *h, const struct history_rule *rule)
{
	struct version *rows = rows_of(h);
	uint64_t kept = 0;
	for (uint64_t i = 0; i < h->count; i++) {
		const struct key *now = rule->now(rule->context, &rows[i].article);
		if (!now || rows[i].until_ns < rule->oldest_ns)
			continue;
		rows[kept] = rows[i];
		rows[kept++].article = *now;
	}
	h->rows.len = (size_t)kept * sizeof *rows;
	h->count = kept;
}

/* ---- Where it is ---- */

/* Whether the version before V of the same article has the same text; they are neighbours, or
   almost. */
static const struct version *twin_of(const struct version *rows, uint64_t i)
{
	for (uint64_t k = i; k-- > 0 && key_eq(&rows[k].article, &rows[i].article);) {
		if (key_eq(&rows[k].content, &rows[i].content))
			return &rows[k];
	}
	return NULL;
}

static void count_use(struct history *h)
{
	const struct version *rows = rows_of(h);
	for (uint64_t i = 0; i < h->count; i++) {
		struct segment_use *use = segments_find(&h->segments, rows[i].segment);
		if (use && !twin_of(rows, i))
			use->used += rows[i].length;
	}
}

/* Into the new segment, what others give up. */
static bool move_texts(struct history *h, struct error *err)
{
	struct version *rows = rows_of(h);
	for (uint64_t i = 0; i < h->count; i++) {
		struct str bytes;
		const struct segment_use *use = segments_find(&h->segments, rows[i].segment);
		const struct version *twin = use && use->gives_way ? twin_of(rows, i) : NULL;
		if (!use || !use->gives_way)
			continue;
		if (twin) {
			take_text(&rows[i], twin);
		} else if (!stop_check(err) || !versions_bytes(h->past, &rows[i], &bytes, err) ||
			   !segments_put(&h->segments, bytes, &rows[i], err)) {
			return false;
		}
	}
	return true;
}

bool history_finish(
	struct history *h, const struct history_rule *rule, struct manifest *out, struct error *err)
{
	rename_fresh(h, rule);
	if (!take_past(h, rule, err))
		return false;
	if (h->count == 0) {
		segments_drop(&h->segments);
		return true;
	}
	qsort(rows_of(h), h->count, sizeof(struct version), versions_compare);
	count_use(h);
	/* What may be damaged is not linked. */
	segments_judge(&h->segments, rule->refuses || h->forgives);
	return move_texts(h, err) && segments_finish(&h->segments, h->from, h->folder, out, err) &&
	       versions_write(h->folder, rows_of(h), h->count, err) &&
	       seal_file(out, h->folder, VERSIONS_FILE, err);
}
