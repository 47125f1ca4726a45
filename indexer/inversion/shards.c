#include "indexer/inversion/shards.h"
#include "archive/folder.h"
#include "indexer/inversion/batch.h"
#include "indexer/inversion/deduction.h"
#include "indexer/inversion/loss.h"
#include "indexer/inversion/need.h"
#include "indexer/inversion/outputs.h"

#include <stdio.h>
#include <stdlib.h>

struct shard_batch {
	struct batch *batch;
	struct output *output; /* NULL while it fills */
};

/* What is not for everybody is little, mostly: so many kinds of it are gathered side by side, in
   batches that take this part of the memory of one. */
enum { ASIDE = 8, ASIDE_PART = 16 };

/* A batch that is not yet queued; one for everybody comes first. */
struct filling {
	struct visibility seen;
	struct batch *batch; /* NULL: none */
	uint32_t index;      /* of it */
	struct need need;    /* of it; open once there was one */
};

struct old_shard {
	uint32_t number;
	struct visibility seen;
	uint32_t now;       /* number of the shard that has its articles; 0: not decided */
	uint64_t documents; /* that it holds */
	uint64_t left;      /* of them, now */
	uint64_t text_left;
};

struct shards {
	struct shards_options options;
	struct shard_batch **batches;
	size_t batch_count;
	struct filling filling[1 + ASIDE]; /* the first for everybody's */
	struct outputs outputs;
	struct old_shard *old;
	size_t old_count;
};

struct shards *shards_new(const struct shards_options *options, struct error *err)
{
	struct shards *s = calloc(1, sizeof *s);
	if (s)
		s->options = *options;
	if (s && outputs_open(&s->outputs, &s->options))
		return s;
	free(s);
	error_set_memory(err);
	return NULL;
}

void shards_free(struct shards *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->batch_count; i++) {
		batch_free(s->batches[i]->batch);
		free(s->batches[i]);
	}
	outputs_close(&s->outputs);
	free(s->batches);
	free(s->old);
	for (size_t i = 0; i <= ASIDE; i++)
		need_close(&s->filling[i].need);
	free(s);
}

/* ---- Batches ---- */

static bool build_batch(void *worker, void *argument, struct error *err)
{
	struct shard_batch *b = argument;
	bool ok = batch_build(worker, b->batch, err);
	output_ready(b->output);
	return ok;
}

/* Begins a batch in F. */
static bool new_batch(struct shards *s, struct filling *f, struct error *err)
{
	char *path;
	struct shard_batch **list = reallocarray(s->batches, s->batch_count + 1, sizeof *list);
	if (list)
		s->batches = list;
	struct shard_batch *b = list ? calloc(1, sizeof *b) : NULL;
	bool ok = b && (f->need.memory || need_open(&f->need));
	if (ok && asprintf(&path, "%s/batch-%06zu", s->options.folder, s->batch_count) >= 0)
		b->batch = batch_new(path, s->options.batch_articles, s->options.progress);
	if (!ok || !b->batch) {
		free(b);
		error_set_memory(err);
		return false;
	}
	f->index = (uint32_t)s->batch_count;
	f->batch = b->batch;
	s->batches[s->batch_count++] = b;
	need_reset(&f->need);
	return true;
}

/* Queues the batch that was filling. When its shard is complete, that is queued too. */
static bool queue_batch(struct shards *s, struct filling *f, struct error *err)
{
	struct shard_batch *b = s->batches[f->index];
	struct part part = {.path = strdup(b->batch->path),
		.articles = b->batch->count,
		.text_bytes = b->batch->text_bytes};
	f->batch = NULL;
	if (!part.path)
		return error_set_memory(err);
	b->output = outputs_queue_full(&s->outputs, &f->seen, part.articles, err)
			    ? outputs_for(&s->outputs, &f->seen, part.articles, err)
			    : NULL;
	if (!b->output) {
		free(part.path);
		return false;
	}
	output_add(b->output, &part, true);
	progress_add_work(s->options.progress, part.text_bytes);
	return pool_submit(s->options.pool, build_batch, b, b->batch->need, err);
}

/* Where what is SEEN so is gathered: where some of it is, else where nothing is, else in the place
   of what most is gathered of. NULL on failure. */
static struct filling *filling_of(
	struct shards *s, const struct visibility *seen, struct error *err)
{
	const struct visibility everybody = VISIBILITY_PUBLIC;
	if (visibility_eq(seen, &everybody))
		return &s->filling[0];
	struct filling *to = &s->filling[1];
	for (size_t i = 1; i <= ASIDE; i++) {
		struct filling *f = &s->filling[i];
		if (f->batch && visibility_eq(&f->seen, seen))
			return f;
		if (!f->batch || (to->batch && f->batch->count > to->batch->count))
			to = f;
	}
	if (to->batch && !queue_batch(s, to, err))
		return NULL;
	to->seen = *seen;
	return to;
}

