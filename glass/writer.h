/* Writes a whole Xapian database at once: documents in their order, then terms in theirs.
 *
 * libxapian builds an index through trees in memory and B-trees that are changed again and
 * again; where everything is at hand and sorted, as here, each block can be written once.
 * Measured on 35,440 articles: docs/architecture.md. What comes out is read by libxapian. It
 * has no term lists, so libxapian can neither list a
 * document's terms nor delete it.
 *
 *     w = glass_writer_open(folder)
 *     for each document: glass_writer_document, glass_writer_value
 *     for each term, ascending: glass_writer_term,
 *         for each of its documents, ascending: glass_writer_posting, glass_writer_positions
 *     glass_writer_finish(w); glass_writer_close(w)
 *
 * After a failure only glass_writer_close makes sense. */
#ifndef GLASS_WRITER_H
#define GLASS_WRITER_H

#include "base/buf.h"
#include "base/error.h"

struct glass_writer;

/* Creates FOLDER, which must not exist. */
struct glass_writer *glass_writer_open(const char *folder, struct error *err);

void glass_writer_close(struct glass_writer *w);

/* Adds the next document, numbered from 1. LENGTH is the sum of the counts of its terms. */
bool glass_writer_document(
	struct glass_writer *w, uint32_t length, struct str data, struct error *err);

/* Gives the document just added a value, not empty, in SLOT. Slots are below
   GLASS_SLOTS. */
enum { GLASS_SLOTS = 9 };
bool glass_writer_value(struct glass_writer *w, unsigned slot, struct str value, struct error *err);

/* Begins TERM, not empty, with the number of its postings and the sum of their counts. */
bool glass_writer_term(struct glass_writer *w, struct str term, uint32_t documents,
	uint64_t occurrences, struct error *err);

bool glass_writer_posting(
	struct glass_writer *w, uint32_t document, uint32_t count, struct error *err);

/* The positions of the term in DOCUMENT, as glass_pack_positions makes them. */
bool glass_writer_positions(
	struct glass_writer *w, uint32_t document, struct str packed, struct error *err);

/* Writes what is left, then the version file (before that, nobody can open the database), then the
   checksums of all blocks (glass/blocks.h). Nothing is synced. There must have been a document. */
bool glass_writer_finish(struct glass_writer *w, struct error *err);

#endif
