#include "base/pages.h"
#include "base/bytes.h"
#include "base/checksum.h"

#include <stdlib.h>

bool pages_open(struct pages *p, struct str bytes, struct str sums)
{
	*p = (struct pages){bytes, sums, calloc(pages_count(bytes.len) + 1, 1)};
	return p->states != NULL;
}

void pages_close(struct pages *p)
{
	free(p->states);
	p->states = NULL;
}

uint32_t pages_sum(struct str page)
{
	return (uint32_t)checksum_of(page);
}

/* Checks page I and returns its state. Two threads may both do so. */
static uint8_t check(const struct pages *p, size_t i)
{
	uint8_t state = PAGES_CHECKED;
	size_t at = i * PAGES_BYTES;
	size_t left = p->bytes.len - at;
	struct str page = str_make(p->bytes.ptr + at, left < PAGES_BYTES ? left : PAGES_BYTES);
	if (pages_sum(page) != bytes_u32(p->sums.ptr + i * PAGES_SUM)) {
		state |= PAGES_WRONG;
		__atomic_store_n(&p->states[pages_count(p->bytes.len)], state, __ATOMIC_RELAXED);
	}
	__atomic_store_n(&p->states[i], state, __ATOMIC_RELAXED);
	return state;
}

void pages_check(const struct pages *p, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		check(p, i);
}

bool pages_are_right(const struct pages *p, uint64_t at, uint64_t len)
{
	bool ok = true;
	uint64_t end = pages_count(at + len);
	for (uint64_t i = at / PAGES_BYTES; ok && i < end; i++) {
		uint8_t state = __atomic_load_n(&p->states[i], __ATOMIC_RELAXED);
		ok = !((state ? state : check(p, i)) & PAGES_WRONG);
	}
	return ok;
}

bool pages_are_whole(const struct pages *p)
{
	return !__atomic_load_n(&p->states[pages_count(p->bytes.len)], __ATOMIC_RELAXED);
}