static void add_need(struct need *n, const struct record *r)
{
	for (size_t i = 0; i < r->block_count; i++)
		need_add(n, r->blocks[i].text);
}

bool shards_can_hold(struct shards *s, const struct record *r, size_t *need)
{
	struct need own;
	*need = record_text_bytes(r) * NEED_WORST;
	if (*need <= s->options.memory || !need_open(&own))
		return true;
	add_need(&own, r);
	*need = need_total(&own);
	need_close(&own);
	return *need <= s->options.memory;
}

/* Makes F fit to take R: a new batch, unless what is filling and R together do not take too much
   memory. */
static bool make_room(
	struct shards *s, struct filling *f, const struct record *r, struct error *err)
{
	size_t most = f == &s->filling[0] ? s->options.batch_memory
					  : s->options.batch_memory / ASIDE_PART;
	if (!f->batch && !new_batch(s, f, err))
		return false;
	add_need(&f->need, r);
	if (f->batch->count > 0 && need_total(&f->need) > most) {
		if (!queue_batch(s, f, err) || !new_batch(s, f, err))
			return false;
		add_need(&f->need, r);
	}
	f->batch->need = need_total(&f->need);
	f->batch->large = f->batch->need > s->options.batch_memory;
	return true;
}

bool shards_add(struct shards *s, const struct record *r, const struct visibility *seen,
	uint32_t *batch, struct error *err)
{
	struct filling *f = filling_of(s, seen, err);
	if (!f || !make_room(s, f, r, err) || !batch_add(f->batch, r, err))
		return false;
	*batch = f->index;
	return !batch_is_full(f->batch) || queue_batch(s, f, err);
}

/* ---- Old shards ---- */

static struct old_shard *find_old(struct shards *s, uint32_t number)
{
	for (size_t i = 0; i < s->old_count; i++) {
		if (s->old[i].number == number)
			return &s->old[i];
	}
	return NULL;
}

static bool take_old(struct shards *s, const struct shards_old *old, struct error *err)
{
	const struct manifest *m = old->manifest;
	s->old = calloc(m->shard_count + 1, sizeof *s->old);
	if (!s->old)
		return error_set_memory(err);
	for (size_t i = 0; i < m->shard_count; i++) {
		size_t first;
		uint32_t number = m->shards[i].number;
		s->old[i] = (struct old_shard){.number = number,
			.seen = visibility_of(&m->shards[i], s->options.now),
			.documents =
				m->shards[i].articles + lost_of_shard(old->lost, number, &first)};
	}
	s->old_count = m->shard_count;
	size_t place = 0;
	const struct ledger_article *article;
	while ((article = keytable_next(&old->ledger->articles, &place)) != NULL) {
		struct old_shard *shard =
			article->placement == PLACED_OLD ? find_old(s, article->where) : NULL;
		if (!shard)
			continue;
		shard->left++;
		shard->text_left += article->text_bytes;
	}
	return true;
}

static bool join_old(
	struct shards *s, const struct shards_old *old, struct old_shard *shard, struct error *err)
{
	struct output *o = outputs_for(&s->outputs, &shard->seen, shard->left, err);
	struct part part = {.path = manifest_shard_path(old->folder, shard->number),
		.is_shard = true,
		.articles = shard->left,
		.text_bytes = shard->text_left};
	if (!o || !part.path) {
		free(part.path);
		return o && error_set_memory(err);
	}
	shard->now = o->shard.number;
	output_add(o, &part, false);
	return true;
}

/* Articles in the outputs of what is SEEN so that can still take parts. */
static uint64_t open_articles(const struct shards *s, const struct visibility *seen)
{
	uint64_t total = 0;
	for (size_t i = 0; i < s->outputs.count; i++)
		total += output_is_open(s->outputs.list[i], seen)
				 ? s->outputs.list[i]->shard.articles
				 : 0;
	return total;
}

/* The smallest shard of them that is whole and not yet placed. */
static struct old_shard *smallest_whole(struct shards *s, const struct visibility *seen)
{
	struct old_shard *best = NULL;
	for (size_t i = 0; i < s->old_count; i++) {
		struct old_shard *shard = &s->old[i];
		if (shard->now == 0 && shard->left == shard->documents &&
			visibility_eq(&shard->seen, seen) && (!best || shard->left < best->left))
			best = shard;
	}
	return best;
}

