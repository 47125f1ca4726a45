/* The articles that shards store, read one after the other, whatever else of them is damaged. */
#ifndef INDEXER_REPAIR_HARVEST_H
#define INDEXER_REPAIR_HARVEST_H

#include "archive/manifest.h"
#include "archive/record.h"

struct harvest; /* belongs to one thread */

/* Where a record is. */
struct harvest_place {
	uint32_t shard;    /* the N-th that was walked through */
	uint32_t document; /* its number in there; 0: nowhere */
};

/* Gets one record, good for the time of the call, and where it is; sets *TAKEN where that will be
   asked for again, and *ENOUGH to end the walk. Returns false, with ERR filled, to fail. */
typedef bool harvest_visitor(void *context, const struct record *r, struct harvest_place place,
	bool *taken, bool *enough, struct error *err);

/* Whether shard NUMBER of an archive is worth looking into. */
typedef bool harvest_filter(void *context, uint32_t number);

struct harvest *harvest_new(void); /* NULL: out of memory */
void harvest_free(struct harvest *h);

/* Tells VISIT of each record in the shard FOLDER that can be read, also of articles that are lost.
   What can't be read, be it all, is no failure. */
bool harvest_shard(struct harvest *h, const char *folder, harvest_visitor *visit, void *context,
	bool *enough, struct error *err);

/* Likewise of the shards that WANTS wants, of all generations of ARCHIVE, the newest first. */
bool harvest_archive(struct harvest *h, const char *archive, harvest_filter *wants,
	harvest_visitor *visit, void *context, bool *enough, struct error *err);

/* The record at PLACE, good until the next call. */
bool harvest_read(
	struct harvest *h, struct harvest_place place, struct record *out, struct error *err);

#endif
