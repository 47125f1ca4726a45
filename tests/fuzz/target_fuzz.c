/* Any bytes as the address that a visitor asks for: it is refused, or all of it is UTF-8 without
 * NUL, and the request that it means is one line of JSON that says the same. */
#include "fuzz/check.h"
#include "text/syllable/utf8.h"
#include "web/request/route.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(struct str s)
{
	CHECK(utf8_valid_prefix(s) == s.len);
	CHECK(s.len == 0 || !memchr(s.ptr, '\0', s.len));
}

static void check_line(const struct asked *a)
{
	struct buf line = BUF_INIT;
	asked_line(a, 7, &line);
	CHECK(!line.failed && !memchr(line.ptr, '\n', line.len));
	json_t *read = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES, NULL);
	CHECK(read && json_integer_value(json_object_get(read, "id")) == 7);
	CHECK(json_object_del(read, "id") == 0 && json_equal(read, a->request));
	json_decref(read);
	buf_free(&line);
}

/* What is encoded means the same again. */
static void check_encoded(const struct target *t)
{
	static struct target again;
	struct buf raw = BUF_INIT;
	struct error err;
	target_encode(&raw, t->path, false);
	for (size_t i = 0; i < t->count; i++) {
		buf_push(&raw, i > 0 ? '&' : '?');
		target_encode(&raw, t->parameters[i].name, true);
		buf_push(&raw, '=');
		target_encode(&raw, t->parameters[i].value, true);
	}
	if (target_read(buf_str(&raw), &again, &err)) {
		CHECK(str_eq(again.path, t->path) && again.count == t->count);
		for (size_t i = 0; i < t->count; i++)
			CHECK(str_eq(again.parameters[i].value, t->parameters[i].value));
	} else {
		CHECK(err.code == ERROR_LIMIT);
	}
	target_free(&again);
	buf_free(&raw);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct target t;
	struct asked a;
	struct error err = {.code = ERROR_NONE};
	if (!target_read(str_make((const char *)data, size), &t, &err)) {
		CHECK(err.code == ERROR_INPUT || err.code == ERROR_LIMIT);
		target_free(&t);
		return 0;
	}
	check_text(t.path);
	for (size_t i = 0; i < t.count; i++) {
		check_text(t.parameters[i].name);
		check_text(t.parameters[i].value);
	}
	check_encoded(&t);
	if (asked_read(&t, "vi", &a, &err)) {
		if (a.request)
			check_line(&a);
	} else {
		CHECK(err.code == ERROR_NOT_FOUND || err.code == ERROR_USAGE);
	}
	asked_free(&a);
	target_free(&t);
	return 0;
}
