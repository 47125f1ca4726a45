#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CAPACITY = 64 };

void buf_free(struct buf *b)
{
	free(b->ptr);
	*b = (struct buf){.ceiling = b->ceiling};
}

void buf_reset(struct buf *b)
{
	b->len = 0;
	b->failed = false;
	if (b->ptr)
		b->ptr[0] = '\0';
}

static bool fail(struct buf *b)
{
	b->failed = true;
	return false;
}

bool buf_reserve(struct buf *b, size_t more)
{
	if (b->failed)
		return false;
	size_t ceiling = b->ceiling ? b->ceiling : SIZE_MAX / 2;
	if (b->len > ceiling || more > ceiling - b->len)
		return fail(b);
	size_t need = b->len + more + 1;
	if (need <= b->capacity)
		return true;
	size_t capacity = b->capacity ? b->capacity : FIRST_CAPACITY;
	while (capacity < need)
		capacity += capacity / 2 + 1;
	char *ptr = realloc(b->ptr, capacity);
	if (!ptr)
		return fail(b);
	b->ptr = ptr;
	b->capacity = capacity;
	return true;
}

bool buf_append(struct buf *b, struct str s)
{
	if (!buf_reserve(b, s.len))
		return false;
	if (s.len > 0)
		memcpy(b->ptr + b->len, s.ptr, s.len);
	b->len += s.len;
	b->ptr[b->len] = '\0';
	return true;
}

bool buf_append_c(struct buf *b, const char *c)
{
	return buf_append(b, str_from_c(c));
}

static bool append_little_endian(struct buf *b, uint64_t v, size_t bytes)
{
	char out[8];
	for (size_t i = 0; i < bytes; i++)
		out[i] = (char)(v >> (8 * i) & 0xff);
	return buf_append(b, str_make(out, bytes));
}

bool buf_append_u32(struct buf *b, uint32_t v)
{
	return append_little_endian(b, v, 4);
}

bool buf_append_u64(struct buf *b, uint64_t v)
{
	return append_little_endian(b, v, 8);
}

bool buf_vprintf(struct buf *b, const char *format, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	int len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		return fail(b);
	if (!buf_reserve(b, (size_t)len))
		return false;
	vsnprintf(b->ptr + b->len, (size_t)len + 1, format, ap);
	b->len += (size_t)len;
	return true;
}

bool buf_printf(struct buf *b, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	bool ok = buf_vprintf(b, format, ap);
	va_end(ap);
	return ok;
}
