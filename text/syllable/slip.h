/* Syllables that are easily written for one another: whose sounds some dialect does not
 * tell apart (s/x, ch/tr, d/gi/r, l/n; final n/ng, t/c; hỏi/ngã), whose letters stand
 * for one sound (i/y, g/gh, ng/ngh, c/k), or whose tone was mistyped or left out. */
#ifndef TEXT_SYLLABLE_SLIP_H
#define TEXT_SYLLABLE_SLIP_H

#include "base/str.h"

#include <stdint.h>

enum { SLIP_MAX = 16, SLIP_BYTES = 16 };

struct slip {
	char exact[SLIP_BYTES]; /* canonical spelling, not NUL-terminated */
	char folded[SLIP_BYTES];
	uint8_t exact_len, folded_len;
	bool only_tone; /* it differs in its tone only */
	bool mistyped;  /* likewise, and no dialect takes the one tone for the other */
};

/* The syllables that differ from EXACT, which is one in canonical spelling, by one slip:
   at most SLIP_MAX, into OUT. Returns their number, 0 if EXACT is no syllable. */
size_t slips_of(struct str exact, struct slip *out);

#endif
