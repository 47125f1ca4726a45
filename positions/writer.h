/* Writes the file of positions of a shard in one go: terms in their order, of each the
 * documents in theirs.
 *
 *     w = positions_writer_open(path)
 *     for each term, ascending: positions_writer_term,
 *         for each of its documents, ascending: positions_writer_document
 *     positions_writer_finish(w); positions_writer_close(w)
 *
 * After a failure only positions_writer_close makes sense. */
#ifndef POSITIONS_WRITER_H
#define POSITIONS_WRITER_H

#include "base/buf.h"
#include "base/error.h"

struct positions_writer;

/* Creates the file PATH, which must not exist. */
struct positions_writer *positions_writer_open(const char *path, struct error *err);
void positions_writer_close(struct positions_writer *w);

/* Begins TERM, of 1 to 255 bytes. One that gets no documents leaves no trace. */
bool positions_writer_term(struct positions_writer *w, struct str term, struct error *err);

/* The term stands at POSITIONS[0..N), N > 0, strictly ascending, from 1 and below 2^31, in
   DOCUMENT, from 1. */
bool positions_writer_document(struct positions_writer *w, uint32_t document,
	const uint32_t *positions, size_t n, struct error *err);

/* Writes what is left, the header last: before that nobody can open the file. DOCUMENTS is the
   number of the shard's last one. Nothing is synced. */
bool positions_writer_finish(struct positions_writer *w, uint32_t documents, struct error *err);

#endif
