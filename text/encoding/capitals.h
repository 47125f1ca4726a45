/* Capitals that TCVN3 does not tell from small letters. */
#ifndef TEXT_ENCODING_CAPITALS_H
#define TEXT_ENCODING_CAPITALS_H

#include <stdbool.h>
#include <stddef.h>

/* Raises toned letters of the LEN bytes of valid UTF-8 at TEXT, in place (a capital is
   as long as its small letter): those of words that are otherwise in capitals, those
   of a short word among such words, and the first letter of a sentence, such as the
   text begins when SENTENCE says so. */
void capitals_restore(char *text, size_t len, bool sentence);

#endif
