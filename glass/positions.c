#include "glass/positions.h"
#include "glass/pack.h"

struct bits {
	struct buf *out;
	uint64_t pending; /* bits not yet written, lowest first */
	unsigned count;
};

static void put_bits(struct bits *b, uint32_t value, unsigned count)
{
	b->pending |= (uint64_t)value << b->count;
	b->count += count;
	while (b->count >= 8) {
		buf_push(b->out, (char)b->pending);
		b->pending >>= 8;
		b->count -= 8;
	}
}

static unsigned bit_length(uint32_t value)
{
	return value ? 32 - (unsigned)__builtin_clz(value) : 0;
}

/* VALUE of 0..OUTOF-1 in as many bits as that takes. Where OUTOF is no power of two
   some values need a bit less: those in the middle. */
static void put_value(struct bits *b, uint32_t value, uint32_t outof)
{
	unsigned bits = bit_length(outof - 1);
	uint32_t spare = (uint32_t)((UINT64_C(1) << bits) - outof);
	uint32_t middle = (outof - spare) / 2;
	if (spare > 0 && value >= middle + spare)
		value = (value - (middle + spare)) | UINT32_C(1) << (bits - 1);
	else if (spare > 0 && value >= middle)
		bits--;
	put_bits(b, value, bits);
}

/* What lies strictly between the elements LOW and HIGH, which are known: the middle
   one first. It leaves room for the others on both sides. The depth of the recursion
   is the logarithm of the count. */
static void put_between(struct bits *b, const uint32_t *p, size_t low, size_t high)
{
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t outof = p[high] - p[low] - (uint32_t)(high - low) + 1;
		put_value(b, p[middle] - p[low] - (uint32_t)(middle - low), outof);
		put_between(b, p, low, middle);
		low = middle;
	}
}

void glass_pack_positions(struct buf *out, const uint32_t *positions, size_t n)
{
	uint32_t first = positions[0];
	uint32_t last = positions[n - 1];
	varint_append(out, last);
	if (n == 1)
		return;
	struct bits b = {.out = out};
	put_value(&b, first, last);
	put_value(&b, (uint32_t)n - 2, last - first);
	put_between(&b, positions, 0, n - 1);
	if (b.count > 0)
		put_bits(&b, 0, 8 - b.count);
}
