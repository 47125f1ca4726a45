/* Well-formed UTF-8, by the Unicode standard's table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF. */
#ifndef TEXT_SYLLABLE_UTF8_H
#define TEXT_SYLLABLE_UTF8_H

#include "base/str.h"

/* The bytes of the well-formed sequence that the LEN > 0 bytes at S begin with, 0
   when there is none. */
size_t utf8_sequence(const unsigned char *s, size_t len);

/* How many bytes of the ill-formed sequence at S one U+FFFD stands for: its longest
   beginning that could have become well-formed (the Unicode standard, 3.9). */
size_t utf8_ill_formed(const unsigned char *s, size_t len);

/* The length of the longest valid UTF-8 prefix of S. */
size_t utf8_valid_prefix(struct str s);

/* The first MAX bytes of S, fewer where they would end within a character; S if it is shorter. */
struct str utf8_cut(struct str s, size_t max);

/* What characters a text has, counted by their first bytes. */
struct utf8_census {
	size_t odd;   /* U+0080 to U+00FF without Vietnamese letters and no-break spaces */
	size_t latin; /* U+00C0 to U+00FF: à, é, also æ, å */
	size_t high;  /* U+1000 to U+1FFF: ạ, ế */
};

/* Adds the characters of the valid UTF-8 S to *CENSUS. Misread text is full of odd
   ones (æ, å, µ, », ¡) or at least has no high ones; Vietnamese is the other way
   round. Costs next to nothing. */
void utf8_count(struct str s, struct utf8_census *census);

/* The control characters of S that texts don't have: all but white space and escape. */
size_t utf8_count_controls(struct str s);

#endif
