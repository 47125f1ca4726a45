/* archive/record: what is stored comes back, also from the version before. */
#include "archive/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <zstd.h>

static void what_is_stored_comes_back(void **state)
{
	(void)state;
	struct str authors[] = {STR("Bùi Toàn"), STR("Hoàng Ly")};
	struct record_block blocks[] = {
		{ZONE_TITLE, STR("Cầu mới")}, {ZONE_BODY, STR("Cầu nối hai bờ sông.")}};
	struct record in = {.id = STR("a.txt"),
		.path = STR("kho/a.txt"),
		.title = STR("Cầu mới"),
		.date = STR("2018-03-27"),
		.date_source = STR("text"),
		.place = STR("Cao Bằng"),
		.source = STR("TTXVN"),
		.url = STR("https://example.vn/a"),
		.encodings = STR("TCVN3, VNI"),
		.authors = authors,
		.author_count = 2,
		.blocks = blocks,
		.block_count = 2};
	struct record_encoder *encoder = record_encoder_new();
	struct buf bytes = BUF_INIT;
	struct arena memory = ARENA_INIT;
	struct record out;
	struct error err;
	assert_true(record_encode(encoder, &in, &bytes, &err));
	assert_true(record_decode(buf_str(&bytes), &memory, &out, &err));
	assert_true(str_eq(out.url, in.url));
	assert_true(str_eq(out.encodings, in.encodings));
	assert_int_equal(out.author_count, 2);
	assert_true(str_eq(out.authors[1], authors[1]));
	assert_int_equal(out.block_count, 2);
	assert_true(str_eq(out.blocks[1].text, blocks[1].text));
	for (size_t cut = 0; cut < bytes.len; cut++)
		assert_false(
			record_decode(str_slice(buf_str(&bytes), 0, cut), &memory, &out, &err));
	buf_free(&bytes);
	arena_free(&memory);
	record_encoder_free(encoder);
}

/* Version 1 had eight strings, then authors and blocks, and no encodings. */
static void the_version_before_is_read(void **state)
{
	(void)state;
	struct buf plain = BUF_INIT;
	char packed[256] = {1};
	struct arena memory = ARENA_INIT;
	struct record out;
	struct error err;
	for (int i = 0; i < 8; i++) {
		buf_append_u32(&plain, 1);
		buf_push(&plain, (char)('a' + i));
	}
	buf_append_u32(&plain, 0);
	buf_append_u32(&plain, 1);
	buf_append_u32(&plain, ZONE_BODY);
	buf_append_u32(&plain, 3);
	buf_append_c(&plain, "tin");
	size_t size = ZSTD_compress(packed + 1, sizeof packed - 1, plain.ptr, plain.len, 1);
	assert_false(ZSTD_isError(size));
	assert_true(record_decode(str_make(packed, size + 1), &memory, &out, &err));
	assert_true(str_eq(out.url, STR("h")));
	assert_int_equal(out.encodings.len, 0);
	assert_true(str_eq(out.blocks[0].text, STR("tin")));
	packed[0] = 3;
	assert_false(record_decode(str_make(packed, size + 1), &memory, &out, &err));
	assert_int_equal(err.code, ERROR_VERSION);
	buf_free(&plain);
	arena_free(&memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_stored_comes_back),
		cmocka_unit_test(the_version_before_is_read),
	};
	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
