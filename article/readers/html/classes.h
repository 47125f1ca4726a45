/* What the people who made a page called its parts: words of class and id. */
#ifndef ARTICLE_READERS_HTML_CLASSES_H
#define ARTICLE_READERS_HTML_CLASSES_H

#include "base/str.h"

enum hint {
	HINT_TITLE = 1 << 0,
	HINT_LEAD = 1 << 1,
	HINT_AUTHOR = 1 << 2,
	HINT_DATE = 1 << 3,
	HINT_SOURCE = 1 << 4,
	HINT_CAPTION = 1 << 5,
	HINT_BODY = 1 << 6,
	HINT_AROUND = 1 << 7, /* comments, related articles, menus, what is to be clicked */
	/* not of classes */
	HINT_HIDDEN = 1 << 8,
	HINT_RIGHT = 1 << 9,    /* set at the right */
	HINT_CENTRE = 1 << 10,  /* in the middle */
	HINT_REMARKS = 1 << 12, /* of readers: there may be more of it than of the text */
	HINT_LARGE = 1 << 13,   /* in letters of a heading's size */
	HINT_PLACE = 1 << 11    /* where it was written, before its first word */
};

/* The hints in NAMES, the values of class and id. Words are divided by signs and by capitals:
   "box-tinLienQuan" has four. */
unsigned classes_hints(struct str names);

/* What the declarations of STYLE say: hidden, right, centre, large. */
unsigned classes_style_hints(struct str style);

#endif
