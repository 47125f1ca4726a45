/* The keys under which other people's JSON, CSV and header lines keep what an article has. */
#ifndef ARTICLE_GIVEN_KEYS_H
#define ARTICLE_GIVEN_KEYS_H

#include "article/given/fields.h"
#include "base/error.h"
#include "base/str.h"

enum {
	KEY_NAME_MAX = 64, /* bytes of a key, as keys are compared */
	KEY_MAP_MAX = 64   /* keys that an archivist can name */
};

/* What a key is used for. */
struct key_use {
	enum field field; /* FIELD_NONE: for nothing */
	unsigned rank;    /* the lower, the sooner it is believed where several have the field */
};

/* Keys that the archivist named: "title=headline,body=noi_dung". */
struct key_map {
	struct {
		char name[KEY_NAME_MAX + 1]; /* as keys are compared */
		enum field field;
		unsigned column; /* 1-based, of a table; 0: KEY is no number */
	} entries[KEY_MAP_MAX];
	size_t count;
};

/* Reads TEXT, as --map has it. "" maps nothing. ERROR_USAGE. */
bool key_map_read(struct str text, struct key_map *out, struct error *err);

/* The use of KEY: by MAP (which may be NULL) where that names it, else by the table, whose keys
   are believed after those of MAP. Case, marks, spaces and signs don't matter: "Tiêu đề" is
   tieu_de, pubDate is pub_date. */
struct key_use key_use_of(const struct key_map *map, struct str key);

/* The field of the column NUMBER, from 1, by MAP; FIELD_NONE. */
enum field key_map_column(const struct key_map *map, unsigned number);

#endif
