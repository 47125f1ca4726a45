/* The lost documents of a generation: those that its shards still hold, but that its
 * articles have left. Shards are never written again; so a nightly run that changes one
 * article of a large shard says here that its old version is not to be found any more.
 *
 * A file of fixed records, sorted; there is none where nothing was lost. */
#ifndef ARCHIVE_LOST_H
#define ARCHIVE_LOST_H

#include "archive/manifest.h"

struct lost_document {
	uint32_t shard;    /* number of the shard */
	uint32_t document; /* its number in there */
};

struct lost {
	struct lost_document *list; /* owned; sorted by shard, then by document */
	size_t count;
	size_t capacity;
};

/* What the indexer keeps of a shard at most: a twentieth. So a hundred shards of the
   usual size may have this many; more is a damaged file. */
enum { LOST_MAX = 10 << 20 };

#define LOST_FILE "lost"

void lost_free(struct lost *l);

/* In any order. False when out of memory. */
bool lost_add(struct lost *l, uint32_t shard, uint32_t document);

/* How many SHARD has; *FIRST is the index of its first. */
size_t lost_of_shard(const struct lost *l, uint32_t shard, size_t *first);

/* Reads what the generation in FOLDER, whose manifest is M, has lost over *OUT, which
   must be empty. ERROR_CORRUPT, ERROR_VERSION, ERROR_NOT_FOUND. */
bool lost_read(const char *folder, const struct manifest *m, struct lost *out, struct error *err);

/* Sorts L and writes it into FOLDER; nothing when there is none. */
bool lost_write(struct lost *l, const char *folder, struct error *err);

#endif
