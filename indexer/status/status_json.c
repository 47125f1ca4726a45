#include "archive/audience/audience.h"
#include "archive/versions/versions.h"
#include "base/moment.h"
#include "indexer/json.h"
#include "indexer/status/status.h"

#include <time.h>

/* 0 is none. */
static json_t *moment(int64_t seconds)
{
	char out[MOMENT_SIZE];
	return seconds > 0 && moment_write(seconds, out) ? json_string(out) : json_null();
}

static json_t *whole(uint64_t n)
{
	return json_integer((json_int_t)n);
}

static json_t *text(const char *s)
{
	return json_of_text(str_from_c(s));
}

static json_t *sources_of(const struct manifest *m)
{
	json_t *out = json_array();
	for (size_t i = 0; i < m->source_count; i++) {
		const struct manifest_source *source = &m->sources[i];
		bool told = source->encoding != ENCODING_DETECT;
		json_t *object = json_pack("{s:o, s:o, s:s, s:s, s:o}", "path", text(source->path),
			"label", text(source->label), "ids", source->ids_by_file ? "file" : "given",
			"encoding", told ? encoding_name(source->encoding) : "auto", "map",
			text(source->map));
		json_array_append_new(out, object);
	}
	return out;
}

static json_t *pinned_of(const struct keeping *k)
{
	json_t *out = json_array();
	for (size_t i = 0; i < k->pinned.count; i++)
		json_array_append_new(out, json_integer(k->pinned.numbers[i]));
	return out;
}

static json_t *last_of(const struct last_run *last)
{
	if (!last->there)
		return json_null();
	json_t *out = json_pack("{s:o, s:o, s:s}", "started", moment(last->started), "finished",
		moment(last->finished), "result", *last->result ? last->result : "unknown");
	if (last->finished > 0)
		json_object_set_new(
			out, "age_s", json_integer((json_int_t)(time(NULL) - last->finished)));
	json_object_set_new(out, "skipped", whole(last->skipped));
	if (*last->why)
		json_object_set_new(out, "why", text(last->why));
	return out;
}

static json_t *dictionaries_of(const struct dictionaries *all)
{
	json_t *array = json_array();
	for (size_t i = 0; i < all->count; i++) {
		const struct dictionary *d = &all->items[i];
		json_t *one = json_pack("{s:o, s:I, s:I}", "path", text(d->path), "groups",
			(json_int_t)d->groups, "problems", (json_int_t)d->problems);
		if (d->problems > 0)
			json_object_set_new(one, "problem", text(d->problem));
		json_array_append_new(array, one);
	}
	return array;
}

static json_t *history_of(const struct manifest *m)
{
	uint64_t bytes, count = versions_listed(m, &bytes);
	return json_pack("{s:i, s:o, s:o}", "days", (int)m->history_days, "versions", whole(count),
		"bytes", whole(bytes));
}

/* Who asks, and how many articles each sees now. */
static json_t *audiences_of(const struct manifest *m)
{
	json_t *array = json_array();
	for (size_t i = 0; i < m->audience_count; i++) {
		const struct manifest_audience *a = &m->audiences[i];
		json_array_append_new(
			array, json_pack("{s:o, s:o, s:o}", "name", text(a->name), "labels",
				       text(a->labels), "articles",
				       whole(audience_articles(m, a, (int64_t)time(NULL)))));
	}
	return array;
}

bool status_print_json(const struct status *s)
{
	const struct manifest *m = &s->published.manifest;
	json_t *root = json_pack("{s:o, s:s, s:I, s:o}", "archive", text(s->archive), "id",
		m->archive, "generation", (json_int_t)m->generation, "created", moment(m->created));
	json_object_set_new(root, "articles", whole(m->articles));
	json_object_set_new(root, "files", whole(m->source_files));
	json_object_set_new(root, "text_bytes", whole(m->text_bytes));
	json_object_set_new(root, "index_bytes", whole(manifest_total_size(m)));
	json_object_set_new(root, "shards", whole(m->shard_count));
	json_object_set_new(root, "history", history_of(m));
	json_object_set_new(root, "sources", sources_of(m));
	if (m->audience_count > 0)
		json_object_set_new(root, "audiences", audiences_of(m));
	json_object_set_new(root, "trusted", json_boolean(s->distrust.len == 0));
	if (s->distrust.len > 0)
		json_object_set_new(root, "distrust", text(s->distrust.ptr));
	json_object_set_new(root, "learned_from",
		json_pack("{s:i, s:i}", "words", lexicon_learned_from(s->least.words), "pairs",
			lexicon_learned_from(s->least.counts)));
	json_object_set_new(root, "dictionaries", dictionaries_of(&s->dictionaries));
	json_object_set_new(root, "keep", json_integer(s->keeping.keep));
	json_object_set_new(root, "pinned", pinned_of(&s->keeping));
	json_object_set_new(root, "held", json_boolean(s->keeping.held));
	json_object_set_new(root, "last_run", last_of(&s->last));
	return json_print_line(root);
}
