/* base: what a query may cost. */
#include "base/budget.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static void no_budget_has_no_limit(void **state)
{
	(void)state;
	assert_true(budget_take(NULL, UINT64_MAX));
	assert_false(budget_is_over(NULL));
	assert_true(budget_left(NULL) == UINT64_MAX);
	budget_share(NULL, 1);
	budget_end_share(NULL, BUDGET_WORK);
}

static void work_ends_where_it_is_used_up(void **state)
{
	(void)state;
	static const uint64_t all[] = {1, 99, 4096, 4097, 1000000};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		for (unsigned timed = 0; timed < 2; timed++) {
			struct budget b;
			budget_start(&b, all[i], timed ? 3600000 : 0);
			for (uint64_t k = 1; k < all[i]; k++)
				assert_true(budget_take(&b, 1));
			assert_true(budget_left(&b) == 1);
			assert_false(budget_is_over(&b));
			assert_int_equal(b.ends, BUDGET_LASTS);
			assert_false(budget_take(&b, 1));
			assert_true(budget_is_over(&b));
			assert_false(budget_take(&b, 0));
			assert_true(budget_left(&b) == 0);
			assert_int_equal(b.ends, BUDGET_WORK);
		}
	}
}

static void shares_follow_each_other(void **state)
{
	(void)state;
	struct budget b;
	budget_start(&b, 1050, 0);
	budget_share(&b, 60);
	assert_true(budget_left(&b) == 630);
	assert_false(budget_take(&b, 630));
	budget_share(&b, 80);
	assert_false(budget_is_over(&b));
	assert_true(budget_left(&b) == 210);
	assert_true(budget_take(&b, 10));
	/* The first one again: it is used up, and says so. */
	budget_share(&b, 60);
	assert_true(budget_is_over(&b));
	budget_share(&b, 100);
	assert_true(budget_left(&b) == 410);
	budget_end_share(&b, BUDGET_TIME);
	assert_true(budget_is_over(&b));
	assert_true(budget_left(&b) == 0);
	budget_share(&b, 100);
	budget_end_share(&b, BUDGET_WORK);
	assert_int_equal(b.ends, BUDGET_TIME);
}

static void the_greatest_numbers_do_not_wrap(void **state)
{
	(void)state;
	struct budget b;
	budget_start(&b, UINT64_MAX, UINT32_MAX);
	budget_share(&b, 60);
	assert_true(budget_left(&b) > UINT64_MAX / 2 && budget_left(&b) < UINT64_MAX / 3 * 2);
	assert_true(budget_take(&b, UINT64_MAX / 2));
	budget_share(&b, 100);
	assert_true(budget_left(&b) == UINT64_MAX - UINT64_MAX / 2);
}

static void time_ends_work(void **state)
{
	(void)state;
	const struct timespec pause = {.tv_nsec = 3000000};
	struct budget b;
	budget_start(&b, UINT64_MAX, 2);
	nanosleep(&pause, NULL);
	uint64_t taken = 0;
	while (budget_take(&b, 1))
		taken++;
	assert_int_equal(b.ends, BUDGET_TIME);
	assert_true(taken < 10000);
	budget_share(&b, 100);
	assert_true(budget_is_over(&b));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_budget_has_no_limit),
		cmocka_unit_test(work_ends_where_it_is_used_up),
		cmocka_unit_test(shares_follow_each_other),
		cmocka_unit_test(the_greatest_numbers_do_not_wrap),
		cmocka_unit_test(time_ends_work),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
