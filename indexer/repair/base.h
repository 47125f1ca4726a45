/* The generation that a repair starts from: the published one, as far as it is whole, or can be
 * made whole from copies; where what lists its articles is damaged, the newest before it. */
#ifndef INDEXER_REPAIR_BASE_H
#define INDEXER_REPAIR_BASE_H

#include "archive/manifest.h"

struct repair_base {
	uint32_t number; /* 0: no generation can be read */
	uint32_t published;
	char *home;   /* of the generation, as it is; owned */
	char *folder; /* of its files that are whole, and of those that are not; owned */
	struct manifest
		manifest; /* without DAMAGED shards, and files that are not needed and bad */
	struct manifest_shard *damaged; /* owned, but for its strings, which MANIFEST has */
	size_t damaged_count;
	bool borrowed;     /* the manifest is that of a copy */
	bool whole;        /* nothing of the published one is damaged */
	bool history_lost; /* some of what its articles said before they changed */
	bool names_lost;   /* what its articles were called before is not known any more */
};

#define REPAIR_BASE_NONE ((struct repair_base){.manifest = MANIFEST_INIT})

/* Finds it in ARCHIVE, and good copies there and in FROM (NULL: none). FOLDER is made, below
   ARCHIVE/generations, and goes with repair_base_close. */
bool repair_base_open(
	struct repair_base *b, const char *archive, const char *from, struct error *err);
void repair_base_close(struct repair_base *b);

bool repair_base_is_damaged(const struct repair_base *b, uint32_t shard);

#endif
