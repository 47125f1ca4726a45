/* Compound files, which hold streams as a disk holds files ([MS-CFB]). Read by ourselves, in a few
 * lines whose every access is bounded: libgsf would bring GLib into what reads hostile files. */
#ifndef ARTICLE_READERS_CONTAINER_CFB_H
#define ARTICLE_READERS_CONTAINER_CFB_H

#include "base/arena.h"
#include "base/error.h"

#include <stdint.h>

struct cfb {
	struct str bytes;    /* borrowed */
	struct arena memory; /* owns what follows */
	size_t sector;       /* bytes */
	size_t short_sector; /* likewise, of small streams */
	uint64_t cutoff;     /* bytes: a smaller stream is a small one */
	uint32_t *next;      /* of each sector, the one behind it */
	size_t next_count;
	uint32_t *short_next; /* likewise, of short sectors */
	size_t short_count;
	struct str directory;
	struct str shorts; /* all short sectors */
};

/* Whether BYTES begin as compound files do. */
bool cfb_is(struct str bytes);

/* BYTES must outlive C. C is to be closed, also on failure: ERROR_CORRUPT, ERROR_MEMORY. */
bool cfb_open(struct cfb *c, struct str bytes, struct error *err);
void cfb_close(struct cfb *c);

/* The stream NAME, ASCII, of the root, as far as the file has it; it lives as long as C. Its ptr is
   NULL when there is none, or out of memory. Names compare without case. */
struct str cfb_stream(struct cfb *c, const char *name);

#endif
