/* Days that are told from today: hôm qua, 7 ngày qua, tháng trước. */
#ifndef TEXT_DATE_RELATIVE_H
#define TEXT_DATE_RELATIVE_H

#include "base/str.h"
#include "text/date/date.h"

/* Reads TEXT, with or without marks, in Vietnamese or English, which is such days and nothing else:
 *
 *     hôm nay, hôm qua, hôm kia, today, yesterday
 *     tuần này, tháng này, quý này, năm nay, this week
 *     tuần trước, tháng qua, quý trước, năm ngoái, last month
 *     7 ngày qua, 3 tháng gần đây, last 7 days     so long ago, up to today
 *     3 ngày trước, cách đây 2 tuần, 2 months ago  that day, week, month … alone
 *
 * A week begins on Monday. TODAY is a whole date; *FIRST and *LAST become the first and last
 * day. */
bool date_read_relative(struct str text, struct date today, struct date *first, struct date *last);

#endif
