#include "base/pages.h"
#include "base/bytes.h"
#include "base/checksum.h"

#include <stdlib.h>

bool pages_open(struct pages *p, struct str bytes, struct str sums)
{
	*p = (struct pages){bytes, sums, calloc(pages_count(bytes.len) + 1, 1)};
	return p->is_checked != NULL;
}

void pages_close(struct pages *p)
{
	free(p->is_checked);
	p->is_checked = NULL;
}

static uint32_t sum_of(struct str page)
{
	return (uint32_t)checksum_of(page);
}

/* Two threads may both check a page. */
void pages_check(const struct pages *p, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++) {
		size_t at = i * PAGES_BYTES;
		size_t left = p->bytes.len - at;
		struct str page =
			str_make(p->bytes.ptr + at, left < PAGES_BYTES ? left : PAGES_BYTES);
		if (sum_of(page) != bytes_u32(p->sums.ptr + i * PAGES_SUM))
			__atomic_store_n(
				&p->is_checked[pages_count(p->bytes.len)], 1, __ATOMIC_RELAXED);
		__atomic_store_n(&p->is_checked[i], 1, __ATOMIC_RELAXED);
	}
}

bool pages_are_whole(const struct pages *p)
{
	return !__atomic_load_n(&p->is_checked[pages_count(p->bytes.len)], __ATOMIC_RELAXED);
}

bool pages_append_sum(struct buf *out, struct str page)
{
	return buf_append_u32(out, sum_of(page));
}
