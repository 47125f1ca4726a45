/* A few words about days, without marks. Private to text/date/. */
#ifndef TEXT_DATE_DAY_WORDS_H
#define TEXT_DATE_DAY_WORDS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { DAY_WORDS = 8, DAY_WORD_BYTES = 12 };

enum unit { UNIT_NONE, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR };

struct day_words {
	struct str text;                       /* that the words are of */
	char words[DAY_WORDS][DAY_WORD_BYTES]; /* without marks */
	size_t starts[DAY_WORDS];              /* bytes of the text */
	size_t count;
};

/* Reads the words of TEXT, which are between spaces: one to DAY_WORDS short ones, or it fails.
 */
bool day_words_read(struct str text, struct day_words *out);

/* Whether word I is WORD, or one of WORDS, which NULL ends. */
bool day_words_is(const struct day_words *p, size_t i, const char *word);
bool day_words_is_one_of(const struct day_words *p, size_t i, const char *const *words);

/* The unit that word I names, in Vietnamese or English. */
enum unit day_words_unit(const struct day_words *p, size_t i);

/* The number, from 1 to MAX, that word I is; 0: none. */
long day_words_number(const struct day_words *p, size_t i, long max);

/* The text from word I on; empty behind the last. */
struct str day_words_rest(const struct day_words *p, size_t i);

#endif
