/* The bytes of a page as characters, before anything else is known of them. */
#ifndef ARTICLE_READERS_HTML_BYTES_H
#define ARTICLE_READERS_HTML_BYTES_H

#include "base/buf.h"
#include "text/encoding/encoding.h"

enum {
	BYTES_CONTROLS = 0xE000 /* where a control character is kept: in some encodings it is a
				   letter, and no markup has it */
};

struct bytes_read {
	struct str text;      /* valid UTF-8; borrows the input or OUT */
	bool legacy;          /* its characters are those that windows-1252 has for the bytes */
	enum encoding before; /* windows-1258, where they were that: an entity is no byte of it */
	size_t repaired;      /* bytes that were no UTF-8 in a text that is */
};

/* Reads BYTES as TOLD says, or as UTF-8 where most of what is beyond ASCII is. OUT is emptied
   first. False when out of memory. */
bool bytes_read(struct str bytes, enum encoding told, struct buf *out, struct bytes_read *r);

/* Appends TEXT with numbers U+0080 to U+009F as what windows-1252 has there, which is how pages
   mean them, and control characters where they were. */
void bytes_restore(struct str text, struct buf *out);

/* Whether bytes_restore would change TEXT. */
bool bytes_need_restoring(struct str text);

#endif
