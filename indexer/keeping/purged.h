/* Texts that must not come back: purge took them out of the archive, and ARCHIVE/purged keeps
 * their hashes, a line each, with when and by which generation it was, and the id that each had:
 *
 *     0f3c… 2026-11-29T12:00:00Z 000042  2018/a.txt
 *
 * A run leaves out whatever has such a text, wherever it stands and whatever it is called. A text
 * that was changed is another one. */
#ifndef INDEXER_KEEPING_PURGED_H
#define INDEXER_KEEPING_PURGED_H

#include "archive/digest.h"
#include "base/buf.h"

struct purged {
	struct key *texts; /* owned, sorted */
	size_t count, capacity;
	struct buf lines; /* the file as it will be */
};

/* No file is an empty list. ERROR_CORRUPT where a line is none of ours. */
bool purged_read(struct purged *p, const char *archive, struct error *err);
bool purged_write(const struct purged *p, const char *archive, struct error *err);
void purged_free(struct purged *p);

/* TEXT, which the article ID has, at NOW, seconds since 1970, by the run that makes GENERATION. */
struct purged_note {
	int64_t now;
	uint32_t generation;
};

bool purged_add(struct purged *p, const struct key *text, struct str id, struct purged_note note,
	struct error *err);

bool purged_has(const struct purged *p, const struct key *text);

/* Whether a text was taken out that the article ID had. *WHEN and *GENERATION, of P, are told as
   the file has them; empty where it does not tell. */
bool purged_had(const struct purged *p, struct str id, struct str *when, struct str *generation);

#endif
