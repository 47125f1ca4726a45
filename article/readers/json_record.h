/* One line of JSON Lines: a JSON object, of which we keep the texts we know. */
#ifndef ARTICLE_READERS_JSON_RECORD_H
#define ARTICLE_READERS_JSON_RECORD_H

#include "base/arena.h"
#include "base/error.h"

enum json_key {
	KEY_ID,
	KEY_TITLE,
	KEY_DATE,
	KEY_SOURCE,
	KEY_AUTHOR,
	KEY_PLACE,
	KEY_LEAD,
	KEY_BODY,
	KEY_CAPTIONS,
	KEY_URL,
	KEY_COUNT
};

/* A string or number, or one of those in an array. */
struct json_value {
	struct str text;
	struct json_value *next;
};

struct json_record {
	struct json_value *values[KEY_COUNT]; /* NULL: the key is missing, null or an object */
	bool utf8;                            /* the line is */
	size_t repaired;                      /* broken \u escapes, each replaced by U+FFFD */
};

/* Reads LINE into *OUT, whose texts live in MEMORY and are UTF-8 if LINE is; else they
   are bytes in whatever encoding it has. Unknown keys are passed over; of a key that
   repeats, the last counts. ERROR_INPUT's message names the column, in characters from
   1. */
bool json_record_read(
	struct str line, struct arena *memory, struct json_record *out, struct error *err);

#endif
