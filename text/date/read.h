/* Reads what is meant to be a date: a field, a path. */
#ifndef TEXT_DATE_READ_H
#define TEXT_DATE_READ_H

#include "base/str.h"
#include "text/date/date.h"

/* Reads a text that is meant to be a date: ISO 8601, with a time or not, down to
   YYYY-MM or YYYY, YYYYMMDD, M/YYYY, else the first date in it that has a year. */
bool date_parse(struct str s, struct date *out);

/* Reads a text that is one day, month, quarter or year and nothing else: 27/3/2018,
   2018-03-27, ngày 27 tháng 3 năm 2018, 27 tháng 3 2018, tháng 3/2018, 3/2018, quý 1/2018,
   2018. *FIRST and *LAST are its first and last day. */
bool date_read_whole(struct str s, struct date *first, struct date *last);

/* The most exact date in a path, the first of several: 2018/03/27-cao-bang.txt, 2018/03-27-x.txt,
   2018-03-27_x.txt, 27-3-2018.txt, 20180327.txt, 2018/03/x.txt, x-2018.txt; Tháng 03 năm
   2024/, T3.2024/, 2024/Tháng 3/Ngày 12/, nam2012/; 12-03-24/ and 240312_x.txt, where a name
   begins so, the day first unless all six figures stand together. Words may be without marks.
   Numbers that something else has (so 1990 duong, 2000 suat qua) are no years. All zero if it
   has none. */
struct date date_of_path(struct str path);

/* The date in the address of a page: its folders, /2018/03/27/, /2018/03/ or /20180327/, or
   the time that its number begins with, -20180327101530.htm. Not the words of its headline,
   tong-ket-nam-2018.html, which name any date. All zero if it has none. */
struct date date_of_url(struct str url);

#endif
