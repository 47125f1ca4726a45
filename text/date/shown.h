/* Dates for people. */
#ifndef TEXT_DATE_SHOWN_H
#define TEXT_DATE_SHOWN_H

#include "base/buf.h"
#include "base/str.h"

/* Appends DATE, YYYY-MM-DD, YYYY-MM or YYYY, in the user's language: 27/3/2018, 3/2018, 2018 in
   Vietnamese; as it stands in English, and where it is none. */
void date_show(struct buf *out, struct str date);

#endif
