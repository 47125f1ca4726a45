/* A page as libxml2 may have it: in UTF-8, without scripts, styles, comments and declarations, with
 * bounded tags. */
#ifndef ARTICLE_READERS_HTML_SOURCE_H
#define ARTICLE_READERS_HTML_SOURCE_H

#include "base/buf.h"
#include "base/error.h"
#include "text/encoding/encoding.h"

enum {
	HTML_TEXT_MAX = 8 << 20, /* bytes of a page without pictures and programs in it */
	HTML_TAGS_MAX = 400000,  /* of a page; those of newspapers have some thousands */
	HTML_SCRIPTS_MAX = 16    /* of JSON-LD that are kept */
};

struct html_source {
	struct buf text; /* owned */
	struct buf json; /* owned: the scripts of JSON-LD, one behind the other */
	size_t script_ends[HTML_SCRIPTS_MAX]; /* in JSON */
	size_t script_count;
	struct str saved_from; /* the address that a browser noted; borrows BYTES or UTF8 */
	struct buf utf8;       /* owned: BYTES, where these are not UTF-8 */
	bool legacy;           /* each byte became the character that windows-1252 has for it,
				  letters in the place of control characters U+E000 and up */
	size_t tags;
	bool told;            /* as which encoding BYTES are to be read */
	enum encoding before; /* what BYTES were in, where they were decoded at once */
	size_t repaired;      /* bytes that were no UTF-8 among others that were */
};

/* Reads BYTES, any, as TOLD or, for ENCODING_DETECT, as UTF-8 where most of what is beyond ASCII
   is. What other encoding the texts are in shows when they are read: an entity is a byte of it,
   too. ERROR_LIMIT where there are more than HTML_TAGS_MAX tags or HTML_TEXT_MAX bytes of text.
   Time linear. To be freed also on failure. */
bool html_source_read(
	struct html_source *s, struct str bytes, enum encoding told, struct error *err);
void html_source_free(struct html_source *s);

/* An attribute within a tag: NAME as it stands, VALUE without its quotes. */
struct html_pair {
	struct str name, value;
};

/* The next one in TAG from *AT on, which starts behind the tag's name. False at its end. */
bool html_pair_next(struct str tag, size_t *at, struct html_pair *out);

#endif
