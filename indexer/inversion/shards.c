#include "indexer/inversion/shards.h"
#include "archive/folder.h"
#include "base/lang.h"
#include "indexer/inversion/batch.h"
#include "indexer/inversion/deduction.h"
#include "indexer/inversion/loss.h"
#include "indexer/inversion/need.h"
#include "indexer/inversion/output.h"

#include <stdio.h>
#include <stdlib.h>

struct shard_batch {
	struct batch *batch;
	struct output *output; /* NULL while it fills */
};

struct old_shard {
	uint32_t number;
	uint32_t now;       /* number of the shard that has its articles; 0: not decided */
	uint64_t documents; /* that it holds */
	uint64_t left;      /* of them, now */
	uint64_t text_left;
};

struct shards {
	struct shards_options options;
	struct gate *gate;
	struct shard_batch **batches;
	size_t batch_count;
	bool filling;     /* the last batch is not yet queued */
	struct need need; /* of that */
	struct output **outputs;
	size_t output_count;
	size_t output_queued; /* outputs before this one are being built */
	struct old_shard *old;
	size_t old_count;
	uint32_t next_shard;
};

struct shards *shards_new(const struct shards_options *options, struct error *err)
{
	struct shards *s = calloc(1, sizeof *s);
	if (s) {
		s->options = *options;
		s->next_shard = options->next_shard;
		s->gate = gate_new();
	}
	if (s && s->gate && need_open(&s->need))
		return s;
	if (s)
		gate_free(s->gate);
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
	for (size_t i = 0; i < s->output_count; i++)
		output_free(s->outputs[i]);
	free(s->batches);
	free(s->outputs);
	free(s->old);
	gate_free(s->gate);
	need_close(&s->need);
	free(s);
}

/* ---- Outputs ---- */

static struct output *add_output(struct shards *s, struct error *err)
{
	if (s->next_shard > MANIFEST_SHARD_MAX || s->output_count >= MANIFEST_SHARDS_MAX) {
		error_set(err, ERROR_LIMIT,
			SAY("kho đã dùng hết số thứ tự của các phân mảnh; hãy lập kho mới",
				"the archive has run out of numbers for shards; start a new one"));
		return NULL;
	}
	struct output **list = reallocarray(s->outputs, s->output_count + 1, sizeof *list);
	if (list)
		s->outputs = list;
	struct output *o =
		list ? output_new(s->options.folder, s->next_shard, s->gate, s->options.progress)
		     : NULL;
	if (!o) {
		error_set_memory(err);
		return NULL;
	}
	o->xapian_positions = s->options.xapian_positions;
	o->servable = s->options.servable;
	s->next_shard++;
	s->outputs[s->output_count++] = o;
	return o;
}

static bool build_output(void *worker, void *argument, struct error *err)
{
	return output_build(worker, argument, err);
}

/* Queues all outputs that were not yet. */
static bool queue_outputs(struct shards *s, struct error *err)
{
	while (s->output_queued < s->output_count) {
		struct output *o = s->outputs[s->output_queued++];
		progress_add_work(s->options.progress, output_work(o));
		if (!pool_submit(s->options.pool, build_output, o, output_need(o), err))
			return false;
	}
	return true;
}

/* The output that takes a part of ARTICLES more: the first of those not yet queued
   that has room. */
static struct output *output_for(struct shards *s, uint64_t articles, struct error *err)
{
	for (size_t i = s->output_queued; i < s->output_count; i++) {
		if (output_has_room(s->outputs[i], articles, s->options.shard_articles))
			return s->outputs[i];
	}
	return add_output(s, err);
}

/* ---- Batches ---- */

static bool build_batch(void *worker, void *argument, struct error *err)
{
	struct shard_batch *b = argument;
	bool ok = batch_build(worker, b->batch, err);
	output_ready(b->output);
	return ok;
}

