/* How plausible a run of characters is as Vietnamese: what a wrong decoder makes of
 * a text seldom is. */
#ifndef TEXT_ENCODING_PLAUSIBLE_H
#define TEXT_ENCODING_PLAUSIBLE_H

#include "text/syllable/syllable.h"

enum verdict {
	VERDICT_NEUTRAL, /* nothing that tells: signs, ASCII, acronyms */
	VERDICT_VALID,   /* syllables of the table, at least one of them with marks */
	VERDICT_INVALID
};

struct plausible {
	enum verdict verdict; /* of what was added, after plausible_end */
	double bits;          /* how surprising it is: the less, the better */
	/* the rest is for plausible_*() alone */
	struct {
		letter letters[SYLLABLE_MAX_LETTERS];
		size_t count; /* of all letters, also those that found no room */
		enum tone tone;
		size_t tones, toned; /* how many, and where the last one is */
		size_t smalls;       /* letters that are small for certain */
		bool marked, foreign;
		bool mixed; /* a capital after a small letter */
		double bits;
	} piece; /* letters since the last sign */
	size_t characters;
	bool letter_is_odd; /* after the sign before */
	bool caseless;
};

/* CASELESS: toned letters have no capitals of their own, as in TCVN3. */
void plausible_start(struct plausible *p, bool caseless);
void plausible_add(struct plausible *p, int32_t cp);
void plausible_end(struct plausible *p);

/* What a run of that many characters costs when it is VERDICT_INVALID. */
double plausible_nonsense_bits(size_t characters);

/* Whether the COUNT code points at CPS are one syllable of the table. */
bool plausible_syllable(const int32_t *cps, size_t count);

#endif
