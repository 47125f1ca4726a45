/* Numbers as they are written: their groups, their decimals, one canonical spelling for each
 * value: 1.234.567, 1 234 567 and 1,234,567 are 1234567; 1,5 and 1.5 are 1,5. Of no use
 * outside this folder. */
#ifndef TEXT_TOKEN_NUMBER_H
#define TEXT_TOKEN_NUMBER_H

#include "base/ascii.h"

#include <stdint.h>

enum { NUMBER_MAX_BYTES = 48 /* of a spelling; longer ones are no numbers here */ };

struct number {
	size_t start, end; /* bytes of the text */
	size_t len;
	char text[NUMBER_MAX_BYTES];
};

static inline bool number_is_figure(struct str text, size_t at)
{
	return ascii_is_digit(str_at(text, at));
}

/* Where the figures from AT on end. */
static inline size_t number_figures(struct str text, size_t at)
{
	while (number_is_figure(text, at))
		at++;
	return at;
}

/* Reads the number that begins with the figure at START of TEXT. False where what stands
   there is joined by points or commas, but no number (1.2.3, 192.168.1.1): OUT->end is where
   it ends, and it has no spelling. Takes time linear in what it reads. */
bool number_read(struct str text, size_t start, struct number *out);

/* Figures alone without leading zeros, but those of a code, which is long. */
struct str number_canonical(struct str figures);

static inline struct str number_text(const struct number *n)
{
	return str_make(n->text, n->len);
}

/* The bytes of the space at AT that may stand inside a number, or before its unit: of the
   usual one, or a no-break space, narrow or not. 0 where there is none. */
size_t number_space(struct str text, size_t at);

#endif
