/* Whose signatures overlap: for each hash that several articles have, which ones. */
#ifndef INDEXER_GROUPING_OVERLAP_H
#define INDEXER_GROUPING_OVERLAP_H

#include "base/buf.h"
#include "indexer/grouping/roster.h"

/* Hashes that more articles have tell nothing: they are of names and phrases that everybody
   writes. */
enum { OVERLAP_COMMON = 500 };

/* Hashes of SIGNATURE_HASHES that two articles share, at least, if they may be nearly the same; of
   shorter signatures as many in proportion. Of two that have a fifth of their words changed it is
   a third of what both have, on the mean. */
enum { OVERLAP_LEAST = 6 };

struct overlap_entry {
	uint32_t hash;
	uint32_t rank; /* of the article in the roster */
};

struct overlap {
	const struct roster *roster; /* borrowed */
	struct spool spool;
	struct overlap_entry *entries; /* sorted; of most hashes that one alone has there is none */
	size_t count;
	uint32_t *starts; /* of the entries whose hash begins with so many bits; owned */
};

#define OVERLAP_EMPTY ((struct overlap){.spool = SPOOL_CLOSED})

/* Of ROSTER; a hash of GONE[0..N) has its entry, be it that of one article. Works in FOLDER. */
bool overlap_make(struct overlap *o, const struct roster *roster, const uint32_t *gone, size_t n,
	const char *folder, struct error *err);
void overlap_free(struct overlap *o);

/* Articles that may be nearly the same as one: what is found is kept until the next time. */
struct overlap_met {
	uint8_t *shared;  /* hashes that it shares with each, by rank, zeros between calls; owned */
	struct buf ranks; /* uint32_t, ascending, owned */
};

/* For articles of a roster of COUNT. False when out of memory. */
bool overlap_met_open(struct overlap_met *m, uint32_t count);
void overlap_met_close(struct overlap_met *m);

/* Finds those that share as many hashes with S, less that with the rank SELF; *COUNT of them.
   NULL when out of memory. */
const uint32_t *overlap_meet(const struct overlap *o, const struct signature *s, uint32_t self,
	struct overlap_met *m, size_t *count);

/* The entries of HASH, by their ranks; *COUNT of them, NULL where there are none. */
const struct overlap_entry *overlap_of(const struct overlap *o, uint32_t hash, size_t *count);

#endif
