/* What a newsroom's own dictionary has for the words of a query. */
#ifndef TEXT_HOUSE_LOOKUP_H
#define TEXT_HOUSE_LOOKUP_H

#include "text/house/house.h"
#include "text/variant/match.h"

_Static_assert((int)HOUSE_MAX_FORMS <= (int)VARIANT_MAX_OTHERS + 1, "all forms but one are others");

struct house_search {
	size_t words; /* of the longest forms that were not looked for yet */
	bool started;
};

/* The next group that the first of the COUNT words are a form of, the longest first, with what else
   its forms are. Start SEARCH from all zero. A form that is one syllable in capitals (CA) is
   recognised in capitals only, and not looked for. */
bool house_next(const struct house *h, struct house_search *search,
	const struct variant_word *words, size_t count, struct variant_match *out);

#endif
