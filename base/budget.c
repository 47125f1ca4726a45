#include "base/budget.h"

#include <time.h>

/* Work between two looks at the clock: a tenth of a millisecond's, or less. */
enum { LOOK_EVERY = 4096 };

static int64_t now_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void budget_start(struct budget *b, uint64_t most, uint32_t timeout_ms)
{
	b->most = most;
	b->done = 0;
	b->start_ns = now_ns();
	b->timeout_ns = (int64_t)timeout_ms * 1000000;
	b->ends = BUDGET_LASTS;
	__atomic_store_n(&b->stop, 0, __ATOMIC_RELAXED); /* which others set */
	budget_share(b, 100);
}

static void look_later(struct budget *b)
{
	b->look = b->share;
	if (b->share - b->done > LOOK_EVERY)
		b->look = b->done + LOOK_EVERY;
}

void budget_share(struct budget *b, unsigned percent)
{
	if (!b)
		return;
	/* By hundredths, as most times percent may be too large a number. */
	b->share = b->most / 100 * percent + b->most % 100 * percent / 100;
	b->deadline_ns = b->start_ns + b->timeout_ns / 100 * percent;
	b->is_over = false;
	b->look = 0;
	budget_look(b);
}

uint64_t budget_left(const struct budget *b)
{
	if (!b)
		return UINT64_MAX;
	return b->is_over || b->done >= b->share ? 0 : b->share - b->done;
}

void budget_end_share(struct budget *b, enum budget_end why)
{
	if (!b)
		return;
	b->is_over = true;
	b->look = 0;
	if (b->ends < why)
		b->ends = why;
}

void budget_stop(struct budget *b)
{
	__atomic_store_n(&b->stop, 1, __ATOMIC_RELAXED);
}

bool budget_look(struct budget *b)
{
	if (b->is_over)
		return false;
	if (b->done >= b->share)
		budget_end_share(b, BUDGET_WORK);
	else if (__atomic_load_n(&b->stop, __ATOMIC_RELAXED) ||
		 (b->timeout_ns > 0 && now_ns() >= b->deadline_ns))
		budget_end_share(b, BUDGET_TIME);
	else
		look_later(b);
	return !b->is_over;
}
