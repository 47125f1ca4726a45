/* Dates that are stated as such: what a key, a column or a header line says.
 *
 * Read are
 *   2018-03-27, also with a time, an offset or Z; 2018.03.27, 20180327, 20180327140500
 *   1522134000, 1522134000000: seconds or milliseconds since 1970
 *   27/3/2018, 27-03-18, 27.3.2018 14:30; 3/27/2018 where no other reading is possible
 *   Tue, 27 Mar 2018 10:00:00 +0700 and its like, in any order that has the month's name
 *   27 Tháng Ba 2018, 27 thg 3 2018, Th3 27, 2018, Thứ Ba, 27/3/2018
 *   3/2018, tháng 3 năm 2018, Mar 2018, 2018
 * A time with an offset is told by the day that it is in Vietnam, seven hours ahead of UTC. */
#ifndef TEXT_DATE_STATED_H
#define TEXT_DATE_STATED_H

#include "base/str.h"
#include "text/date/date.h"

/* Reads all of S; false where any of it is not understood. */
bool date_stated(struct str s, struct date *out);

/* The same of a date with something about it: a weekday before its first comma, "Th 2, ", and
   behind it a few words, "vào lúc 16:02 GMT+7". *READ, where it isn't NULL, is what date_stated
   reads of S. */
bool date_stated_in(struct str s, struct date *out, struct str *read);

#endif
