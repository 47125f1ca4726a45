/* What a query may cost.
 *
 * Work is counted, not timed, so that an answer is the same every time and on every machine: a
 * posting that is read, a document or a position of a list, so and so many bytes of a record.
 * A clock stands behind it as the last resort. Where either ends, whoever works stops and leaves
 * what was found so far; the budget says why.
 *
 * The whole is given out in shares: what comes first can't leave nothing for what comes last.
 *
 * NULL stands for a budget without limits. A budget belongs to one thread. */
#ifndef BASE_BUDGET_H
#define BASE_BUDGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What ended a share, the lesser reason first. */
enum budget_end {
	BUDGET_LASTS = 0,
	BUDGET_WORK,
	BUDGET_TIME /* may be another on a slower machine */
};

struct budget {
	uint64_t most;        /* work, in all */
	uint64_t done;        /* so far */
	int64_t start_ns;     /* of CLOCK_MONOTONIC */
	int64_t timeout_ns;   /* in all; 0: none */
	enum budget_end ends; /* the greatest reason for which a share ended so far */
	int stop;             /* budget_stop was called */

	/* The share at hand. */
	bool is_over;
	uint64_t share;      /* ends when so much is done */
	uint64_t look;       /* the clock is looked at when so much is done, or it ends */
	int64_t deadline_ns; /* ends then */
};

/* Begins a budget of MOST work and TIMEOUT_MS milliseconds, 0: no limit of time. All of it is
   the share at hand. */
void budget_start(struct budget *b, uint64_t most, uint32_t timeout_ms);

/* Begins a share: until PERCENT of the whole are used up, of work or time. What others left
   over of theirs is in it. */
void budget_share(struct budget *b, unsigned percent);

/* Whether the share at hand has ended. */
static inline bool budget_is_over(const struct budget *b)
{
	return b && b->is_over;
}

/* Work that the share at hand has left. */
uint64_t budget_left(const struct budget *b);

/* The rest of budget_take. */
bool budget_look(struct budget *b);

/* Counts WORK that is done or about to be. False where the share at hand has ended. */
static inline bool budget_take(struct budget *b, uint64_t work)
{
	if (!b)
		return true;
	b->done += work;
	return b->done < b->look || budget_look(b);
}

/* Ends B, all its shares, as soon as somebody looks: as if its time were over. May be called from a
   signal handler, or another thread; of a budget that is yet to begin it ends nothing. */
void budget_stop(struct budget *b);

/* Ends the share at hand: what follows would not fit. */
void budget_end_share(struct budget *b, enum budget_end why);

#ifdef __cplusplus
}
#endif

#endif
