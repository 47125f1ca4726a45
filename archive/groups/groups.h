/* Groups: which articles of a generation are nearly the same, as one release is that many
 * outlets carry. Shards are never written again; so what an article is like, which other articles
 * decide, stands in a file of its own.
 *
 * A file of fixed rows, sorted by where the document is; memory-mapped. An article that is in no
 * row is like no other. */
#ifndef ARCHIVE_GROUPS_GROUPS_H
#define ARCHIVE_GROUPS_GROUPS_H

#include "archive/lost.h"

/* An article of a group. */
struct group_member {
	uint32_t shard;    /* number of the shard */
	uint32_t document; /* its number in there, from 1 */
	uint32_t group;    /* from 0 */
	uint32_t place;    /* in its group, from 0: that which was there first */
	bool identical;    /* it says the same as that, word by word */
};

struct groups;

/* Opens the groups of the generation in FOLDER, whose manifest is M, and looks through them. *OUT
   is NULL where it does not tell any: an older program made it. ERROR_CORRUPT, ERROR_VERSION,
   ERROR_NOT_FOUND. */
bool groups_open(
	const char *folder, const struct manifest *m, struct groups **out, struct error *err);
void groups_close(struct groups *g);

/* How many there are, each of two articles or more; of all together. G may be NULL here and
   below. */
uint32_t groups_count(const struct groups *g);
uint32_t groups_articles(const struct groups *g);

/* False where that document is in none. */
bool groups_find(
	const struct groups *g, uint32_t shard, uint32_t document, struct group_member *out);

/* The articles of GROUP, one of G, and the one at PLACE, below that. */
uint32_t groups_size(const struct groups *g, uint32_t group);
struct group_member groups_at(const struct groups *g, uint32_t group, uint32_t place);

/* Whether all that G, which may be NULL, tells of are documents of M that are not LOST.
   ERROR_CORRUPT, with FOLDER in its message. */
bool groups_check(const struct groups *g, const char *folder, const struct manifest *m,
	const struct lost *lost, struct error *err);

/* ---- Writing ---- */

/* Writes MEMBERS[0..N), in the order of their documents, of COUNT groups into FOLDER, synced; also
   where there is none. */
bool groups_write(const char *folder, const struct group_member *members, uint32_t n,
	uint32_t count, struct error *err);

/* The form on disk, for groups.c and groups_writer.c: docs/formats.md has it byte by byte. */
enum {
	GROUPS_VERSION = 1,
	GROUPS_AT_COUNTS = 12,
	GROUPS_AT_CHECKSUM = 20,
	GROUPS_HEADER = 28,
	GROUPS_ROW = 16
};

#define GROUPS_IDENTICAL (UINT32_C(1) << 31)
#define GROUPS_MAGIC "TRACUUGR"

/* Of all of the file but itself. */
uint64_t groups_checksum(struct str file);

#endif