static struct batch *new_batch(struct shards *s, struct error *err)
{
	char *path;
	struct shard_batch **list = reallocarray(s->batches, s->batch_count + 1, sizeof *list);
	if (list)
		s->batches = list;
	struct shard_batch *b = list ? calloc(1, sizeof *b) : NULL;
	if (b && asprintf(&path, "%s/batch-%06zu", s->options.folder, s->batch_count) >= 0)
		b->batch = batch_new(path, s->options.batch_articles, s->options.progress);
	if (!b || !b->batch) {
		free(b);
		error_set_memory(err);
		return NULL;
	}
	s->batches[s->batch_count++] = b;
	s->filling = true;
	need_reset(&s->need);
	return b->batch;
}

/* Queues the batch that was filling. When its shard is complete, that is queued too. */
static bool queue_batch(struct shards *s, struct error *err)
{
	struct shard_batch *b = s->batches[s->batch_count - 1];
	struct part part = {.path = strdup(b->batch->path),
		.articles = b->batch->count,
		.text_bytes = b->batch->text_bytes};
	s->filling = false;
	if (!part.path)
		return error_set_memory(err);
	if (s->output_queued < s->output_count &&
		!output_has_room(s->outputs[s->output_count - 1], part.articles,
			s->options.shard_articles) &&
		!queue_outputs(s, err)) {
		free(part.path);
		return false;
	}
	b->output = output_for(s, part.articles, err);
	if (!b->output) {
		free(part.path);
		return false;
	}
	output_add(b->output, &part, true);
	progress_add_work(s->options.progress, part.text_bytes);
	return pool_submit(s->options.pool, build_batch, b, b->batch->need, err);
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

/* The batch that takes R: the one that is filling, unless both together took too much memory. */
static struct batch *batch_for(struct shards *s, const struct record *r, struct error *err)
{
	struct batch *b = s->filling ? s->batches[s->batch_count - 1]->batch : new_batch(s, err);
	if (!b)
		return NULL;
	add_need(&s->need, r);
	if (b->count > 0 && need_total(&s->need) > s->options.batch_memory) {
		b = queue_batch(s, err) ? new_batch(s, err) : NULL;
		if (!b)
			return NULL;
		add_need(&s->need, r);
	}
	b->need = need_total(&s->need);
	b->large = b->need > s->options.batch_memory;
	return b;
}

bool shards_add(struct shards *s, const struct record *r, uint32_t *batch, struct error *err)
{
	struct batch *b = batch_for(s, r, err);
	if (!b || !batch_add(b, r, err))
		return false;
	*batch = (uint32_t)(s->batch_count - 1);
	return !batch_is_full(b) || queue_batch(s, err);
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
	struct output *o = output_for(s, shard->left, err);
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

/* Articles in the outputs that can still take parts. */
static uint64_t open_articles(const struct shards *s)
{
	uint64_t total = 0;
	for (size_t i = s->output_queued; i < s->output_count; i++)
		total += s->outputs[i]->shard.articles;
	return total;
}

/* The smallest shard that is whole and not yet placed. */
static struct old_shard *smallest_whole(struct shards *s)
{
	struct old_shard *best = NULL;
	for (size_t i = 0; i < s->old_count; i++) {
		struct old_shard *shard = &s->old[i];
		if (shard->now == 0 && shard->left == shard->documents &&
			(!best || shard->left < best->left))
			best = shard;
	}
	return best;
}

static bool join_small(struct shards *s, const struct shards_old *old, struct error *err)
{
	struct old_shard *shard;
	while (open_articles(s) > 0 && (shard = smallest_whole(s)) != NULL) {
		uint64_t total = open_articles(s);
		bool small = shard->left <= s->options.shard_articles / SMALL_SHARD ||
			     shard->left <= total;
		if (!small || shard->left + total > s->options.shard_articles)
			break;
		if (!join_old(s, old, shard, err))
			return false;
	}
	return true;
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
	if (!join_small(s, old, err))
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
		struct manifest_shard entry = {shard->number, shard->left, shard->text_left};
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
	for (size_t i = 0; ok && i < s->output_count; i++)
		ok = manifest_add_shard(m, &s->outputs[i]->shard) &&
		     add_files(m, &s->outputs[i]->sealed, 0);
	m->next_shard = s->next_shard;
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
	if (s->filling && !queue_batch(s, err))
		return false;
	if ((old && !place_old(s, old, err)) || !queue_outputs(s, err) ||
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
