/* One object of JSON: what it says of an article. */
#ifndef ARTICLE_READERS_JSON_RECORD_H
#define ARTICLE_READERS_JSON_RECORD_H

#include "article/given/given.h"
#include "base/error.h"

enum { JSON_KEYS_KNOWN = 64 };

struct json_reader_key {
	char name[KEY_NAME_MAX];
	size_t len;
	struct key_use use;
};

struct json_object;
struct json_tokener;

/* Reads the objects of one file, whose keys are mostly the same. */
struct json_parser {
	struct json_tokener *tokener; /* owned */
	const struct key_map *map;
	struct json_reader_key keys[JSON_KEYS_KNOWN]; /* met so far */
	size_t known;
	size_t next; /* where the next key is expected among these */
};

/* MAP is borrowed, and may be NULL. */
bool json_parser_open(struct json_parser *p, const struct key_map *map, struct error *err);
void json_parser_close(struct json_parser *p);

/* Reads OBJECT, any bytes, into *OUT, whose memory has all of it. Lenient where nothing is
   guessed: NaN, commas before a closing bracket and raw control characters pass, half a pair of
   surrogates is U+FFFD and counted in *REPAIRED. ERROR_INPUT's message names line and column,
   in characters from 1; LINE is that of the object. */
bool json_record_read(struct json_parser *p, struct str object, uint64_t line, struct given *out,
	size_t *repaired, struct error *err);

#endif
