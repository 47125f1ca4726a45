/* The characters, words and figures that dates are made of. Private to the date
 * files; works on any bytes, in constant time a call. */
#ifndef TEXT_DATE_SCAN_H
#define TEXT_DATE_SCAN_H

#include "base/str.h"

#include <stdint.h>

enum {
	SPACES_MAX = 8,      /* a gap inside a date is no longer, in characters */
	WORD_BYTES_MAX = 24, /* nor is a word of a date, even decomposed */
	WORD_EXACT_SIZE = 16
};

/* A word in its canonical spelling, NUL-terminated; "" for a longer one or none. */
struct scan_word {
	char exact[WORD_EXACT_SIZE];
};

#define SCAN_IS(word, table) scan_is_one_of(word, table, sizeof(table) / sizeof *(table))

bool scan_is_one_of(const struct scan_word *w, const char *const *table, size_t count);

struct scan_number {
	size_t start, end;
	int value;
	size_t digits;
};

bool scan_is_digit(struct str t, size_t at);

/* The character at AT in *C, -1 when it is not UTF-8; returns its length, 0 past
   the end. */
size_t scan_code(struct str t, size_t at, int32_t *c);

/* The same for the character that ends at AT. */
size_t scan_code_before(struct str t, size_t at, int32_t *c);

/* A Latin letter or a mark on one. */
bool scan_is_letter(int32_t c);

size_t scan_spaces(struct str t, size_t at);
size_t scan_spaces_back(struct str t, size_t at);

/* The word that ends at AT in *W; returns where it starts. */
size_t scan_word_before(struct str t, size_t at, struct scan_word *w);

/* The word that starts at AT in *W; returns where it ends. */
size_t scan_word(struct str t, size_t at, struct scan_word *w);

/* Whether a word begins at AT with a capital among those without marks. */
bool scan_is_capital(struct str t, size_t at);

/* One to four figures at AT; false when there are none or more. */
bool scan_number(struct str t, size_t at, struct scan_number *n);

/* One or two figures, not 0. */
bool scan_is_small(const struct scan_number *n);

#endif
