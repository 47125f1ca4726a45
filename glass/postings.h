/* A posting list as the postlist table holds it: in chunks, so that a reader can skip.
 *
 * A posting is the gap to the document before, less 1, and the term's count in the
 * document. The first chunk stands under the term, and begins with the number of
 * documents and of occurrences; each other stands under the term and the number of its
 * first document. */
#ifndef GLASS_POSTINGS_H
#define GLASS_POSTINGS_H

#include "glass/table.h"

struct glass_postings {
	struct glass_table *table; /* borrowed */
	struct buf chunk;          /* of postings */
	struct buf term;           /* empty: the lengths of all documents, as if they were the
				      counts of a term */
	struct buf key, tag;       /* scratch */
	uint32_t documents;
	uint64_t occurrences;
	uint32_t chunk_first, last; /* documents */
	bool in_first_chunk;
};

void glass_postings_free(struct glass_postings *p);

/* Begins TERM, whose postings will be DOCUMENTS in number, with OCCURRENCES in all. */
void glass_postings_begin(
	struct glass_postings *p, struct str term, uint32_t documents, uint64_t occurrences);

/* DOCUMENT > 0 must follow all before it. */
bool glass_postings_add(
	struct glass_postings *p, uint32_t document, uint32_t count, struct error *err);

/* Ends the list, which must not be empty. */
bool glass_postings_end(struct glass_postings *p, struct error *err);

#endif
