/* archive/record: what is stored comes back; another version is refused. */
#include "archive/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void what_is_stored_comes_back(void **state)
{
	(void)state;
	struct str authors[] = {STR("Bùi Toàn"), STR("Hoàng Ly")};
	struct record_block blocks[] = {{ZONE_TITLE, STR("Cầu mới"), 0, false},
		{ZONE_BODY, STR("Cầu nối hai bờ sông."), RECORD_MAX_PAGE, true}};
	struct record in = {.id = STR("a.txt"),
		.path = STR("kho/a.txt"),
		.title = STR("Cầu mới"),
		.date = STR("2018-03-27"),
		.date_confidence = STR("medium"),
		.place = STR("Cao Bằng"),
		.issuer = STR("UBND tỉnh Cao Bằng"),
		.number = STR("12/TB-UBND"),
		.kind = STR("Thông báo"),
		.source = STR("TTXVN"),
		.url = STR("https://example.vn/a"),
		.image = STR("https://example.vn/a.jpg"),
		.encodings = STR("TCVN3, VNI"),
		.origins = {[RECORD_DATE] = STR("text"), [RECORD_IMAGE] = STR("page")},
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
	struct str *stored[RECORD_STRINGS], *wanted[RECORD_STRINGS];
	record_strings(&out, stored);
	record_strings(&in, wanted);
	for (size_t i = 0; i < RECORD_STRINGS; i++)
		assert_true(str_eq(*stored[i], *wanted[i]));
	assert_int_equal(out.author_count, 2);
	assert_true(str_eq(out.authors[1], authors[1]));
	assert_int_equal(out.block_count, 2);
	assert_true(str_eq(out.blocks[1].text, blocks[1].text));
	assert_int_equal(out.blocks[0].page, 0);
	assert_int_equal(out.blocks[1].page, RECORD_MAX_PAGE);
	assert_int_equal(out.blocks[1].zone, ZONE_BODY);
	assert_true(out.blocks[1].ocr && !out.blocks[0].ocr);
	for (size_t cut = 0; cut < bytes.len; cut++)
		assert_false(
			record_decode(str_slice(buf_str(&bytes), 0, cut), &memory, &out, &err));
	buf_free(&bytes);
	arena_free(&memory);
	record_encoder_free(encoder);
}

/* Whatever follows. */
static void another_version_is_refused(void **state)
{
	static const char bytes[] = {2, 'x'};
	struct arena memory = ARENA_INIT;
	struct record out;
	struct error err;
	(void)state;
	assert_false(record_decode(str_make(bytes, sizeof bytes), &memory, &out, &err));
	assert_int_equal(err.code, ERROR_VERSION);
	arena_free(&memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_stored_comes_back),
		cmocka_unit_test(another_version_is_refused),
	};
	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
