/* What lies in a person's own folders, and anybody may have written: saved searches, what was seen
 * of them, the last answer. Whatever the bytes, they are refused, or say what can be used. */
#include "query/saved/saved.h"
#include "query/saved/seen.h"
#include "query/showing/last.h"

#include "fuzz/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_saved(struct str text)
{
	struct saved saved;
	struct error err;
	if (saved_parse(text, "fuzz", &saved, &err)) {
		CHECK(saved.query && saved.grammar >= 1 && saved.grammar <= SAVED_GRAMMAR);
		CHECK(saved.settings.filter_count <= QUERY_MAX_FILTERS);
	}
	saved_free(&saved);
}

/* What is written for the rows of a file is whole. */
static void try_seen(struct str text)
{
	struct buf again = BUF_INIT;
	if (seen_is_whole(text)) {
		buf_append(&again, text);
		buf_push(&again, '\n');
		CHECK(!seen_is_whole(buf_str(&again)));
	}
	buf_free(&again);
}

static void try_last(struct str text)
{
	struct last_hit hit = {.file = {0}};
	struct error err;
	buf_append(&hit.file, text);
	if (last_find_in(&hit, STR(""), 1, &err)) {
		CHECK(hit.hit.id.len > 0 && hit.hit.id.ptr >= hit.file.ptr);
		CHECK(hit.hit.id.ptr + hit.hit.id.len <= hit.file.ptr + hit.file.len);
	}
	last_free(&hit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	try_saved(text);
	try_seen(text);
	try_last(text);
	return 0;
}
