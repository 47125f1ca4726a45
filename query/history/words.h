/* A text as words to be compared: what stands between blanks, signs by themselves. */
#ifndef QUERY_HISTORY_WORDS_H
#define QUERY_HISTORY_WORDS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct words {
	uint64_t *hashes; /* of each, owned */
	size_t *starts; /* where in the text it begins; of the one behind the last its end; owned */
	bool *changed;  /* owned */
	size_t count;
};

/* Cuts TEXT. False when out of memory. Free with words_free either way. */
bool words_cut(struct words *w, struct str text);
void words_free(struct words *w);

#endif
