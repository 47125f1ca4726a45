/* Bytes that were packed with gzip, xz or zstd, unpacked piece by piece in bounded memory.
 *
 * Each format's own library, since libarchive's filters (3.6) don't do for single files: its
 * gzip leaves the checksum unread, so that damage becomes text; its xz takes as much memory
 * as a header asks for; and all of them lose up to 64 KiB before the place of a damage. */
#ifndef ARTICLE_INPUT_UNPACK_H
#define ARTICLE_INPUT_UNPACK_H

#include "base/error.h"
#include "base/str.h"

enum packing { PACKING_NONE, PACKING_GZIP, PACKING_XZ, PACKING_ZSTD, PACKING_COUNT };

/* "gzip", "xz", "zstd" */
const char *packing_name(enum packing p);

/* By the bytes that a file begins with. */
enum packing packing_of_bytes(struct str beginning);

enum unpack_step {
	UNPACK_MORE,   /* it wants more packed bytes, or more room */
	UNPACK_MEMBER, /* a packed file ended; another may follow it */
	UNPACK_FAILED
};

struct unpacker;

enum {
	UNPACK_MEMORY = 96 << 20 /* bytes, unless told: xz -9 needs 65 MiB; a header may ask for
				    4 GiB */
};

/* A new unpacker of P, any but PACKING_NONE, that takes MEMORY bytes at most. NULL when out of
   memory. */
struct unpacker *unpacker_open(enum packing p, size_t memory);
void unpacker_close(struct unpacker *u);

/* Unpacks from *PACKED to *ROOM, both of which it moves on; what was unpacked before a damage
   is delivered with UNPACK_FAILED. ERR is set for that: ERROR_CORRUPT, ERROR_LIMIT for what
   needs more memory, ERROR_MEMORY. */
enum unpack_step unpacker_run(
	struct unpacker *u, struct str *packed, char **room, size_t *left, struct error *err);

/* Makes U ready for another packed file behind the one that ended. */
bool unpacker_next(struct unpacker *u);

#endif
