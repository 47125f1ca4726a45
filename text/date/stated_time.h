/* The time of day in a stated date, which the day in Vietnam may depend on. Private to the date
 * files. */
#ifndef TEXT_DATE_STATED_TIME_H
#define TEXT_DATE_STATED_TIME_H

#include "text/date/stated_tokens.h"

struct stated_time {
	int minutes; /* of the day */
	bool placed; /* it is told where: */
	int offset;  /* minutes ahead of UTC */
};

/* Takes the time out of T: 10:00, 10:00:00.000Z, 10h30, 10 giờ 30 phút, 2:05 PM, +07:00,
   (GMT+7). False when what looks like one is none, 25:00. */
bool stated_take_time(struct stated_tokens *t, struct stated_time *out);

#endif
