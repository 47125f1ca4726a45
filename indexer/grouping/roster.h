/* The roster: all articles of a generation, the earliest first, each with its signature. What is
 * nearly the same as what is decided in this order, so that it depends on the articles alone. */
#ifndef INDEXER_GROUPING_ROSTER_H
#define INDEXER_GROUPING_ROSTER_H

#include "archive/lost.h"
#include "indexer/inversion/spool.h"
#include "text/shingle/shingle.h"

struct xc_db;

struct roster_article {
	uint64_t date;  /* its first day, as 8 digits, big-endian; all ones: it has none */
	uint64_t order; /* of those of one day: by the text, then by the id */
	uint32_t shard; /* index in the manifest */
	uint32_t document;
	struct signature signature;
};

struct roster {
	struct spool spool;              /* of the articles below */
	struct roster_article *articles; /* by shard, then by document */
	uint32_t count;
	uint32_t *order; /* their indexes, the earliest first; owned */
	uint32_t *rank;  /* of each, its place in ORDER; owned */
};

#define ROSTER_EMPTY ((struct roster){.spool = SPOOL_CLOSED})

/* Reads the articles of the shards of M, opened as DB, less those LOST; works in FOLDER. */
bool roster_read(struct roster *r, struct xc_db *db, const struct manifest *m,
	const struct lost *lost, const char *folder, struct error *err);
void roster_free(struct roster *r);

/* The article whose place in the order is RANK. */
static inline const struct roster_article *roster_at(const struct roster *r, uint32_t rank)
{
	return &r->articles[r->order[rank]];
}

/* The rank of DOCUMENT of the shard with that index; R's count where it is not there. */
uint32_t roster_find(const struct roster *r, uint32_t shard, uint32_t document);

#endif
