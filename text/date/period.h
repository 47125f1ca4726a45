/* Months and quarters as Vietnamese press releases write them:
 *   tháng 3   tháng 3/2018   tháng Ba   tháng III năm 2018   tháng 3-5/2018
 *   quý 1/2023   quý I năm 2023   quý III và IV/2023   quý hai năm 2023   Q1/2023
 * Roman numerals are numbers here alone, where the word before says of what. Words for a
 * month need a capital or a year where they may mean something else ("ngày tháng năm
 * sinh", "tháng hai lần"); several months or quarters
 * need the year, or to be a range. Those of
 * the lunar year (rằm tháng 7, tháng 7 âm lịch) are none, nor are spans of time (3 tháng 3
 * ngày). */
#ifndef TEXT_DATE_PERIOD_H
#define TEXT_DATE_PERIOD_H

#include "base/str.h"

#include <stdint.h>

enum {
	PERIOD_LIST_MAX = 12,
	PERIOD_TERM_SIZE = 40 /* bytes of period_term's, whatever the numbers */
};

struct period_match {
	size_t end;
	bool quarters; /* else months */
	int year;      /* 0: none is written */
	uint8_t numbers[PERIOD_LIST_MAX];
	size_t count; /* at least 1 */
};

/* The months or quarters that the word at byte AT of TEXT, "tháng" or "quý", begins, if it
   does; in constant time. */
bool period_at(struct str text, size_t at, struct period_match *out);

/* Writes the term that texts with the month or quarter NUMBER of YEAR have, however they write
   it: 3/2018, quý 1/2023; where YEAR is 0 tháng 3, quý 1. Returns OUT. */
const char *period_term(bool quarter, int number, int year, char out[PERIOD_TERM_SIZE]);

/* The number, 2 to 7, of the weekday or other thing in a row that the word at byte AT of
   TEXT, "thứ", begins: thứ hai and thứ 2 are one, thứ hai mươi is another. *END is where it
   ends. 0 if it begins none. */
int ordinal_at(struct str text, size_t at, size_t *end);

/* The word for a NUMBER that ordinal_at gave: "hai". */
const char *ordinal_name(int number);

/* Writes the term that texts with that NUMBER have, however they write it: thứ 2. Returns OUT. */
const char *ordinal_term(int number, char out[PERIOD_TERM_SIZE]);

#endif
