/* A growing byte buffer with a ceiling.
 *
 * Appending past the ceiling, or when memory runs out, appends nothing and marks
 * the buffer failed; it stays failed until buf_reset, so a long run of appends
 * needs one check at its end. The bytes are always followed by a NUL. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct buf {
	char *ptr; /* owned; NULL until the first append */
	size_t len;
	size_t capacity;
	size_t ceiling; /* bytes, 0: none */
	bool failed;
};

#ifdef __cplusplus
#define BUF_INIT (buf{})
#else
#define BUF_INIT ((struct buf){0})
#endif

/* Frees what B owns and leaves it empty, ready for use again. */
void buf_free(struct buf *b);

/* Empties B and clears its failure; keeps its memory and ceiling. */
void buf_reset(struct buf *b);

/* Makes room for MORE bytes beyond len. */
bool buf_reserve(struct buf *b, size_t more);

bool buf_append(struct buf *b, struct str s);
bool buf_append_c(struct buf *b, const char *c);

/* In the header since an index is written byte by byte. */
static inline bool buf_push(struct buf *b, char c)
{
	if (b->failed || b->ceiling || b->len + 1 >= b->capacity)
		return buf_append(b, str_make(&c, 1));
	b->ptr[b->len++] = c;
	b->ptr[b->len] = '\0';
	return true;
}

bool buf_append_u32(struct buf *b, uint32_t v); /* little-endian */
bool buf_append_u64(struct buf *b, uint64_t v); /* little-endian */
bool buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool buf_vprintf(struct buf *b, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* What B holds; valid until B next changes. */
static inline struct str buf_str(const struct buf *b)
{
	return str_make(b->ptr ? b->ptr : "", b->len);
}

#ifdef __cplusplus
}
#endif

#endif
