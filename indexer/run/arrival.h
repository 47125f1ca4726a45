/* An article that was read, on its way into the archive. */
#ifndef INDEXER_RUN_ARRIVAL_H
#define INDEXER_RUN_ARRIVAL_H

#include "archive/digest.h"
#include "archive/record.h"
#include "article/article.h"

/* The record of A, from the file that people know as PATH. It borrows from both,
   and from LISTS, which must be empty. */
bool arrival_record(
	const struct article *a, struct str path, struct arena *lists, struct record *out);

/* Digests of what R says, whatever it is called and wherever it stands: TEXT of its text,
   CONTENT of all that is indexed and stored, so of the date, too, where the place told it.
   SCRATCH is for use in between. False when out of memory. */
bool arrival_content(
	const struct record *r, struct buf *scratch, struct key *text, struct key *content);

/* A digest of R's words alone: title, lead, body and captions, whatever their marks are composed
   of, however they are broken into lines, and whoever wrote, published or encoded them. *ANY is
   false where there are none. SCRATCH and ROOM are for use in between. False when out of memory. */
bool arrival_wording(
	const struct record *r, struct buf *scratch, struct buf *room, struct key *out, bool *any);

#endif
