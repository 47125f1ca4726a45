/* Strings of Excel's binary files, which may go on in the next record. */
#ifndef ARTICLE_READERS_CONTAINER_XLS_STRINGS_H
#define ARTICLE_READERS_CONTAINER_XLS_STRINGS_H

#include "base/arena.h"
#include "base/buf.h"

#include <stdint.h>

/* Where a font changes within a string. */
struct xls_run {
	uint16_t at; /* units of UTF-16 */
	uint16_t font;
};

struct xls_string {
	struct str units; /* of UTF-16, little-endian */
	struct xls_run *runs;
	size_t run_count;
};

/* Bytes of a record and of those that go on with it. */
struct xls_source {
	struct str rest;     /* of the record */
	struct str behind;   /* the file behind it */
	struct buf *scratch; /* room to put strings together */
};

/* Reads a string with a length of LENGTH_SIZE bytes; it is in MEMORY. False at the end. */
bool xls_string_read(
	struct xls_source *s, size_t length_size, struct arena *memory, struct xls_string *out);

/* Reads the COUNT characters of a box, which stand in the records behind its own, and their fonts.
   False when out of memory. */
bool xls_box_read(struct xls_source *s, size_t count, struct arena *memory, struct xls_string *out);

#endif
