/* Turns the documents of a batch inside out: from each one's terms to each term's
 * postings, in memory, until they are written as a segment. */
#ifndef INDEXER_INVERSION_INVERTER_H
#define INDEXER_INVERSION_INVERTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "indexer/inversion/segment.h"

/* Bytes that only ever grow, in the inverter's memory. */
struct stream {
	char *ptr;
	uint32_t len, capacity;
};

/* The hash stands here, too, so that a search seldom leaves the table. */
struct inverter_slot {
	uint32_t hash;
	uint32_t term; /* index into terms, from 1; 0: free */
};

struct inverted_term {
	struct str term;
	uint32_t document;  /* whose count is still open; 0: none */
	uint32_t count;     /* in it, so far */
	uint32_t before;    /* last document whose count is closed */
	uint32_t documents; /* closed */
	uint64_t occurrences;
	struct stream postings, positions; /* as a segment holds them */
};

#define INVERTER_NONE UINT32_MAX

struct inverter {
	struct arena memory; /* owns terms and streams */
	struct inverted_term *terms;
	size_t count, capacity;
	struct inverter_slot *slots; /* hash table */
	size_t slot_count;
	uint32_t seed;
	uint32_t document; /* the one that is open */
	uint64_t length;   /* sum of the counts in it */
	struct buf packed; /* scratch */
	bool failed;       /* out of memory, until inverter_reset */
};

bool inverter_open(struct inverter *v); /* false when out of memory */
void inverter_close(struct inverter *v);

/* Forgets all documents. */
void inverter_reset(struct inverter *v);

/* Begins the next document: 1, 2, … */
void inverter_begin(struct inverter *v);

/* The document has TERM, not empty, COUNT times more. Returns the number of the term, from 0,
   until V is reset; INVERTER_NONE when out of memory. */
uint32_t inverter_add(struct inverter *v, struct str term, uint32_t count);

/* The same of a term by its number: nothing has to be looked up. */
void inverter_add_number(struct inverter *v, uint32_t number, uint32_t count);

/* Likewise, at POSITIONS[0..N), ascending; N may be 0. Once a document for each TERM;
   all documents must give the term this way, or none. */
uint32_t inverter_add_at(
	struct inverter *v, struct str term, uint32_t count, const uint32_t *positions, size_t n);

/* Is given a term, for the time of the call; false ends the walk. */
typedef bool inverter_visit(void *context, const struct segment_term *term);

/* Visits all terms, in order. Afterwards V can only be reset or closed. False where VISIT ended it
   or, with FAILED, for want of memory. */
bool inverter_each(struct inverter *v, inverter_visit *visit, void *context, bool *failed);

/* Writes all terms, in order. Afterwards V can only be reset or closed. */
bool inverter_write(struct inverter *v, struct segment_writer *out, struct error *err);

#endif
