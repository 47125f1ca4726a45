/* Vietnamese letters: a base of a–z, a shape that makes another letter of it
 * (ă â ê ô ơ ư đ), and a tone that the whole syllable carries. */
#ifndef TEXT_SYLLABLE_LETTER_H
#define TEXT_SYLLABLE_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum shape { SHAPE_NONE, SHAPE_BREVE, SHAPE_CIRCUMFLEX, SHAPE_HORN, SHAPE_STROKE };

enum tone { TONE_NGANG, TONE_HUYEN, TONE_SAC, TONE_HOI, TONE_NGA, TONE_NANG, TONE_COUNT };

/* Base and shape in one byte; 0 is no letter. */
typedef uint8_t letter;

static inline letter letter_make(char base, enum shape shape)
{
	return (letter)((base - 'a' + 1) | (int)shape << 5);
}

static inline char letter_base(letter l)
{
	return (char)('a' + (l & 31) - 1);
}

static inline enum shape letter_shape(letter l)
{
	return (enum shape)(l >> 5);
}

/* a ă â e ê i o ô ơ u ư y */
bool letter_is_vowel(letter l);

/* Whether Vietnamese has BASE (a–z) with SHAPE. */
bool letter_takes_shape(char base, enum shape shape);

/* What the combining mark CP is: a tone (TONE_NGANG: none), a shape, or neither. */
enum tone letter_tone_of_mark(int32_t cp);
enum shape letter_shape_of_mark(int32_t cp);

/* Writes L with TONE, lower case, precomposed, as UTF-8 to OUT (3 bytes of room).
   TONE must be TONE_NGANG unless L is a vowel. Returns the bytes written. */
size_t letter_write(letter l, enum tone tone, char *out);

/* Reads the letter that the UTF-8 at S (LEN bytes) begins with, lower case and
   precomposed, into *L and *TONE. Returns its bytes, 0 when it is none. */
size_t letter_read(const char *s, size_t len, letter *l, enum tone *tone);

#endif
