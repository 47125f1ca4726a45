/* .json and .jsonl: an article an object. */
#include "article/input/objects.h"
#include "article/readers/formats.h"
#include "article/readers/json_record.h"
#include "article/readers/record.h"

#include <stdlib.h>

struct json_reader {
	struct objects objects;
	struct json_parser parser;
	struct record_maker maker;
	bool (*is_known)(void *context, const struct checksum128 *raw, uint64_t line);
	void *context;
	uint64_t raw_seed;
	struct unused_keys *unused; /* borrowed */
	uint64_t line;              /* of the last article */
	bool ended;
};

static void json_close(void *state)
{
	struct json_reader *r = state;
	objects_close(&r->objects);
	json_parser_close(&r->parser);
	record_maker_free(&r->maker);
	free(r);
}

static bool is_body_key(void *context, struct str key)
{
	const struct json_parser *p = context;
	return key_use_of(p->map, key).field == FIELD_BODY;
}

static bool open_parts(struct json_reader *r, const struct article_file *file, struct error *err)
{
	if (!json_parser_open(&r->parser, file->map, err))
		return false;
	struct input_file input = article_file_input(file);
	if (objects_open(&r->objects, &input, article_file_max(file), err))
		return true;
	json_parser_close(&r->parser);
	return false;
}

static void *json_open(const struct article_file *file, struct error *err)
{
	struct json_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	if (!open_parts(r, file, err)) {
		free(r);
		return NULL;
	}
	r->unused = file->unused;
	r->is_known = file->is_known;
	r->context = file->context;
	r->raw_seed = file->raw_seed;
	r->objects.is_body_key = is_body_key;
	r->objects.context = &r->parser;
	r->maker = (struct record_maker){
		.input = &r->objects.window.input, .path = str_from_c(file->path)};
	return r;
}

static bool build(
	struct json_reader *r, struct str object, struct article *a, struct article_problem *p)
{
	struct given given = {.memory = &a->memory, .unused = r->unused};
	size_t repaired;
	return json_record_read(
		       &r->parser, object, r->objects.line, &given, &repaired, &p->error) &&
	       record_make(&r->maker, &given, object, repaired, a, p);
}

/* Several articles of one line are told apart by numbers of their own. */
static uint64_t next_line(struct json_reader *r)
{
	r->line = r->objects.line > r->line ? r->objects.line : r->line + 1;
	return r->line;
}

/* The next object that has to be read. */
static enum objects_step next_unknown(
	struct json_reader *r, struct str *object, struct article *out, struct article_problem *p)
{
	for (;;) {
		enum objects_step step = objects_next(&r->objects, object, &p->error);
		if (step != OBJECTS_READ)
			return step;
		out->line = next_line(r);
		if (!r->is_known)
			return step;
		out->raw = checksum128_seeded(*object, r->raw_seed);
		if (!r->is_known(r->context, &out->raw, out->line))
			return step;
	}
}

static enum article_step json_next(void *state, struct article *out, struct article_problem *p)
{
	struct json_reader *r = state;
	struct str object;
	if (r->ended)
		return ARTICLE_END;
	switch (next_unknown(r, &object, out, p)) {
	case OBJECTS_READ:
		return build(r, object, out, p) ? ARTICLE_READ : record_skip(r->objects.line, p);
	case OBJECTS_SKIPPED:
		return record_skip(r->objects.line, p);
	case OBJECTS_BROKEN:
		r->ended = true;
		return record_break(r->objects.line, p);
	case OBJECTS_END:
		break;
	}
	r->ended = true;
	return ARTICLE_END;
}

static enum ceiling json_ceiling(const void *state)
{
	const struct json_reader *r = state;
	return r->objects.window.input.ceiling;
}

const struct reader_ops json_reader_ops = {json_open, json_next, json_ceiling, json_close, NULL};
