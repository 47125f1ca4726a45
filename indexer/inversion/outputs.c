#include "indexer/inversion/outputs.h"

#include "base/lang.h"

#include <stdlib.h>

bool outputs_open(struct outputs *os, const struct shards_options *options)
{
	*os = (struct outputs){
		.options = options, .gate = gate_new(), .next_shard = options->next_shard};
	return os->gate != NULL;
}

void outputs_close(struct outputs *os)
{
	for (size_t i = 0; i < os->count; i++)
		output_free(os->list[i]);
	free(os->list);
	gate_free(os->gate);
}

static struct output *add(struct outputs *os, const struct visibility *seen, struct error *err)
{
	if (os->next_shard > MANIFEST_SHARD_MAX || os->count >= MANIFEST_SHARDS_MAX) {
		error_set(err, ERROR_LIMIT,
			SAY("kho đã dùng hết số thứ tự của các phân mảnh; hãy lập kho mới",
				"the archive has run out of numbers for shards; start a new one"));
		return NULL;
	}
	struct output **list = reallocarray(os->list, os->count + 1, sizeof *list);
	if (list)
		os->list = list;
	struct output *o = list ? output_new(os->options->folder, os->next_shard, seen, os->gate,
					  os->options->progress)
				: NULL;
	if (!o) {
		error_set_memory(err);
		return NULL;
	}
	o->xapian_positions = os->options->xapian_positions;
	o->servable = os->options->servable;
	os->next_shard++;
	list[os->count++] = o;
	return o;
}

struct output *outputs_for(
	struct outputs *os, const struct visibility *seen, uint64_t articles, struct error *err)
{
	for (size_t i = 0; i < os->count; i++) {
		if (output_is_open(os->list[i], seen) &&
			output_has_room(os->list[i], articles, os->options->shard_articles))
			return os->list[i];
	}
	return add(os, seen, err);
}

static bool build(void *worker, void *argument, struct error *err)
{
	return output_build(worker, argument, err);
}

static bool queue(struct outputs *os, struct output *o, struct error *err)
{
	o->queued = true;
	progress_add_work(os->options->progress, output_work(o));
	return pool_submit(os->options->pool, build, o, output_need(o), err);
}

bool outputs_queue_full(
	struct outputs *os, const struct visibility *seen, uint64_t articles, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < os->count; i++) {
		struct output *o = os->list[i];
		if (output_is_open(o, seen) &&
			!output_has_room(o, articles, os->options->shard_articles))
			ok = queue(os, o, err);
	}
	return ok;
}

bool outputs_queue_all(struct outputs *os, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < os->count; i++)
		ok = os->list[i]->queued || queue(os, os->list[i], err);
	return ok;
}
