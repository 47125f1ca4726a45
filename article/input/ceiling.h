/* Where the work on one file ends, whatever is in it: what no archive of articles needs, and what
 * somebody makes who wants our time, our memory or our disk.
 *
 * A file that met one stays as it was read until it changes: it is remembered by number, so these
 * are never renumbered. */
#ifndef ARTICLE_INPUT_CEILING_H
#define ARTICLE_INPUT_CEILING_H

#include "base/error.h"

#include <stdint.h>

enum ceiling {
	CEILING_NONE = 0,
	CEILING_SIZE = 1,    /* a text of one article is larger than any */
	CEILING_HOLES = 2,   /* most of it was never written */
	CEILING_RATIO = 3,   /* it is packed more tightly than text can be */
	CEILING_NOTHING = 4, /* no article in a long stretch of it */
	CEILING_BROKEN = 5,  /* more of it can't be read than can be */
	CEILING_MEMBERS = 6, /* more files are packed in it than are looked at */
	CEILING_READER = 7   /* its reader crashed or hung; with READERS_VERSION above it */
};

enum {
	/* Real text packs 3 to 10 times, by xz; pages of one template 50; a thousand copies of an
	   article more than that, so a file may be so small that it does not matter. */
	CEILING_RATIO_MAX = 100,
	CEILING_RATIO_FREE = 4 << 20,    /* bytes that are unpacked whatever the ratio */
	CEILING_HOLES_MAX = 64 << 20,    /* bytes */
	CEILING_NOTHING_MAX = 256 << 20, /* bytes without an article */
	CEILING_BROKEN_MAX = 1000        /* records that can't be read, more than those that can */
};

/* Raised with every change of a reader, or of the library that it uses, by which it may read what
   it could not: then what it failed at is tried again. */
enum { READERS_VERSION = 1, CEILING_VERSION_SHIFT = 8 };

/* CEILING_READER, of the readers as they are. */
static inline enum ceiling ceiling_of_reader(void)
{
	return (enum ceiling)(CEILING_READER | READERS_VERSION << CEILING_VERSION_SHIFT);
}

/* Whether the ceiling NUMBER, met by some run, would be met again. */
static inline bool ceiling_holds(uint32_t number)
{
	return number != CEILING_NONE &&
	       ((number & 0xFF) != CEILING_READER || number == (uint32_t)ceiling_of_reader());
}

/* Sets ERR to what C says, ERROR_LIMIT. Returns false. */
bool ceiling_set(enum ceiling c, struct error *err);

/* The same in words, for any NUMBER that an archive may have. */
const char *ceiling_why(uint32_t number);

#endif
