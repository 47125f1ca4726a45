/* The figures, words and signs of a stated date. Private to the date files. */
#ifndef TEXT_DATE_STATED_TOKENS_H
#define TEXT_DATE_STATED_TOKENS_H

#include "text/date/scan.h"

enum { STATED_MAX = 160 /* bytes */, STATED_TOKENS_MAX = 48 };

enum stated_kind { STATED_NUMBER, STATED_WORD, STATED_SIGN, STATED_MONTH };

struct stated_token {
	enum stated_kind kind;
	bool glued;            /* to the one before */
	int64_t value;         /* of a number; a month's, 1 to 12 */
	size_t digits;         /* of a number */
	char sign;             /* of a sign; '?' for what has no meaning in a date */
	struct scan_word word; /* of a word, in small letters */
};

struct stated_tokens {
	struct stated_token list[STATED_TOKENS_MAX];
	size_t count;
};

/* Cuts S, any bytes, up: full-width figures and signs are as others, months that have names are
   one token. False when it is too long for a date. */
bool stated_cut(struct str s, struct stated_tokens *out);

/* Takes COUNT tokens at AT out. */
void stated_drop(struct stated_tokens *t, size_t at, size_t count);

/* Whether the token at AT is the sign C. */
bool stated_is_sign(const struct stated_tokens *t, size_t at, char c);

/* Whether it is a number of FEWEST to MOST figures. */
bool stated_is_number(const struct stated_tokens *t, size_t at, size_t fewest, size_t most);

#endif
