/* A segment: the documents of one batch, and their postings sorted by term, in a
 * file that lives until its shard is written. First all documents, then all terms;
 * docs/formats.md has it byte by byte.
 *
 * The postings of a term are, for each document, the gap to the one before and the count in
 * it, as varint_append writes them; documents count from 1 in each segment. Its positions
 * are, for each document, how many there are and the gaps between them, from 0 on; empty for
 * terms without positions. */
#ifndef INDEXER_INVERSION_SEGMENT_H
#define INDEXER_INVERSION_SEGMENT_H

#include "base/buf.h"
#include "base/error.h"

struct segment_document {
	uint32_t length;   /* the sum of the counts of its terms */
	struct str values; /* by slot, as segment_add_value writes them; or empty */
	struct str data;   /* the record */
};

/* Adds VALUE, not empty, of SLOT to the values of a document; they come by their slots, ascending.
 */
void segment_add_value(struct buf *values, unsigned slot, struct str value);

/* Takes the first of VALUES off them. False where it is not whole. */
bool segment_take_value(struct str *values, unsigned *slot, struct str *value);

struct segment_term {
	struct str term;
	uint32_t documents;
	uint64_t occurrences;
	struct str postings, positions;
};

struct segment_writer;

/* Creates the file PATH. */
struct segment_writer *segment_writer_open(const char *path, struct error *err);

bool segment_put_document(
	struct segment_writer *w, const struct segment_document *d, struct error *err);
bool segment_put_term(struct segment_writer *w, const struct segment_term *t, struct error *err);

/* Frees W whatever happens; a W that is NULL fails with ERR as it is. */
bool segment_writer_close(struct segment_writer *w, struct error *err);

struct segment_reader;

/* Opens PATH, which begins with just so many documents. */
struct segment_reader *segment_reader_open(const char *path, uint64_t documents, struct error *err);
void segment_reader_close(struct segment_reader *r);

/* ERROR_CORRUPT with its message: what R gave makes no sense. Returns false. */
bool segment_damaged(const struct segment_reader *r, struct error *err);

/* The next of its documents, good until the next call on R. *MORE is false at their
   end. ERROR_CORRUPT. */
bool segment_next_document(
	struct segment_reader *r, struct segment_document *out, bool *more, struct error *err);

/* The next of its terms, likewise, once there are no more documents. */
bool segment_next_term(
	struct segment_reader *r, struct segment_term *out, bool *more, struct error *err);

#endif
