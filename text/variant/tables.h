/* The tables behind text/variant/variant.h. Of no use outside this folder. */
#ifndef TEXT_VARIANT_TABLES_H
#define TEXT_VARIANT_TABLES_H

#include <stddef.h>

enum { VARIANT_MAX_FORMS = 6 }; /* of one row */

/* Forms as they are written; those after the last are NULL. The first form of an acronym
   is the short one: its signs (. / & -) don't matter. The others are in canonical spelling
   and, of acronyms, in small letters. */
struct variant_row {
	const char *forms[VARIANT_MAX_FORMS];
};

extern const struct variant_row variant_acronyms[];
extern const size_t variant_acronym_count;
extern const struct variant_row variant_loanwords[];
extern const size_t variant_loanword_count;
/* Each form is also found in one word, without marks: Hà Nội as Hanoi. */
extern const struct variant_row variant_places[];
extern const size_t variant_place_count;
/* The first form stands for the others, not they for it. */
extern const struct variant_row variant_successors[];
extern const size_t variant_successor_count;

#endif
