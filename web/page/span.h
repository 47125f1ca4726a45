/* By what a timeline is divided. */
#ifndef WEB_PAGE_SPAN_H
#define WEB_PAGE_SPAN_H

#include "base/str.h"

/* "year", "month" or "day", which divides what lies between FROM and TO, as they were typed, into
   neither too few parts nor too many. What can't be read is far away. */
const char *span_unit(struct str from, struct str to);

#endif
