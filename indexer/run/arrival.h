/* An article that was read, on its way into the archive. */
#ifndef INDEXER_RUN_ARRIVAL_H
#define INDEXER_RUN_ARRIVAL_H

#include "archive/audience/audience.h"
#include "archive/digest.h"
#include "archive/record.h"
#include "article/article.h"
#include "indexer/scan/guard.h"

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

/* Who may see A, by what it says itself, else by its folders' G, else by RULE, the label of its
   source, "": none. False where some of that can't be read, and *OUT is hidden. */
bool arrival_seen(
	const struct article *a, const struct guard *g, const char *rule, struct visibility *out);

/* Makes TEXT that of an article that is SEEN so: the same text, to be seen by others, is another
   article, so that neither is shown by the other's leave. SCRATCH is for use in between. False
   when out of memory. */
bool arrival_text_as(const struct visibility *seen, struct buf *scratch, struct key *text);

#endif
