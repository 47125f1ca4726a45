#include "glass/positions.h"
#include "glass/pack.h"

/* ---- Packing ---- */

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
	glass_pack_uint(out, last);
	if (n == 1)
		return;
	struct bits b = {.out = out};
	put_value(&b, first, last);
	put_value(&b, (uint32_t)n - 2, last - first);
	put_between(&b, positions, 0, n - 1);
	if (b.count > 0)
		put_bits(&b, 0, 8 - b.count);
}

/* ---- Unpacking ---- */

/* Beyond the end there are zeros, and SHORT is set. */
struct bit_reader {
	const uint8_t *at, *end;
	uint64_t pending;
	unsigned count;
	bool is_short;
};

static uint32_t take_bits(struct bit_reader *b, unsigned count)
{
	while (b->count < count) {
		b->is_short |= b->at == b->end;
		b->pending |= (uint64_t)(b->at < b->end ? *b->at++ : 0) << b->count;
		b->count += 8;
	}
	uint32_t value = (uint32_t)(b->pending & ((UINT64_C(1) << count) - 1));
	b->pending >>= count;
	b->count -= count;
	return value;
}

/* As put_value: below OUTOF whatever the bits are. */
static uint32_t take_value(struct bit_reader *b, uint32_t outof)
{
	unsigned bits = bit_length(outof - 1);
	uint32_t spare = (uint32_t)((UINT64_C(1) << bits) - outof);
	uint32_t middle = (outof - spare) / 2;
	if (spare == 0)
		return take_bits(b, bits);
	uint32_t value = take_bits(b, bits - 1);
	return value < middle && take_bits(b, 1) ? value + middle + spare : value;
}

/* An element that is known: its number in the list, and itself. */
struct element {
	uint32_t index, position;
};

/* The elements after LOW up to HIGH, as put_between left them, in order. The elements
   that are known and still to be given out wait in a pile, which is as deep as its
   recursion. */
static void take_between(struct bit_reader *b, struct element low, struct element high, size_t max,
	uint32_t *out, size_t *n)
{
	struct element pile[33] = {high};
	size_t depth = 1;
	while (depth > 0 && *n < max) {
		high = pile[depth - 1];
		if (low.index + 1 == high.index) {
			out[(*n)++] = high.position;
			low = high;
			depth--;
			continue;
		}
		struct element middle = {.index = low.index + (high.index - low.index) / 2};
		uint32_t outof = high.position - low.position - (high.index - low.index) + 1;
		middle.position = low.position + (middle.index - low.index) + take_value(b, outof);
		pile[depth++] = middle;
	}
}

bool glass_unpack_positions(struct str packed, size_t max, uint32_t *out, size_t *n)
{
	uint64_t last;
	const char *p = packed.ptr;
	const char *end = packed.ptr + packed.len;
	*n = 0;
	if (!glass_unpack_uint(&p, end, &last) || last > INT32_MAX)
		return false;
	if (max == 0)
		return true;
	if (p == end) {
		out[(*n)++] = (uint32_t)last;
		return true;
	}
	struct bit_reader b = {.at = (const uint8_t *)p, .end = (const uint8_t *)end};
	if (last == 0)
		return false;
	struct element low = {.position = take_value(&b, (uint32_t)last)};
	struct element high = {.position = (uint32_t)last};
	high.index = 1 + take_value(&b, high.position - low.position);
	out[(*n)++] = low.position;
	take_between(&b, low, high, max, out, n);
	return !b.is_short;
}
