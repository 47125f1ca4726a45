/* One table of a glass database, mapped for reading.
 *
 * libxapian copies a block for each step of each look-up, through a read(2) of its own:
 * where many keys that stand close together are looked up, as the positions of a few words
 * in a hundred articles are, that takes most of the time. Here a look-up begins where the
 * last one ended, and copies nothing.
 *
 * Nothing in the file is trusted: what lies outside of it, or makes no sense, is
 * ERROR_CORRUPT. */
#ifndef GLASS_TREE_H
#define GLASS_TREE_H

#include "glass/version.h"

struct glass_tree;

/* Opens table KIND of the database in FOLDER. A table without entries need not have a
   file. ERROR_NOT_FOUND, ERROR_CORRUPT, ERROR_VERSION, a system error; NULL then. */
struct glass_tree *glass_tree_open(const char *folder, enum glass_kind kind, struct error *err);
void glass_tree_close(struct glass_tree *t);

/* Says that T is damaged. Returns false. */
bool glass_tree_fail(const struct glass_tree *t, struct error *err);

/* Where the last look-up ended. {0} is a good beginning; belongs to one tree. */
struct glass_cursor {
	const uint8_t *leaf;
};

/* A tag of more bytes is ERROR_CORRUPT. */
enum { GLASS_TAG_MAX = 64 << 20 };

/* Looks KEY up: *FOUND, and then *TAG, borrowed from T where it stands in one piece, else
   from SCRATCH. */
bool glass_tree_find(const struct glass_tree *t, struct glass_cursor *c, struct str key,
	bool *found, struct str *tag, struct buf *scratch, struct error *err);

#endif
