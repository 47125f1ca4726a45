/* Vietnam's provinces and centrally run cities: those of 2008 to 2025, whose names are also those
 * of the 34 since, and some of before. */
#ifndef ARTICLE_METADATA_PROVINCE_H
#define ARTICLE_METADATA_PROVINCE_H

#include "article/words.h"

struct province_match {
	const char *province; /* usual spelling; NULL for a longer name of something else */
	bool only_as_city;    /* a person's name too: Hồ Chí Minh */
	size_t end;           /* bytes of the text, behind the name */
};

/* Reads the longest known name that begins with the capitalised word FIRST of TEXT.
   Case, normal form, place of the tone and dashes don't matter; every word needs a
   capital. Returns false when there is none. */
bool province_read(struct str text, const struct word *first, struct province_match *out);

/* Whether NAME is one of them and nothing else. */
bool province_is(struct str name);

/* The usual spelling of the one that NAME is, whose first word alone need have a capital: "Hà nội",
   as many wrote; NULL. */
const char *province_begun(struct str name);

/* The spelling of number I in our table, for I from 0 until it returns NULL. */
const char *province_name(size_t i);

#endif
