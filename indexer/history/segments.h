/* The segments of a generation in the making: which of those before are linked, and which give way
 * to the new one (archive/versions/versions.h). */
#ifndef INDEXER_HISTORY_SEGMENTS_H
#define INDEXER_HISTORY_SEGMENTS_H

#include "archive/record.h"
#include "archive/versions/versions.h"

#include <stdio.h>

struct segment_use {
	uint32_t number;
	const struct manifest_file *file;
	uint64_t used;  /* bytes of it that a version needs */
	bool gives_way; /* these go into the new one */
};

struct segments {
	struct segment_use *list; /* by their numbers, owned */
	size_t count;
	uint32_t fresh; /* the number of the new one */
	char *path;     /* of that, owned */
	FILE *out;      /* NULL until something is in it */
	uint64_t size;  /* of it */
};

/* Those of M, of the generation before; the new one will be in FOLDER. */
bool segments_open(
	struct segments *s, const char *folder, const struct manifest *m, struct error *err);
void segments_close(struct segments *s);

/* Writes BYTES to the new segment: sets where V has them. */
bool segments_put(struct segments *s, struct str bytes, struct version *v, struct error *err);

/* That of NUMBER; NULL: it is the new one, or none. */
struct segment_use *segments_find(struct segments *s, uint32_t number);

/* Decides which give way, ALL or those that are small beside what is new or half unused, once what
   each is used for was counted. */
void segments_judge(struct segments *s, bool all);

/* Links the others from the folder FROM to TO, closes and seals the new one, and lists all in M. */
bool segments_finish(struct segments *s, const char *from, const char *to, struct manifest *m,
	struct error *err);

/* Removes the new one, which nobody needs. */
void segments_drop(struct segments *s);

#endif
