/* A table of records by key, in two spools: the records as they came, and an index
 * of them, kept sorted while it fills.
 *
 * A record's place in the index is found by the leading bits of its key and a short
 * walk: keys are uniform, so their order there is their order as numbers. Walking the
 * index therefore gives the records sorted, without a sort. Only the index, 16 bytes a
 * record, is touched here and there; the records need be in memory only where they are
 * met again. */
#ifndef INDEXER_INVERSION_KEYTABLE_H
#define INDEXER_INVERSION_KEYTABLE_H

#include "archive/digest.h"
#include "indexer/inversion/spool.h"

/* What every record begins with. */
struct keytable_head {
	struct key key;
};

struct keytable {
	struct spool index;
	struct spool records;
	const char *folder; /* borrowed: where spools are made */
	size_t record;      /* bytes of a record */
	unsigned bits;      /* of the key that choose the place */
	size_t places;
	size_t count;
};

#define KEYTABLE_CLOSED ((struct keytable){.index = SPOOL_CLOSED, .records = SPOOL_CLOSED})

bool keytable_open(struct keytable *t, const char *folder, size_t record, struct error *err);
void keytable_close(struct keytable *t);

/* Makes room for COUNT records. Needed before many come in the order of their keys: an
   index that grows while they do is crowded where they go. */
bool keytable_reserve(struct keytable *t, size_t count, struct error *err);

/* As spool_relax does, for the records. */
void keytable_relax(struct keytable *t);

/* The record of KEY, or NULL. Pointers into the table are good until the next
   keytable_put. */
void *keytable_find(const struct keytable *t, const struct key *key);

/* The record of KEY; where there was none, a new one, zeroed but for its head, and
 *FRESH is true. NULL on failure. */
void *keytable_put(struct keytable *t, const struct key *key, bool *fresh, struct error *err);

/* Walks the records in order: *PLACE starts at 0. NULL at the end. */
void *keytable_next(const struct keytable *t, size_t *place);

#endif
