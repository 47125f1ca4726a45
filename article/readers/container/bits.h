/* Numbers in bytes that may be cut short: past the end everything is zero. */
#ifndef ARTICLE_READERS_CONTAINER_BITS_H
#define ARTICLE_READERS_CONTAINER_BITS_H

#include "base/bytes.h"
#include "base/str.h"

static inline uint8_t bits_u8(struct str s, size_t at)
{
	return at < s.len ? (uint8_t)s.ptr[at] : 0;
}

static inline uint16_t bits_u16(struct str s, size_t at)
{
	return at < s.len && s.len - at >= 2 ? (uint16_t)bytes_number(s.ptr + at, 2) : 0;
}

static inline uint32_t bits_u32(struct str s, size_t at)
{
	return at < s.len && s.len - at >= 4 ? bytes_u32(s.ptr + at) : 0;
}

/* The LEN bytes at AT, as far as S has them. */
static inline struct str bits_slice(struct str s, size_t at, size_t len)
{
	if (at > s.len)
		at = s.len;
	return str_slice(s, at, len < s.len - at ? at + len : s.len);
}

#endif
