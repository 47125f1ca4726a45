/* The closed table of Vietnamese syllables: onset + rime + tone.
 *
 * Parsing a word against it gives the syllable one canonical spelling wherever
 * its tone was typed (hoà = hòa, vịêt = việt) and whichever of i and y stands for
 * the same sound (kĩ = kỹ, quí = quý). */
#ifndef TEXT_SYLLABLE_SYLLABLE_H
#define TEXT_SYLLABLE_SYLLABLE_H

#include "text/syllable/letter.h"

enum {
	SYLLABLE_MAX_LETTERS = 7,                     /* nghiêng */
	SYLLABLE_MAX_BYTES = SYLLABLE_MAX_LETTERS + 6 /* two shapes and a tone on one of them */
};

struct syllable {
	letter letters[SYLLABLE_MAX_LETTERS]; /* in canonical spelling */
	uint8_t count;                        /* of letters */
	uint8_t toned;                        /* index of the letter that carries the tone */
	bool stopped; /* ends in c, ch, p or t: only sắc and nặng are possible */
};

/* Reads the COUNT toneless LETTERS as one syllable. False when the table has no
   such syllable; whether a tone fits it is syllable_takes_tone's to say. */
bool syllable_parse(const letter *letters, size_t count, struct syllable *out);

bool syllable_takes_tone(const struct syllable *s, enum tone tone);

/* Calls VISIT with every toneless syllable of the table, once each spelling. */
void syllable_each(void (*visit)(void *context, const struct syllable *s), void *context);

#endif
