/* Any bytes as a stored record, as they are, or, where the first is odd, packed, so that what
 * unpacks can be anything: it is refused, or says the same once it was written again. */
#include "archive/record.h"
#include "fuzz/file.h"

#include <zstd.h>

static void look_at(struct record *r)
{
	struct str *strings[RECORD_STRINGS];
	record_strings(r, strings);
	for (size_t i = 0; i < RECORD_STRINGS; i++)
		touch_all(*strings[i]);
	for (size_t i = 0; i < r->author_count; i++)
		touch_all(r->authors[i]);
	for (size_t i = 0; i < r->block_count; i++) {
		touch_all(r->blocks[i].text);
		CHECK(r->blocks[i].page <= RECORD_MAX_PAGE);
	}
}

static void check_same(struct record *a, struct record *b)
{
	struct str *x[RECORD_STRINGS];
	struct str *y[RECORD_STRINGS];
	record_strings(a, x);
	record_strings(b, y);
	for (size_t i = 0; i < RECORD_STRINGS; i++)
		CHECK(str_eq(*x[i], *y[i]));
	CHECK(a->author_count == b->author_count && a->block_count == b->block_count);
	for (size_t i = 0; i < a->block_count; i++)
		CHECK(str_eq(a->blocks[i].text, b->blocks[i].text));
}

/* The version that is written, with BYTES packed behind it. */
static void pack(const char *version, struct str bytes, struct buf *out)
{
	buf_append(out, str_make(version, 1));
	size_t most = ZSTD_compressBound(bytes.len);
	CHECK(buf_reserve(out, most));
	size_t size = ZSTD_compress(out->ptr + 1, most, bytes.ptr, bytes.len, 1);
	CHECK(!ZSTD_isError(size));
	out->len += size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct record_encoder *encoder;
	static struct buf again;
	struct arena memory = ARENA_INIT;
	struct record r = {0};
	struct buf bytes = BUF_INIT;
	struct error err;
	if (!encoder)
		encoder = record_encoder_new();
	CHECK(encoder && record_encode(encoder, &r, &again, &err));
	struct str rest = str_make((const char *)data, size);
	if (size > 0 && data[0] % 2 == 1)
		pack(again.ptr, str_slice(rest, 1, size), &bytes);
	else
		buf_append(&bytes, rest);
	if (record_decode(buf_str(&bytes), &memory, &r, &err)) {
		struct record second;
		look_at(&r);
		CHECK(record_encode(encoder, &r, &again, &err));
		CHECK(record_decode(buf_str(&again), &memory, &second, &err));
		check_same(&r, &second);
	}
	buf_free(&bytes);
	arena_free(&memory);
	return 0;
}
