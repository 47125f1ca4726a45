/* Parts of a year or month, and decades. */
#ifndef TEXT_DATE_PART_H
#define TEXT_DATE_PART_H

#include "base/str.h"
#include "text/date/date.h"

/* Reads TEXT, with or without marks, which is one of these and nothing else:
 *
 *     6 tháng đầu năm 2018, 3 tháng cuối năm 2018, 9 tháng đầu năm (nay)
 *     nửa đầu năm 2018, nửa cuối tháng 9/2018     a month's first half ends with the 15th
 *     thập niên 2010, thập kỷ 90, những năm 1980, 1980s
 *
 * A decade of two figures, of 30 to 90, is one of the last century. What only says about when
 * (đầu năm, mùa hè) is no part. TODAY is a whole date; *FIRST and *LAST become the first and last
 * day. */
bool date_read_part(struct str text, struct date today, struct date *first, struct date *last);

#endif
