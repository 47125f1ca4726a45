#include "article/readers/json_record.h"

#include "base/buf.h"
#include "base/lang.h"
#include "text/encoding/decode.h"

#include <yajl/yajl_parse.h>

enum { DEPTH_MAX = 64, VALUES_MAX = 1 << 16 };

/* Why we stopped a parse that yajl would have gone on with. */
enum stop { STOP_NONE, STOP_NOT_OBJECT, STOP_TOO_DEEP, STOP_TOO_MANY, STOP_MEMORY };

struct parse {
	struct str line;
	struct arena *memory;
	struct json_record *out;
	int key;                  /* the known key whose value we are in, or -1 */
	int depth;                /* of open objects and arrays */
	struct json_value **last; /* where the next value of the key goes */
	size_t values;
	enum stop stop;
};

static const struct str key_names[KEY_COUNT] = {
	[KEY_ID] = {"id", 2},
	[KEY_TITLE] = {"title", 5},
	[KEY_DATE] = {"date", 4},
	[KEY_SOURCE] = {"source", 6},
	[KEY_AUTHOR] = {"author", 6},
	[KEY_PLACE] = {"place", 5},
	[KEY_LEAD] = {"lead", 4},
	[KEY_BODY] = {"body", 4},
	[KEY_CAPTIONS] = {"captions", 8},
	[KEY_URL] = {"url", 3},
};

/* Callbacks return 0 to end the parse. */
static int stop(struct parse *p, enum stop why)
{
	p->stop = why;
	return 0;
}

/* Puts U+FFFD for what is no UTF-8: half a surrogate pair. */
static bool repair(struct str raw, struct buf *out, size_t *repaired)
{
	while (raw.len > 0) {
		size_t good = utf8_valid_prefix(raw);
		buf_append(out, str_slice(raw, 0, good));
		if (good == raw.len)
			break;
		buf_append_c(out, "\uFFFD");
		(*repaired)++;
		for (good++; good < raw.len && ((unsigned char)raw.ptr[good] & 0xC0) == 0x80;)
			good++;
		raw = str_slice(raw, good, raw.len);
	}
	return !out->failed;
}

/* Only a text with escapes is not in the line as it stands, and can be broken. */
static int keep(struct parse *p, struct str raw, struct str *text)
{
	struct buf repaired = BUF_INIT;
	bool borrowed = raw.ptr >= p->line.ptr && raw.ptr < p->line.ptr + p->line.len;
	bool ok = true;
	if (p->out->utf8 && !borrowed && utf8_valid_prefix(raw) < raw.len) {
		ok = repair(raw, &repaired, &p->out->repaired);
		raw = buf_str(&repaired);
	}
	*text = ok ? arena_str(p->memory, raw) : str_make(NULL, 0);
	buf_free(&repaired);
	return text->ptr ? 1 : stop(p, STOP_MEMORY);
}

static int on_text(struct parse *p, const char *ptr, size_t len)
{
	if (p->depth == 0)
		return stop(p, STOP_NOT_OBJECT);
	if (p->key < 0 || p->depth > 2 || len == 0)
		return 1;
	if (p->values++ == VALUES_MAX)
		return stop(p, STOP_TOO_MANY);
	struct json_value *value = arena_alloc(p->memory, sizeof *value);
	if (!value)
		return stop(p, STOP_MEMORY);
	*p->last = value;
	p->last = &value->next;
	return keep(p, str_make(ptr, len), &value->text);
}

static int on_string(void *context, const unsigned char *ptr, size_t len)
{
	return on_text(context, (const char *)ptr, len);
}

static int on_number(void *context, const char *ptr, size_t len)
{
	return on_text(context, ptr, len);
}

static int on_null(void *context)
{
	struct parse *p = context;
	return p->depth > 0 ? 1 : stop(p, STOP_NOT_OBJECT);
}

static int on_boolean(void *context, int value)
{
	(void)value;
	return on_null(context);
}

