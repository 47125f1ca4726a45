/* The syllable table as a set, for text of which much is nonsense: one look tells. */
#ifndef TEXT_SYLLABLE_SYLLABLE_SET_H
#define TEXT_SYLLABLE_SYLLABLE_SET_H

#include "text/syllable/syllable.h"

/* What syllable_parse tells of a syllable, short. */
struct syllable_entry {
	uint64_t key;  /* the letters; 0: none */
	uint8_t toned; /* index of the letter that carries the tone */
	bool stopped;
};

/* Finds the syllable of these COUNT toneless letters, in any spelling that syllable_parse
   reads. False where there is none. */
bool syllable_set_find(const letter *letters, size_t count, struct syllable_entry *out);

#endif
