/* Numbers that a program counts itself: "Điều 1.", "1.2", "a)" in front of a paragraph. */
#ifndef ARTICLE_READERS_OFFICE_NUMBERS_H
#define ARTICLE_READERS_OFFICE_NUMBERS_H

#include "article/readers/fonts.h"
#include "base/buf.h"

#include <stdint.h>

enum { NUMBER_LEVELS = 9 };

enum number_form {
	NUMBER_DECIMAL,
	NUMBER_ROMAN_LARGE,
	NUMBER_ROMAN_SMALL,
	NUMBER_LETTER_LARGE,
	NUMBER_LETTER_SMALL,
	NUMBER_TWO_FIGURES, /* 01 */
	NUMBER_BULLET,      /* its text is a sign */
	NUMBER_NONE
};

struct number_level {
	enum number_form form;
	uint32_t start;
	unsigned restart; /* how many levels above begin it anew: all, or none in "Điều 3" of
			     the second chapter */
	struct str text;  /* as shown, UTF-8: "Điều %1."; %1 to %9 are the numbers of levels */
	struct font font;
	bool told;  /* the font is */
	bool plain; /* all its numbers are decimal, "1.2" below "I" */
};

/* A list as it is counted: what is of no level yet has begun none. */
struct number_list {
	struct number_level levels[NUMBER_LEVELS];
	uint32_t counts[NUMBER_LEVELS];
	bool begun[NUMBER_LEVELS];
};

/* Counts on: appends the number of the next paragraph of LEVEL, below NUMBER_LEVELS, to OUT. */
void numbers_next(struct number_list *l, unsigned level, struct buf *out);

/* The next paragraph of LEVEL is number START again. */
void numbers_restart(struct number_list *l, unsigned level, uint32_t start);

#endif
