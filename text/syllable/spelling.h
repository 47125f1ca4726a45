/* One word to its canonical spelling and its folded form. */
#ifndef TEXT_SYLLABLE_SPELLING_H
#define TEXT_SYLLABLE_SPELLING_H

#include "text/syllable/kind.h"

struct spelling {
	char exact[TOKEN_MAX_BYTES];
	char folded[TOKEN_MAX_BYTES];
	uint16_t exact_len, folded_len; /* bytes; both 0 for a word of nothing but marks */
	enum token_kind kind;
	unsigned flags; /* enum token_flag, all but TOKEN_BREAK */
};

/* Spells RAW: one word of valid UTF-8, as the tokenizer cuts it. Reads only as much
   of it as the spellings have room for, so that any length takes the same time. */
void spelling_of(struct str raw, struct spelling *out);

/* Writes RAW, valid UTF-8, composed and in lower case, its tone where it was typed: hoà stays that.
   How many bytes; 0 where it has no room. */
size_t spelling_as_typed(struct str raw, char out[TOKEN_MAX_BYTES]);

/* Whether RAW is a possible Vietnamese syllable. */
bool spelling_is_syllable(struct str raw);

/* Whether RAW begins with a capital. */
bool spelling_is_capitalised(struct str raw);

/* Whether some syllable is RAW without its marks, in ASCII letters of any case: nguyen. */
bool spelling_is_unmarked_syllable(struct str raw);

/* Whether a code point vanishes inside a word: soft hyphen, joiners, byte order mark. */
bool spelling_ignores(int32_t cp);

#endif
