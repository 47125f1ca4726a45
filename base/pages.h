/* Mapped bytes in pages, each with a checksum behind them, and checked when it is first looked at.
 * A reader either reads no page that is not as written, or reads on whatever it holds, and asks in
 * the end whether all of it was. */
#ifndef BASE_PAGES_H
#define BASE_PAGES_H

#include "base/str.h"

#include <stdint.h>

enum { PAGES_BYTES = 4096, PAGES_SUM = 4 };

/* Of a page: neither before it is looked at. */
enum { PAGES_CHECKED = 1, PAGES_WRONG = 2 };

struct pages {
	struct str bytes; /* of all pages, the last of which may be shorter; borrowed */
	struct str sums;  /* PAGES_SUM bytes for each page; borrowed */
	uint8_t *states;  /* of each page; behind them whether one was wrong; owned */
};

/* How many pages LEN bytes are. */
static inline uint64_t pages_count(uint64_t len)
{
	return len / PAGES_BYTES + (len % PAGES_BYTES > 0);
}

/* SUMS are those of all pages of BYTES. False when out of memory. */
bool pages_open(struct pages *p, struct str bytes, struct str sums);
void pages_close(struct pages *p);

/* Whether the LEN bytes at AT, which are some of P's, are in pages that are as written. */
bool pages_are_right(const struct pages *p, uint64_t at, uint64_t len);

/* For pages_look alone. */
void pages_check(const struct pages *p, size_t first, size_t last);

/* Has the LEN > 0 bytes at AT, which are some of P's, checked, and returns AT. */
static inline const char *pages_look(const struct pages *p, const char *at, size_t len)
{
	size_t first = (size_t)(at - p->bytes.ptr) / PAGES_BYTES;
	size_t last = (size_t)(at + len - 1 - p->bytes.ptr) / PAGES_BYTES;
	if (!(__atomic_load_n(&p->states[first], __ATOMIC_RELAXED) &
		    __atomic_load_n(&p->states[last], __ATOMIC_RELAXED)))
		pages_check(p, first, last);
	return at;
}

/* Whether all that was looked at is what was written. */
bool pages_are_whole(const struct pages *p);

/* The checksum of PAGE, of PAGES_BYTES or the last one, as the file holds it. */
uint32_t pages_sum(struct str page);

#endif
