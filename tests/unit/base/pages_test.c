/* base: pages with checksums. */
#include "base/bytes.h"
#include "base/pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PAGES = 4, LEN = 3 * PAGES_BYTES + 10, WRONG = 2 };

static char bytes[LEN];
static char sums[PAGES * PAGES_SUM];

/* All pages are as written but WRONG. */
static void begin(struct pages *p)
{
	for (size_t i = 0; i < LEN; i++)
		bytes[i] = (char)(i * 7 + i / 251);
	for (size_t i = 0; i < PAGES; i++) {
		size_t end = (i + 1) * PAGES_BYTES < LEN ? (i + 1) * PAGES_BYTES : LEN;
		struct str page = str_slice(str_make(bytes, LEN), i * PAGES_BYTES, end);
		bytes_put_u32(sums + i * PAGES_SUM, pages_sum(page));
	}
	bytes[WRONG * PAGES_BYTES + 5] ^= 1;
	assert_true(pages_open(p, str_make(bytes, LEN), str_make(sums, sizeof sums)));
}

static void a_wrong_page_is_wrong_as_often_as_it_is_asked_for(void **state)
{
	(void)state;
	static const struct {
		uint64_t at, len;
		bool right;
	} cases[] = {
		{0, 1, true},
		{PAGES_BYTES - 1, 2, true},
		{LEN - 1, 1, true},
		/* The pages at both ends are checked by now. */
		{0, LEN, false},
		{0, LEN, false},
		{WRONG * PAGES_BYTES, 1, false},
		{WRONG * PAGES_BYTES - 1, 1, true},
		{WRONG * PAGES_BYTES - 1, 2, false},
		{3 * PAGES_BYTES - 1, 2, false},
		{3 * PAGES_BYTES, 10, true},
		{LEN, 0, true},
	};
	struct pages p;
	begin(&p);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(pages_are_right(&p, cases[i].at, cases[i].len), cases[i].right);
		assert_int_equal(pages_are_whole(&p), i < 3);
	}
	pages_close(&p);
}

static void one_may_look_at_a_wrong_page_and_ask_later(void **state)
{
	(void)state;
	struct pages p;
	begin(&p);
	for (size_t at = 0; at < WRONG * PAGES_BYTES; at += 100) {
		assert_ptr_equal(pages_look(&p, bytes + at, 50), bytes + at);
		assert_true(pages_are_whole(&p));
	}
	pages_look(&p, bytes + LEN - 1, 1);
	assert_true(pages_are_whole(&p));
	pages_look(&p, bytes + WRONG * PAGES_BYTES - 1, 2);
	assert_false(pages_are_whole(&p));
	assert_true(pages_are_right(&p, WRONG * PAGES_BYTES - 1, 1));
	assert_false(pages_are_right(&p, WRONG * PAGES_BYTES - 1, 2));
	pages_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wrong_page_is_wrong_as_often_as_it_is_asked_for),
		cmocka_unit_test(one_may_look_at_a_wrong_page_and_ask_later),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
