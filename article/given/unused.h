/* Text that stands under keys which are not used, counted for the report of a source. */
#ifndef ARTICLE_GIVEN_UNUSED_H
#define ARTICLE_GIVEN_UNUSED_H

#include "base/str.h"

#include <stdint.h>

enum {
	UNUSED_KEYS_MAX = 64,  /* further ones are left out */
	UNUSED_NAME_SIZE = 128 /* bytes, with the NUL; longer keys are cut off */
};

struct unused_keys {
	struct {
		char name[UNUSED_NAME_SIZE]; /* valid UTF-8 */
		uint64_t count;              /* articles */
	} keys[UNUSED_KEYS_MAX];
	size_t count;
};

/* Counts KEY, whose value is VALUE, where that is text: of three words or more. */
void unused_add(struct unused_keys *u, struct str key, struct str value);

/* Counts KEY, valid UTF-8 of less than UNUSED_NAME_SIZE bytes, for so many ARTICLES. */
void unused_count(struct unused_keys *u, struct str key, uint64_t articles);

#endif
