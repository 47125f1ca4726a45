/* text: signatures of texts by the runs of words that they share. */
#include "text/shingle/shingle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* The signature of words FROM, FROM + 1 … TO - 1, of which each CHANGED-th is another. */
static struct signature sign(uint64_t from, uint64_t to, uint64_t changed)
{
	static const uint64_t STEP = UINT64_C(0xBF58476D1CE4E5B9);
	struct shingler s;
	struct signature out;
	shingler_begin(&s);
	for (uint64_t i = from; i < to; i++)
		shingler_add(&s, (changed && i % changed == 0 ? ~i : i) * STEP);
	shingler_end(&s, &out);
	return out;
}

static size_t shared(const struct signature *a, const struct signature *b)
{
	size_t count = 0;
	for (size_t i = 0; i < a->count; i++) {
		for (size_t k = 0; k < b->count; k++)
			count += a->hashes[i] == b->hashes[k];
	}
	return count;
}

static void a_signature_ascends(void **state)
{
	(void)state;
	static const size_t words[] = {5, 6, 20, 36, 37, 400, 5000};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct signature s = sign(0, words[i], 0);
		size_t runs = words[i] - SHINGLE_WORDS + 1;
		assert_int_equal(s.count, runs < SIGNATURE_HASHES ? runs : SIGNATURE_HASHES);
		for (size_t k = 1; k < s.count; k++)
			assert_true(s.hashes[k] > s.hashes[k - 1]);
	}
	for (size_t i = 0; i < SHINGLE_WORDS; i++) {
		struct signature s = sign(0, i, 0);
		assert_int_equal(s.count, 0);
	}
}

/* A run is the same wherever it stands, and however often. */
static void a_run_is_told_by_its_words_alone(void **state)
{
	(void)state;
	struct signature inside = sign(100, 100 + SHINGLE_WORDS, 0);
	for (uint64_t before = 0; before < 20; before++) {
		struct signature s = sign(100 - before, 120, 0);
		assert_int_equal(shared(&s, &inside), s.count > 0);
	}
	struct shingler s;
	struct signature again;
	shingler_begin(&s);
	for (int i = 0; i < 1000; i++)
		shingler_add(&s, 7);
	shingler_end(&s, &again);
	assert_int_equal(again.count, 1);
}

static void texts_that_are_alike_share_hashes(void **state)
{
	(void)state;
	struct signature text = sign(0, 400, 0);
	struct signature same = sign(0, 400, 0);
	struct signature changed = sign(0, 400, 10);
	struct signature other = sign(1000, 1400, 0);
	assert_int_equal(shared(&text, &same), SIGNATURE_HASHES);
	assert_in_range(shared(&text, &changed), 4, SIGNATURE_HASHES - 1);
	assert_int_equal(shared(&text, &other), 0);
}

static void a_signature_comes_back(void **state)
{
	(void)state;
	static const uint64_t words[] = {0, 5, 12, 400};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char bytes[SIGNATURE_MAX];
		struct signature s = sign(0, words[i], 0);
		struct signature back;
		signature_take(bytes, signature_put(&s, bytes), &back);
		assert_int_equal(back.count, s.count);
		assert_memory_equal(back.hashes, s.hashes, s.count * sizeof *s.hashes);
	}
	char more[2 * SIGNATURE_MAX + 3] = {0};
	struct signature most;
	signature_take(more, sizeof more, &most);
	assert_int_equal(most.count, SIGNATURE_HASHES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signature_ascends),
		cmocka_unit_test(a_run_is_told_by_its_words_alone),
		cmocka_unit_test(texts_that_are_alike_share_hashes),
		cmocka_unit_test(a_signature_comes_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
