/* Times of day: 18h30, 18g30 and 18:30 are "18 giờ 30"; 7h is "7 giờ". Of no use outside
 * this folder. */
#ifndef TEXT_TOKEN_CLOCK_H
#define TEXT_TOKEN_CLOCK_H

#include "base/str.h"

/* What stands behind the hour, a whole number. */
struct clock {
	size_t sign_end; /* of the h, g or colon, which is the word "giờ" */
	size_t end;      /* of the minutes; SIGN_END where there are none */
};

/* Whether the figures [START, END) of TEXT are an hour, as what follows them at once says.
   Constant time. */
bool clock_read(struct str text, size_t start, size_t end, struct clock *out);

/* Whether the figures [START, END) can be an hour: 0 to 24. */
bool clock_is_hour(struct str text, size_t start, size_t end);

#endif
