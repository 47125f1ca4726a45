/* A borrowed slice of bytes: never owns, never NUL-terminated by contract. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

struct str {
	const char *ptr;
	size_t len;
};

/* A string literal as a slice, without its NUL; STR_INIT where the language wants a
   constant initialiser. */
#define STR_INIT(literal)                                                                          \
	{                                                                                          \
		"" literal "", sizeof(literal) - 1                                                 \
	}
#ifdef __cplusplus
#define STR(literal) (str STR_INIT(literal))
#else
#define STR(literal) ((struct str)STR_INIT(literal))
#endif

/* For the conversion %.*s. */
#define STR_ARG(s) (int)(s).len, (s).ptr

static inline struct str str_make(const char *ptr, size_t len)
{
	struct str s = {ptr, len};
	return s;
}

static inline struct str str_from_c(const char *c)
{
	return str_make(c, strlen(c));
}

/* The bytes [start, end); both must lie within S and start <= end. Of what has no bytes at all,
   be its pointer NULL, the same. */
static inline struct str str_slice(struct str s, size_t start, size_t end)
{
	return str_make(start ? s.ptr + start : s.ptr, end - start);
}

/* The byte at AT, NUL past the end. */
static inline char str_at(struct str s, size_t at)
{
	return at < s.len ? s.ptr[at] : '\0';
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, b.len) == 0);
}

/* Negative, zero or positive, by bytes; a prefix sorts first. */
int str_compare(struct str a, struct str b);

bool str_starts_with(struct str s, struct str prefix);
bool str_ends_with(struct str s, struct str suffix);

/* The offset of the first NEEDLE in S at or after FROM, or S.len if there is none. */
size_t str_find(struct str s, struct str needle, size_t from);

/* What stands behind the last C in S; all of S if there is none. */
struct str str_after_last(struct str s, char c);

/* S without ASCII white space at both ends. */
struct str str_trim(struct str s);

/* Takes the text up to the next SEPARATOR off the front of *REST into *PIECE.
   Returns false when *REST is used up (its ptr is then NULL). An empty text has
   one empty piece. */
bool str_split(struct str *rest, char separator, struct str *piece);

#ifdef __cplusplus
}
#endif

#endif
