/* Words and white space of short texts: titles, leads, last lines. */
#ifndef ARTICLE_WORDS_H
#define ARTICLE_WORDS_H

#include "base/arena.h"
#include "text/syllable/spelling.h"

struct word {
	struct str raw;
	size_t start, end; /* bytes of the text */
	bool broken;       /* more than white space or a dash stands before it */
	bool capitalised;
};

/* The first word of TEXT at or after *AT, which is moved behind it. Returns false
   when there is none. */
bool words_next(struct str text, size_t *at, struct word *w);

/* The number of words of TEXT. */
size_t words_count(struct str text);

/* The last word that ends at or before END; steps over white space only. Returns
   false when something else stands there. */
bool words_before(struct str text, size_t end, struct word *w);

/* Whether W is, in canonical spelling, one of the COUNT words of TABLE. */
bool words_is_one_of(const struct word *w, const char *const *table, size_t count);

#define WORDS_IS(w, table) words_is_one_of(w, table, sizeof(table) / sizeof *(table))

/* words_space of a byte that may begin some. */
size_t words_space_at(struct str s, size_t at);

/* The length of the white space, also of the Unicode kind, at AT; 0 if it is none. */
static inline size_t words_space(struct str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.ptr[at] : 0xFF;
	bool never = c > ' ' && c != 0xC2 && (c | 1) != 0xE3 && c != 0xEF;
	return never ? 0 : words_space_at(s, at);
}

/* The first byte of S from AT on that is no white space, or its length. */
static inline size_t words_skip_space(struct str s, size_t at)
{
	size_t len;
	while ((len = words_space(s, at)) > 0)
		at += len;
	return at;
}

/* S without white space at both ends. */
struct str words_trim(struct str s);

/* Takes a line off the front of *REST; false when that is empty. Lines end in LF, CR LF, CR, VT,
   FF, NEL, U+2028 or U+2029. Time linear in the line's length. */
bool words_line(struct str *rest, struct str *line);

/* Characters, not bytes. */
size_t words_length(struct str s);

/* S trimmed, with one space for each run of white space: itself, or a copy in
   MEMORY. Its ptr is NULL when memory runs out. */
struct str words_tidy(struct arena *memory, struct str s);

#endif
