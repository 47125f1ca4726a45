/* The characters, words and figures that dates are made of. Private to the date
 * files; works on any bytes, in constant time a call. */
#ifndef TEXT_DATE_SCAN_H
#define TEXT_DATE_SCAN_H

#include "base/str.h"

#include <stdint.h>

enum {
	SPACES_MAX = 8,      /* a gap inside a date is no longer, in characters */
	WORD_BYTES_MAX = 24, /* nor is a word of a date, even decomposed */
	WORD_CODES = 12      /* of a spelled word, with its NUL */
};

/* A word in the spelling of input methods, so that normal form, case and place
   of the tone do not matter: letters, ^ ( + for shapes, dd for đ, then the tone
   as 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng. "" is no word. */
struct word {
	char code[WORD_CODES];
};

struct number {
	size_t start, end;
	int value;
	size_t digits;
};

bool is_digit_at(struct str t, size_t at);

/* The byte at AT, NUL past the end. */
char byte_at(struct str t, size_t at);

/* The character at AT in *C, -1 when it is not UTF-8; returns its length, 0 past
   the end. */
size_t code_at(struct str t, size_t at, int32_t *c);

/* The same for the character that ends at AT. */
size_t code_before(struct str t, size_t at, int32_t *c);

/* A Latin letter or a mark on one. */
bool is_letter(int32_t c);

size_t skip_spaces(struct str t, size_t at);
size_t skip_spaces_back(struct str t, size_t at);

/* The word that ends at AT in *W; returns where it starts. */
size_t word_before(struct str t, size_t at, struct word *w);

/* The word that starts at AT in *W; returns where it ends. */
size_t word_at(struct str t, size_t at, struct word *w);

/* One to four figures at AT; false when there are none or more. */
bool number_at(struct str t, size_t at, struct number *n);

/* One or two figures, not 0. */
bool is_small(const struct number *n);

#endif
