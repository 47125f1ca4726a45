/* text/encoding/letters: any bytes come back; a letter is a byte. */
#include "text/encoding/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROOM = 4096 };

static size_t comes_back(struct str bytes)
{
	char packed[ROOM], again[ROOM];
	assert_true(letters_most(bytes.len) <= sizeof packed);
	size_t size = letters_pack(bytes, packed);
	assert_true(size <= letters_most(bytes.len));
	assert_true(letters_unpack(str_make(packed, size), again, bytes.len));
	assert_memory_equal(again, bytes.ptr, bytes.len);
	/* Another size is told, whichever. */
	assert_false(letters_unpack(str_make(packed, size), again, bytes.len + 1));
	assert_true(
		bytes.len == 0 || !letters_unpack(str_make(packed, size), again, bytes.len - 1));
	return size;
}

static void a_letter_is_a_byte(void **state)
{
	static const struct {
		struct str text;
		size_t size;
	} cases[] = {
		{STR_INIT(""), 0},
		{STR_INIT("Ha Noi\n\t\r"), 9},
		{STR_INIT("Đường Ỷ Lan, ngõ 5"), 18},
		{STR_INIT("“Hà Nội” – ‘Huế’…"), 17},
		{STR_INIT("ỵỸđĐÀ"), 5},
		{STR_INIT("½"), 4},            /* no letter of ours: each byte behind an escape */
		{STR_INIT("e\xcc\x81"), 5},    /* nor a mark of its own */
		{STR_INIT("日"), 6},           /* of three bytes, outside the table */
		{STR_INIT("\xc4"), 2},         /* half a letter */
		{STR_INIT("\xe1\xba"), 4},     /* two thirds of one */
		{STR_INIT("\xe0\x83\xa0"), 6}, /* à in three bytes is no à */
		{STR_INIT("\xc1\x81"), 4},     /* nor A in two an A */
		{STR_INIT("\x0d\x0e\x1a\x1b\x1c"), 8},
		{STR_INIT("\xff\xfe\x80"), 6},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(comes_back(cases[i].text), cases[i].size);
}

static void any_bytes_come_back(void **state)
{
	unsigned seed = 12;
	char bytes[ROOM / 2];
	(void)state;
	for (size_t round = 0; round < 2000; round++) {
		size_t len = (size_t)rand_r(&seed) % sizeof bytes;
		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)(round % 2 ? rand_r(&seed)
						    : "ảế\x0e\x1bẤ–ab\xe1"[rand_r(&seed) % 16]);
		comes_back(str_make(bytes, len));
	}
}

static void a_last_escape_is_refused(void **state)
{
	char out[4];
	(void)state;
	assert_false(letters_unpack(STR("a\x1b"), out, 1));
	assert_false(letters_unpack(STR("a\x1b"), out, 2));
	assert_true(letters_unpack(STR("a\x1b\x1b"), out, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_is_a_byte),
		cmocka_unit_test(any_bytes_come_back),
		cmocka_unit_test(a_last_escape_is_refused),
	};
	return cmocka_run_group_tests_name("letters", tests, NULL, NULL);
}
