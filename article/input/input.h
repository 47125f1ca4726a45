/* The bytes of an open file: unpacked when they are packed, as UTF-8 when they are UTF-16.
   What other encoding they are in is for the reader to tell. */
#ifndef ARTICLE_INPUT_INPUT_H
#define ARTICLE_INPUT_INPUT_H

#include "article/input/ceiling.h"
#include "article/input/unpack.h"
#include "base/buf.h"
#include "text/encoding/encoding.h"

#include <sys/types.h>

/* What is known of a file before its bytes. */
struct input_file {
	int fd;             /* borrowed */
	enum packing named; /* by its name; its bytes are believed, but where they are not packed */
	enum encoding as;   /* of the file, as article_file has it */
	size_t memory;      /* bytes that unpacking may take; 0: UNPACK_MEMORY */
};

struct input {
	struct input_file file;
	enum packing packing;
	struct unpacker *unpacker;         /* owned; NULL: the bytes are as they are */
	bool file_ended, started, between; /* BETWEEN: one packed file ended, no other began */
	char *packed;                      /* owned */
	struct str rest;                   /* of it, that is still to be unpacked */
	struct error failure;              /* found behind bytes that were delivered */
	uint64_t packed_read, unpacked;    /* bytes, so far */
	enum ceiling ceiling;              /* why no more is read, if that is why */
	enum encoding wide;                /* UTF-16 of either sort, else ENCODING_UTF8 */
	struct buf raw;                    /* of UTF-16: read, not yet decoded */
	struct buf ready;                  /* decoded, not yet delivered */
	size_t ready_at;
	bool looked;
	size_t repaired; /* lone surrogates and half units, each read as U+FFFD */
};

bool input_open(struct input *in, const struct input_file *file, struct error *err);
void input_close(struct input *in);

/* Fills OUT with up to SIZE bytes, SIZE at least 16. Returns their number, 0 at the end, -1
   on failure; what was unpacked before a damage is delivered first. */
ssize_t input_read(struct input *in, char *out, size_t size, struct error *err);

/* Whether the bytes are decoded from UTF-16: known once the first were read. */
static inline bool input_is_wide(const struct input *in)
{
	return in->wide != ENCODING_UTF8;
}

/* Appends all that is left to OUT, ERROR_LIMIT if that is more than MAX bytes. */
bool input_read_all(struct input *in, size_t max, struct buf *out, struct error *err);

#endif
