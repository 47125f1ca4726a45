/* What an article can be filtered and counted by beside its text, and what people call that. */
#ifndef QUERY_READING_FIELDS_H
#define QUERY_READING_FIELDS_H

#include "base/str.h"
#include "text/zone.h"

#include <stdbool.h>

enum query_field {
	FIELD_BY_AUTHOR,
	FIELD_BY_PLACE,
	FIELD_BY_SOURCE,
	FIELD_BY_ISSUER,
	FIELD_BY_KIND,
	FIELD_BY_NUMBER, /* of a document */
	FIELD_BY_URL,    /* its host, or the beginning of its address */
	FIELD_BY_FILE,   /* the type of its file, or of a pack that it is in */
	FIELD_BY_COUNT
};

/* Whether the index has no terms of F: the stored articles are looked at. */
static inline bool field_is_stored(enum query_field f)
{
	return f >= FIELD_BY_URL;
}

/* "author" …, as in an answer's JSON */
const char *field_name(enum query_field f);

/* "tác giả" or "author", in the user's language */
const char *field_words(enum query_field f);

/* What stands before the colon of a filter. */
enum filter_name_kind {
	FILTER_NAME_NONE,
	FILTER_NAME_FIELD,
	FILTER_NAME_DURING, /* of dates: within the day, month, year that follows */
	FILTER_NAME_FROM,
	FILTER_NAME_TO,
	FILTER_NAME_AFTER, /* the day, month, year itself left out */
	FILTER_NAME_BEFORE,
	FILTER_NAME_ZONE /* of the text: words follow, which stand in it */
};

struct filter_name {
	enum filter_name_kind kind;
	enum query_field field; /* of FILTER_NAME_FIELD */
	enum zone zone;         /* of FILTER_NAME_ZONE */
	bool in_texts;          /* press releases have it before a colon, too: "Nguồn: TTXVN" */
};

enum { FILTER_NAME_WORDS = 4, FILTER_NAME_BYTES = 48 /* of the longest name as it is typed */ };

/* Reads NAME, with or without marks, written apart, together or with _, in either case. */
struct filter_name filter_name_of(struct str name);

/* The known name that NAME, which is none, is a letter or two away from, as one types it; NULL:
   none. */
const char *filter_name_nearest(struct str name);

#endif
