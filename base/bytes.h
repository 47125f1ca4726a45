/* Little-endian numbers in bytes, as buf_append_u32 and buf_append_u64 write them. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>

static inline uint32_t bytes_u32(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* Of BYTES bytes, at most 8. */
static inline uint64_t bytes_number(const char *p, size_t bytes)
{
	uint64_t v = 0;
	for (size_t i = 0; i < bytes; i++)
		v |= (uint64_t)(unsigned char)p[i] << (8 * i);
	return v;
}

static inline uint64_t bytes_u64(const char *p)
{
	return bytes_u32(p) | (uint64_t)bytes_u32(p + 4) << 32;
}

static inline void bytes_put_u32(char *p, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		p[i] = (char)(value >> (8 * i));
}

static inline void bytes_put_u64(char *p, uint64_t value)
{
	bytes_put_u32(p, (uint32_t)value);
	bytes_put_u32(p + 4, (uint32_t)(value >> 32));
}

#endif
