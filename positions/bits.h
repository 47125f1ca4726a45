/* Numbers in a stream of bits, the lowest bit of each byte first.
 *
 * Rice's code (R. F. Rice 1979; Witten, Moffat, Bell, "Managing Gigabytes", section 3.3) with
 * the parameter K: the value without its lowest K bits in unary, ones ended by a zero, then
 * these bits. RICE_ESCAPE ones and no zero say that the value follows as it is, in 32 bits,
 * so that no number takes more than BITS_MAX.
 * Elias' gamma code: the length of the value in unary, zeros ended by a one, then the bits
 * below its highest. */
#ifndef POSITIONS_BITS_H
#define POSITIONS_BITS_H

#include "base/buf.h"

#include <endian.h>
#include <string.h>

enum { RICE_ESCAPE = 24, RICE_K_MAX = 31, BITS_MAX = 56 };

/* ---- Writing ---- */

struct bit_writer {
	struct buf *out;
	uint64_t pending; /* bits not yet written, lowest first */
	unsigned count;   /* of them, below 32 between calls */
};

/* The lowest COUNT bits of VALUE, at most 32, the others being zero. */
static inline void bits_put(struct bit_writer *b, uint64_t value, unsigned count)
{
	b->pending |= value << b->count;
	b->count += count;
	if (b->count >= 32) {
		buf_append_u32(b->out, (uint32_t)b->pending);
		b->pending >>= 32;
		b->count -= 32;
	}
}

static inline void bits_put_rice(struct bit_writer *b, uint32_t value, unsigned k)
{
	uint32_t high = value >> k;
	if (high >= RICE_ESCAPE) {
		bits_put(b, (UINT64_C(1) << RICE_ESCAPE) - 1, RICE_ESCAPE);
		bits_put(b, value, 32);
		return;
	}
	bits_put(b, (UINT64_C(1) << high) - 1, high + 1);
	bits_put(b, value & ((UINT64_C(1) << k) - 1), k);
}

/* Bits that bits_put_rice takes. */
static inline uint64_t bits_of_rice(uint32_t value, unsigned k)
{
	uint32_t high = value >> k;
	return high >= RICE_ESCAPE ? RICE_ESCAPE + 32 : high + 1 + k;
}

static inline unsigned bits_log2(uint32_t value)
{
	return 31 - (unsigned)__builtin_clz(value);
}

/* VALUE is at least 1. */
static inline void bits_put_gamma(struct bit_writer *b, uint32_t value)
{
	unsigned log = bits_log2(value);
	bits_put(b, 0, log);
	bits_put(b, 1, 1);
	bits_put(b, value & ((UINT64_C(1) << log) - 1), log);
}

/* Fills the last byte with zeros. */
static inline void bits_end(struct bit_writer *b)
{
	for (unsigned i = 0; i < b->count; i += 8)
		buf_push(b->out, (char)(b->pending >> i));
}

/* ---- Reading ---- */

/* Beyond the end there are zeros. */
struct bit_reader {
	const uint8_t *at, *end;
	uint64_t pending;
	unsigned count;  /* of bits pending */
	unsigned beyond; /* of those that were ever pending, from beyond the end */
};

static inline struct bit_reader bits_open(const uint8_t *bytes, size_t n)
{
	return (struct bit_reader){.at = bytes, .end = bytes + n};
}

/* Leaves at least BITS_MAX bits pending. */
static inline void bits_fill(struct bit_reader *b)
{
	if (b->end - b->at >= 8) {
		uint64_t next;
		memcpy(&next, b->at, sizeof next);
		b->pending |= le64toh(next) << b->count;
		b->at += (63 - b->count) / 8;
		b->count |= BITS_MAX;
		return;
	}
	while (b->count < BITS_MAX) {
		if (b->at < b->end)
			b->pending |= (uint64_t)*b->at++ << b->count;
		else
			b->beyond += 8;
		b->count += 8;
	}
}

/* Whether more was taken than there was. */
static inline bool bits_are_short(const struct bit_reader *b)
{
	return b->beyond > b->count;
}

/* COUNT of the pending bits. */
static inline uint32_t bits_take(struct bit_reader *b, unsigned count)
{
	uint32_t value = (uint32_t)(b->pending & ((UINT64_C(1) << count) - 1));
	b->pending >>= count;
	b->count -= count;
	return value;
}

static inline uint32_t bits_get(struct bit_reader *b, unsigned count)
{
	bits_fill(b);
	return bits_take(b, count);
}

/* The length of the unary part of Rice's code that comes next, as far as it is pending. */
static inline unsigned bits_unary(const struct bit_reader *b)
{
	return (unsigned)__builtin_ctzll(~b->pending | UINT64_C(1) << RICE_ESCAPE);
}

static inline uint32_t bits_get_rice(struct bit_reader *b, unsigned k)
{
	unsigned high = bits_unary(b);
	/* Most codes are short, and several of them pending. */
	if (high + 1 + k > b->count || high == RICE_ESCAPE) {
		bits_fill(b);
		high = bits_unary(b);
	}
	if (high == RICE_ESCAPE) {
		bits_take(b, RICE_ESCAPE);
		return bits_take(b, 32);
	}
	uint32_t low = (uint32_t)(b->pending >> (high + 1) & ((UINT64_C(1) << k) - 1));
	b->pending >>= high + 1 + k;
	b->count -= high + 1 + k;
	return high << k | low;
}

/* 0 where there is no such code. */
static inline uint32_t bits_get_gamma(struct bit_reader *b)
{
	if (b->count < 32)
		bits_fill(b);
	uint32_t low = (uint32_t)b->pending;
	if (low == 0)
		return 0;
	unsigned log = (unsigned)__builtin_ctz(low);
	bits_take(b, log + 1);
	if (b->count < log)
		bits_fill(b);
	return UINT32_C(1) << log | bits_take(b, log);
}

#endif