static bool join_small(struct shards *s, const struct shards_old *old,
	const struct visibility *seen, struct error *err)
{
	struct old_shard *shard;
	while (open_articles(s, seen) > 0 && (shard = smallest_whole(s, seen)) != NULL) {
		uint64_t total = open_articles(s, seen);
		bool small = shard->left <= s->options.shard_articles / SMALL_SHARD ||
			     shard->left <= total;
		if (!small || shard->left + total > s->options.shard_articles)
			break;
		if (!join_old(s, old, shard, err))
			return false;
	}
	return true;
}

/* For each new shard that is not yet complete those that are seen likewise. */
static bool join_all_small(struct shards *s, const struct shards_old *old, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < s->outputs.count; i++) {
		const struct visibility seen = s->outputs.list[i]->seen;
		ok = s->outputs.list[i]->queued || join_small(s, old, &seen, err);
	}
	return ok;
}

static bool link_old(const struct shards *s, const struct shards_old *old, struct old_shard *shard,
	struct error *err)
{
	char *from = manifest_shard_path(old->folder, shard->number);
	char *to = manifest_shard_path(s->options.folder, shard->number);
	bool ok = from && to ? folder_link(from, to, err) : error_set_memory(err);
	shard->now = shard->number;
	free(from);
	free(to);
	return ok;
}

static bool place_old(struct shards *s, const struct shards_old *old, struct error *err)
{
	if (!take_old(s, old, err))
		return false;
	if (!join_all_small(s, old, err))
		return false;
	for (size_t i = 0; i < s->old_count; i++) {
		struct old_shard *shard = &s->old[i];
		if (shard->now == 0 && shard->left > 0 && !link_old(s, old, shard, err))
			return false;
	}
	return true;
}

/* ---- The end ---- */

/* Those of shard NUMBER; 0: all of FROM. */
static bool add_files(struct manifest *to, const struct manifest *from, uint32_t number)
{
	for (size_t i = 0; i < from->file_count; i++) {
		const struct manifest_file *f = &from->files[i];
		if (number > 0 && !manifest_is_of_shard(f->path, number))
			continue;
		if (!manifest_add_file(to, f->path, f->size, &f->sha256))
			return false;
	}
	return true;
}

static bool list_old(const struct shards *s, const struct shards_old *old, struct manifest *m)
{
	for (size_t i = 0; i < s->old_count; i++) {
		const struct old_shard *shard = &s->old[i];
		struct manifest_shard entry = {shard->number, shard->left, shard->text_left,
			shard->seen.label, shard->seen.embargo};
		if (shard->now == shard->number &&
			!(manifest_add_shard(m, &entry) &&
				add_files(m, old->manifest, shard->number)))
			return false;
	}
	return true;
}

static bool list_all(
	const struct shards *s, const struct shards_old *old, struct manifest *m, struct error *err)
{
	bool ok = !old || list_old(s, old, m);
	for (size_t i = 0; ok && i < s->outputs.count; i++)
		ok = manifest_add_shard(m, &s->outputs.list[i]->shard) &&
		     add_files(m, &s->outputs.list[i]->sealed, 0);
	m->next_shard = s->outputs.next_shard;
	for (size_t i = 0; i < m->shard_count; i++) {
		m->articles += m->shards[i].articles;
		m->text_bytes += m->shards[i].text_bytes;
	}
	return ok || error_set_memory(err);
}

static bool is_linked(const void *context, uint32_t number)
{
	const struct shards *s = context;
	for (size_t i = 0; i < s->old_count; i++) {
		if (s->old[i].number == number)
			return s->old[i].now == number;
	}
	return false;
}

bool shards_finish(struct shards *s, const struct shards_old *old, struct manifest *m,
	struct lost *lost, struct error *err)
{
	for (size_t i = 0; i <= ASIDE; i++) {
		if (s->filling[i].batch && !queue_batch(s, &s->filling[i], err))
			return false;
	}
	if ((old && !place_old(s, old, err)) || !outputs_queue_all(&s->outputs, err) ||
		!pool_wait(s->options.pool, err) || !list_all(s, old, m, err))
		return false;
	return !old || (loss_collect(old, is_linked, s, lost, err) &&
			       deduction_write(old, lost, s->options.folder, m, err));
}

uint32_t shards_of_article(const void *context, const struct ledger_article *article)
{
	const struct shards *s = context;
	if (article->placement == PLACED_NEW)
		return s->batches[article->where]->output->shard.number;
	for (size_t i = 0; i < s->old_count; i++) {
		if (s->old[i].number == article->where)
			return s->old[i].now;
	}
	return 0;
}
