/* Which files of a generation are not what was written, and which of them are whole elsewhere. */
#ifndef INDEXER_REPAIR_DAMAGE_H
#define INDEXER_REPAIR_DAMAGE_H

#include "archive/manifest.h"

struct damage {
	bool *bad; /* of each file that the manifest lists; owned */
	size_t count;
};

/* Holds all files of M, of the generation in FOLDER, against their digests. False when out of
   memory or stopped. */
bool damage_look(struct damage *d, const char *folder, const struct manifest *m, struct error *err);
void damage_free(struct damage *d);

/* Makes the folder TO of the files of M: links to those of FOLDER, and in the place of those that
   are bad, of which D knows, what is whole elsewhere: in other generations of ARCHIVE, or of FROM
   (NULL: none), copied from there; checksums of blocks are counted anew. What is bad everywhere
   stays bad, and is linked as it is if it is there. */
bool damage_gather(struct damage *d, const char *folder, const struct manifest *m,
	const char *archive, const char *from, const char *to, struct error *err);

/* Whether the file PATH is bad; false where M does not list it. */
bool damage_is_bad(const struct damage *d, const struct manifest *m, const char *path);

/* Whether one of shard NUMBER is. */
bool damage_is_in_shard(const struct damage *d, const struct manifest *m, uint32_t number);

/* Whether what articles said before they changed is. */
bool damage_is_in_versions(const struct damage *d, const struct manifest *m);

#endif
