/* Words as they were typed for an input method that was off: tooir is tối, to6i1 is
 * tối.
 *
 * Telex: aa ee oo aw ow uw dd for â ê ô ă ơ ư đ, w alone for ư, uow for ươ, ooo for
 * oo; s f r x j for the tones, z to take one back. VNI: 6 7 8 9 for the shapes, 1 to 5
 * for the tones, 0 to take one back. As input methods do, a shape may be typed anywhere
 * after its letter and a tone anywhere after the first vowel. What comes out must be
 * a syllable of the table, so that hardly any word has two readings. */
#ifndef TEXT_SYLLABLE_TYPING_H
#define TEXT_SYLLABLE_TYPING_H

#include "base/str.h"
#include "text/syllable/syllable.h"

enum typing { TYPING_TELEX, TYPING_VNI };

/* "Telex", "VNI" */
const char *typing_name(enum typing method);

struct typed {
	char text[SYLLABLE_MAX_BYTES]; /* the syllable, canonical, in lower case */
	uint8_t bytes;
	uint8_t letters;
};

/* Reads KEYS, ASCII letters and digits in any case, as typed by METHOD. False when
   they make no Vietnamese syllable with marks; a word without marks is as typed. */
bool typing_decode(enum typing method, struct str keys, struct typed *out);

#endif
