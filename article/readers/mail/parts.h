/* The parts of a mail: its text, and what is attached to it. */
#ifndef ARTICLE_READERS_MAIL_PARTS_H
#define ARTICLE_READERS_MAIL_PARTS_H

#include "base/arena.h"
#include "base/buf.h"

#include <gmime/gmime.h>

enum {
	PARTS_MAX = 256, /* that are looked at */
	PARTS_DEPTH = 32,
	PARTS_HEADER_BYTES = 1 << 20, /* and the bytes of these */
	PARTS_HEADERS = 20000         /* lines of headers of a mail and all of its parts */
};

struct mail_attachment {
	GMimeObject *object; /* of the message */
	struct str name;     /* without folders; of several that are called alike each its own */
};

struct mail_parts {
	GMimePart *plain, *html;    /* the first of each that are the mail's text; NULL: none */
	GMimePart *more[PARTS_MAX]; /* further ones, plain or not */
	size_t more_count;
	struct mail_attachment attachments[PARTS_MAX];
	size_t attachment_count;
	size_t left_out; /* attachments beyond these */
};

/* Whether gmime can take MAIL apart in bounded memory: it has no more than PARTS_HEADERS lines
   and PARTS_HEADER_BYTES of headers, also behind whatever may divide parts. */
bool mail_is_bounded(struct str mail);

/* Finds the parts of MESSAGE, which outlives OUT. Pictures, signatures and the like are none. Names
   are in MEMORY. False when that runs out. */
bool mail_parts_find(struct mail_parts *out, struct arena *memory, GMimeMessage *message);

/* The charset that PART says it is in, "" where it says none. */
struct str mail_charset(GMimePart *part);

/* Appends the bytes of PART, decoded from what they were sent as, to OUT. */
bool mail_part_bytes(GMimeObject *part, struct buf *out);

/* The value of header NAME as it stands, "" where there is none. */
struct str mail_header(GMimeObject *object, const char *name);

#endif
