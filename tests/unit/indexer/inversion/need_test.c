/* indexer/inversion: what indexing takes of memory is known before, and is never less. */
#include "base/buf.h"
#include "indexer/inversion/need.h"
#include "indexer/work/memory.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static size_t need_of(struct need *n, struct str text)
{
	need_reset(n);
	need_add(n, text);
	return need_total(n);
}

/* TIMES words: numbers of five digits or more, with BEFORE and AFTER around them. */
static size_t need_of_words(
	struct need *n, const char *before, const char *after, unsigned times, bool same)
{
	struct buf text = BUF_INIT;
	for (unsigned i = 0; i < times; i++)
		buf_printf(&text, "%s%u%s", before, same ? 10000 : 10000 + i, after);
	assert_false(text.failed);
	size_t need = need_of(n, buf_str(&text));
	buf_free(&text);
	return need;
}

/* Measured of the indexer: bytes for each word that is new, at least. */
static void new_words_take_more(void **state)
{
	static const struct {
		const char *before, *after;
		size_t least;
	} cases[] = {{"", " ", 287}, {"a", " ", 287}, {"ab-", " ", 630}, {"a", "@b.vn ", 670},
		{"x", "\n", 287}};
	enum { WORDS = 100000 };
	struct need n;
	(void)state;
	assert_true(need_open(&n));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t fresh = need_of_words(&n, cases[i].before, cases[i].after, WORDS, false);
		size_t same = need_of_words(&n, cases[i].before, cases[i].after, WORDS, true);
		assert_true(fresh >= (size_t)WORDS * cases[i].least);
		assert_true(same < fresh / 3);
	}
	/* Where half of the bits are set, more may always be different. */
	size_t half = need_of_words(&n, "", " ", 900000, false);
	assert_true(half >= (size_t)900000 * 287);
	assert_int_equal(need_of(&n, STR("")), 0);
	need_close(&n);
}

static void memory_is_divided(void **state)
{
	static const struct {
		const char *text;
		uint64_t bytes; /* 0: refused */
	} sizes[] = {{"512MB", 512000000}, {"1GB", 1000000000}, {"256MiB", 256 << 20},
		{"200m", 200000000}, {"128000000", 128000000}, {"127MB", 0}, {"-1GB", 0}, {"", 0},
		{"1GBB", 0}, {"99999999999999999999", 0}, {"20000000000GB", 0}};
	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		uint64_t bytes = 0;
		bool ok = memory_read(sizes[i].text, &bytes);
		assert_int_equal(ok, sizes[i].bytes > 0);
		assert_true(!ok || bytes == sizes[i].bytes);
	}
	for (uint64_t memory = MEMORY_MIN; memory < UINT64_C(8000000000); memory += 99000001) {
		for (unsigned workers = 1; workers <= 256; workers *= 2) {
			struct memory_plan p = memory_divide(memory, workers);
			assert_true(p.workers >= 1 && p.workers <= workers);
			assert_true(p.article >= 8 << 20 && p.unpack >= 9 << 20);
			assert_true(p.batch >= 4 << 20 && p.batch <= p.jobs);
			assert_true(4 * p.article + p.unpack + p.jobs < memory);
			uint64_t more = memory_for(memory, workers, p.jobs + 1);
			assert_true(memory_divide(more, workers).jobs > p.jobs);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_words_take_more),
		cmocka_unit_test(memory_is_divided),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