static int on_key(void *context, const unsigned char *ptr, size_t len)
{
	struct parse *p = context;
	if (p->depth != 1)
		return 1;
	p->key = -1;
	for (int i = 0; i < KEY_COUNT; i++) {
		if (str_eq(key_names[i], str_make((const char *)ptr, len)))
			p->key = i;
	}
	if (p->key < 0)
		return 1;
	p->last = &p->out->values[p->key];
	*p->last = NULL;
	return 1;
}

static int open_level(struct parse *p)
{
	return p->depth++ < DEPTH_MAX ? 1 : stop(p, STOP_TOO_DEEP);
}

static int on_start_map(void *context)
{
	struct parse *p = context;
	if (p->depth == 1)
		p->key = -1; /* an object as a value: what its texts mean we don't know */
	return open_level(p);
}

static int on_end(void *context)
{
	((struct parse *)context)->depth--;
	return 1;
}

static int on_start_array(void *context)
{
	struct parse *p = context;
	return p->depth > 0 ? open_level(p) : stop(p, STOP_NOT_OBJECT);
}

static const yajl_callbacks callbacks = {
	.yajl_null = on_null,
	.yajl_boolean = on_boolean,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_start_map,
	.yajl_map_key = on_key,
	.yajl_end_map = on_end,
	.yajl_start_array = on_start_array,
	.yajl_end_array = on_end,
};

static bool fail_stopped(const struct parse *p, struct error *err)
{
	switch (p->stop) {
	case STOP_NOT_OBJECT:
		return error_set(err, ERROR_INPUT,
			SAY("không phải là một đối tượng JSON; mỗi dòng phải có dạng {\"id\": …}",
				"this is no JSON object; every line must look like {\"id\": …}"));
	case STOP_TOO_DEEP:
		return error_set(err, ERROR_LIMIT,
			SAY("JSON lồng nhau quá %d lớp",
				"the JSON is nested more than %d levels deep"),
			DEPTH_MAX);
	case STOP_TOO_MANY:
		return error_set(err, ERROR_LIMIT,
			SAY("JSON có quá %d giá trị", "the JSON has more than %d values"),
			VALUES_MAX);
	default:
		return error_set_memory(err);
	}
}

/* The reason is yajl's own, in English; BEFORE is what it read without objection. */
static bool fail_syntax(yajl_handle handle, struct str before, struct error *err)
{
	size_t column = 1;
	for (size_t i = 0; i < before.len; i++)
		column += ((unsigned char)before.ptr[i] & 0xC0) != 0x80;
	unsigned char *text = yajl_get_error(handle, 0, NULL, 0);
	struct str reason = str_trim(str_from_c(text ? (const char *)text : "?"));
	error_set(err, ERROR_INPUT,
		SAY("gần cột %zu: JSON sai cú pháp (%.*s)", "near column %zu: broken JSON (%.*s)"),
		column, STR_ARG(reason));
	if (text)
		yajl_free_error(handle, text);
	return false;
}

bool json_record_read(
	struct str line, struct arena *memory, struct json_record *out, struct error *err)
{
	*out = (struct json_record){.utf8 = utf8_valid_prefix(line) == line.len};
	struct parse p = {.line = line, .memory = memory, .out = out, .key = -1};
	yajl_handle handle = yajl_alloc(&callbacks, NULL, &p);
	if (!handle)
		return error_set_memory(err);
	yajl_config(handle, yajl_dont_validate_strings, 1);
	yajl_status status = yajl_parse(handle, (const unsigned char *)line.ptr, line.len);
	size_t good = line.len;
	if (status == yajl_status_ok)
		status = yajl_complete_parse(handle);
	else
		good = yajl_get_bytes_consumed(handle);
	bool ok = status == yajl_status_ok;
	if (!ok && p.stop != STOP_NONE)
		fail_stopped(&p, err);
	else if (!ok)
		fail_syntax(handle, str_slice(line, 0, good < line.len ? good : line.len), err);
	yajl_free(handle);
	return ok;
}
