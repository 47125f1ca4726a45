/* Who an article is: the id that it gets, and what of the past it is.
 *
 * An id once given stays with its text as long as its file is there and gives it: a file
 * that comes later, or is read earlier, never takes it. */
#ifndef INDEXER_RUN_IDENTITY_H
#define INDEXER_RUN_IDENTITY_H

#include "indexer/inversion/ledger.h"
#include "indexer/run/identities.h"
#include "indexer/run/naming.h"
#include "indexer/run/past.h"

struct run;

/* Learns from the past what is needed. Spools are made in FOLDER. */
bool identities_open(
	struct identities *ids, const struct run *run, const char *folder, struct error *err);
void identities_close(struct identities *ids);

/* A file that is read, as far as ids depend on it. */
struct home {
	uint32_t file;    /* its number in the ledger */
	bool known;       /* the past knows it */
	bool was_another; /* its articles had other ids, in this file of the past, if it is known:
			   */
	struct catalogue_file former;
};

/* That of the file NUMBER, which has CONTENT. */
struct home identity_home(struct run *run, uint32_t number, const struct key *content);

struct identity {
	struct buf id; /* owned */
	struct key key;
	struct own_part own;
	bool qualified; /* because another article has its short id */
	bool repeated;  /* it is an article that is there already, which has KEY */
	bool known;     /* the past has an article with that id: */
	struct catalogue_article past;
	bool moved; /* PAST is this article, under another id */
};

/* Finds the id of an article with TEXT that is called N in its file. */
bool identity_find(struct run *run, const struct home *home, const struct naming *n,
	const struct key *text, struct identity *out, struct error *err);

/* The article of the past that HOME gave at LINE, from a record with the checksum RAW, into *OUT,
   if what identity_find would find is certain without reading it: the same, under the same id. */
bool identity_by_raw(struct run *run, const struct home *home, const struct key *raw, uint64_t line,
	struct catalogue_article *out);

/* Whether the document of OLD is called as the article is. Where it is not, since the article was
   renamed, it can't stay: equals stand in the order of their ids (archive/schema.h: SLOT_ORDER). */
static inline bool identity_is_in_document(const struct catalogue_article *old)
{
	return str_eq(old->document, old->id);
}

#endif
