/* The lost documents of a generation: those that its shards still hold, but that its
 * articles have left. Shards are never written again; so a nightly run that changes one
 * article of a large shard says here that its old version is not to be found any more.
 *
 * A file of fixed records, sorted; there is none where nothing was lost. Beside it, in the folder
 * of each shard that has lost documents, stands what they had: their terms, so that statistics are
 * those of the articles alone, and their tally (docs/formats.md). */
#ifndef ARCHIVE_LOST_H
#define ARCHIVE_LOST_H

#include "archive/manifest.h"

struct xc_hidden;

struct lost_document {
	uint32_t shard;    /* number of the shard */
	uint32_t document; /* its number in there */
	uint32_t length;   /* the sum of the counts of its terms */
};

struct lost {
	struct lost_document *list; /* owned; sorted by shard, then by document */
	size_t count;
	size_t capacity;
	bool is_former; /* of a former format: no lengths are told, nor what the documents have */
};

/* What the indexer keeps of a shard at most: a twentieth. So a hundred shards of the
   usual size may have this many; more is a damaged file. */
enum { LOST_MAX = 10 << 20 };

#define LOST_FILE "lost"

/* In the folder of a shard: as a file of positions (positions/file.h), the terms of its lost
   documents, these numbered in any order; the tally of their text. */
#define LOST_TERMS_FILE "lost-terms"
#define LOST_TALLY_FILE "lost-tally"

void lost_free(struct lost *l);

/* In any order. False when out of memory. */
bool lost_add(struct lost *l, const struct lost_document *document);

/* Whether it is there. */
bool lost_has(const struct lost *l, uint32_t shard, uint32_t document);

/* How many SHARD has; *FIRST is the index of its first. */
size_t lost_of_shard(const struct lost *l, uint32_t shard, size_t *first);

/* Reads what the generation in FOLDER, whose manifest is M, has lost over *OUT, which
   must be empty. ERROR_CORRUPT, ERROR_VERSION, ERROR_NOT_FOUND. */
bool lost_read(const char *folder, const struct manifest *m, struct lost *out, struct error *err);

/* Sorts L, to be looked at by shard. */
void lost_sort(struct lost *l);

/* Sorts L and writes it into FOLDER; nothing when there is none. */
bool lost_write(struct lost *l, const char *folder, struct error *err);

/* What the documents of L have, of the generation in FOLDER whose manifest is M. */
struct lost_terms;

/* NULL on failure. ERROR_CORRUPT, ERROR_NOT_FOUND … */
struct lost_terms *lost_terms_open(
	const char *folder, const struct manifest *m, const struct lost *l, struct error *err);
void lost_terms_close(struct lost_terms *t);

/* For xc_db_set_hidden of a database without these documents; lives as long as T. */
const struct xc_hidden *lost_terms_hidden(const struct lost_terms *t);

/* Whether the shard in FOLDER has what its lost documents had, so many DOCUMENTS; reads all of the
   terms. ERROR_NOT_FOUND, ERROR_CORRUPT. */
bool lost_terms_check(const char *folder, uint64_t documents, struct error *err);

#endif
