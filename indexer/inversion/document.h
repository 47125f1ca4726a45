/* From a record to what a shard has of it: the terms and values of archive/schema.h. */
#ifndef INDEXER_INVERSION_DOCUMENT_H
#define INDEXER_INVERSION_DOCUMENT_H

#include "archive/record.h"
#include "indexer/inversion/inverter.h"

#include <stdint.h>

struct segment_writer;

/* Analyses the articles of one batch after the other: one a thread. */
struct analyst;

/* NULL on failure. */
struct analyst *analyst_new(struct error *err);
void analyst_free(struct analyst *a);

/* Gives back the memory that A has kept for what comes next. */
bool analyst_relax(struct analyst *a, struct error *err);

/* Writes the document of R to OUT, and keeps its terms for analyst_finish. */
bool analyst_index(
	struct analyst *a, const struct record *r, struct segment_writer *out, struct error *err);

/* Writes the terms of all documents since the last call to OUT, and forgets them. */
bool analyst_finish(struct analyst *a, struct segment_writer *out, struct error *err);

/* Visits the terms of the document of R, in order, as a shard has them, and tells its LENGTH; A
   keeps nothing of it, and must have none to keep. What VISIT fails at is told by VISIT. */
bool analyst_each_term(struct analyst *a, const struct record *r, inverter_visit *visit,
	void *context, uint32_t *length, struct error *err);

/* Likewise the words, pairs of words and doubtful runs of these documents to the file PATH. */
bool analyst_write_tally(struct analyst *a, const char *path, struct error *err);

/* Likewise with every run: to be taken off a tally, whose other documents told what is doubtful. */
bool analyst_write_lost_tally(struct analyst *a, const char *path, struct error *err);

/* The spelling of TEXT that author, place and source terms carry: its words in
   canonical spelling with one space between them. Replaces what OUT held. */
bool analyst_canonical(struct analyst *a, struct str text, struct buf *out);

/* The exact term TERM without marks, good until the next call. */
struct str analyst_fold(struct analyst *a, struct str term);

#endif
