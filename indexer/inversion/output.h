/* A new shard in the making: its parts and how they become one database. */
#ifndef INDEXER_INVERSION_OUTPUT_H
#define INDEXER_INVERSION_OUTPUT_H

#include "archive/audience/audience.h"
#include "indexer/inversion/batch.h"
#include "indexer/work/progress.h"

/* Parts of one shard: each holds a file or four open. */
enum { OUTPUT_PARTS = 128 };

struct part {
	char *path;        /* owned */
	bool is_shard;     /* a shard of the old generation, else a segment of this run */
	uint64_t articles; /* that it has, or will have once built */
	uint64_t text_bytes;
};

struct output {
	struct manifest_shard shard;
	struct visibility seen; /* who may see its articles */
	bool queued;            /* it is being built, and takes no more parts */
	struct part parts[OUTPUT_PARTS];
	size_t part_count;
	const char *folder;        /* of the generation to be, borrowed */
	struct manifest sealed;    /* its files, once it is finished */
	struct gate *gate;         /* borrowed */
	struct progress *progress; /* borrowed */
	bool xapian_positions;     /* into Xapian's own table as well */
	bool servable;             /* by Xapian's own servers */
	unsigned waiting;          /* parts not yet built; behind the gate */
};

/* Lets the job that joins parts wait for those that build them. */
struct gate *gate_new(void);
void gate_free(struct gate *g);

/* Of articles that are SEEN so; all else is borrowed. NULL when out of memory. */
struct output *output_new(const char *folder, uint32_t number, const struct visibility *seen,
	struct gate *gate, struct progress *progress);

/* What joining the parts of O is worth beside indexing their articles, in bytes of text. */
uint64_t output_work(const struct output *o);

/* Bytes of memory that joining them takes. */
size_t output_need(const struct output *o);

void output_free(struct output *o);

/* Whether O, of articles that are SEEN so, is not queued yet. */
static inline bool output_is_open(const struct output *o, const struct visibility *seen)
{
	return !o->queued && visibility_eq(&o->seen, seen);
}

bool output_has_room(const struct output *o, uint64_t articles, uint64_t limit);

/* Adds PART, which is ready unless PENDING. Takes over its path. */
void output_add(struct output *o, const struct part *part, bool pending);

/* One pending part of O is ready. */
void output_ready(struct output *o);

/* A job of the pool: waits for the parts, joins them, removes segments, checks the
   count of articles, seals the files. ARGUMENT is the output. The jobs that build
   its parts must have been queued before. */
bool output_build(void *worker, void *argument, struct error *err);

#endif
