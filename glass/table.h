/* One table of a glass database: a B-tree, filled from the left.
 *
 * The file is a row of blocks of GLASS_BLOCK bytes. Leaves hold items, a key with
 * its tag; a tag that does not fit goes on in the next leaf under the same key with a
 * count. Branches hold, for each block below but the first, the shortest key that
 * parts it from the one before. As the keys come in order, each block is written once,
 * full, when the next one begins, and a reader may walk the leaves in file order. */
#ifndef GLASS_TABLE_H
#define GLASS_TABLE_H

#include "base/buf.h"
#include "base/error.h"

enum { GLASS_BLOCK = 8192, GLASS_KEY_MAX = 255 };

struct glass_table;

/* What the version file says of a table. */
struct glass_root {
	uint32_t block; /* number of the root's */
	uint32_t level; /* of the root; leaves have 0 */
	uint64_t entries;
	uint32_t blocks; /* in the file; 0: there is no file */
};

/* A table that will be the file PATH, which is created with its first key. NULL when
   out of memory. */
struct glass_table *glass_table_new(const char *path);
void glass_table_free(struct glass_table *t);

/* KEY, of 1 to GLASS_KEY_MAX bytes, must follow all keys before it. TAG may be empty.
   ERROR_LIMIT, ERROR_INTERNAL for a key out of order, or a system error. */
bool glass_table_add(struct glass_table *t, struct str key, struct str tag, struct error *err);

/* Writes what is left. Afterwards T can only be freed. */
bool glass_table_finish(struct glass_table *t, struct glass_root *root, struct error *err);

#endif
