/* One archive or several, searched as one: all shards of all of them are one database, so that a
 * word is as rare as it is in all, and what is ranked is ranked as if one archive held all
 * articles. Each article belongs to one of the parts; one archive alone is its only part. */
#ifndef ARCHIVE_SEVERAL_ARCHIVES_H
#define ARCHIVE_SEVERAL_ARCHIVES_H

#include "archive/archive.h"
#include "archive/several/paths.h"

#include <stddef.h>

struct group_member;
struct groups;
struct versions;

/* Tells how the archive at PATH is opened; NULL: its shards are on this machine. */
struct archives_remotes {
	void *context;
	const struct archive_remote *(*of)(void *context, const char *path);
};

struct archive_part {
	struct archive archive;
	const struct archive_remote *remote; /* borrowed; NULL: its shards are here */
	struct groups *groups;     /* of what is nearly the same in it, owned; NULL: not told */
	struct versions *versions; /* what its articles said before, owned; NULL: nothing, or … */
	struct error versions_error; /* … it is damaged: articles are found without */
	char *name;                  /* that people know it by: the last of its path, owned */
	char *path;                  /* as it was given, owned */
	char *real;                  /* without links, owned */
	size_t first_shard;          /* among those of all parts */
	uint32_t first_group;        /* likewise */
};

/* One that could not be opened, or read later on. */
struct archive_missing {
	char *name, *path, *real; /* likewise, owned */
	struct error why;
};

struct archives {
	struct archives_remotes remotes; /* of NULL: all are on this machine */
	struct archive_part *parts;      /* owned; COUNT of them, in the order given */
	size_t count;
	struct archive_missing *missing; /* owned */
	size_t missing_count;
	size_t shard_count;
	uint32_t group_count;
	bool tells_groups; /* some part does */
	uint64_t article_count;
	char *id, *generation; /* of all parts, "+" between them, owned */

	/* Of all parts; of one alone they are that one's. */
	struct xc_db *db;
	struct places *places;
	struct lexicon *lexicon; /* NULL: none can be read */
	struct lexicon *joint;   /* that, where it is of several; owned */
};

/* Opens those of the archives PATHS[0..N) that can be opened; fails, with why the first can't,
   where none can. Two of them must not be the same, or copies of one: ERROR_USAGE. AS: the
   audience that asks, and of each just what that sees is opened; NULL: somebody who sees all. */
bool archives_open(const char *const *paths, size_t n, const char *as,
	const struct archives_remotes *remotes, struct archives *out, struct error *err);

/* The generations that OPEN has open, once more: all of them, or it fails. */
bool archives_open_again(const struct archives *open, struct archives *out, struct error *err);
void archives_close(struct archives *as);

/* Leaves part number I, which is not the last one, out from now on, for WHY. */
bool archives_leave(struct archives *as, size_t i, const struct error *why, struct error *err);

/* Part number I of AS alone, as *OUT, until archives_end_view, which closes it; AS is not to be
   used meanwhile. */
bool archives_view(const struct archives *as, size_t i, struct archives *out, struct error *err);
void archives_end_view(struct archives *as, struct archives *view);

/* Closes lexicons of which what was read is not what was written, as if they could not be opened.
   Whether there was one. */
bool archives_drop_lexicon(struct archives *as);

/* How many shards of part number I are missing at the moment. */
size_t archives_missing_shards(const struct archives *as, size_t i);

/* The part that the document DOCID, above 0, is in. */
const struct archive_part *archives_part_of(const struct archives *as, uint32_t docid);

/* The number in the whole of what is document DOCID of PART; 0 of 0, and of what has none. */
uint32_t archives_docid(const struct archives *as, const struct archive_part *part, uint32_t docid);

/* As groups_find, with groups numbered over all parts. */
bool archives_find_group(const struct archives *as, uint32_t docid, struct group_member *out);

/* The articles of GROUP; that at PLACE, with its number in *DOCID, 0: it has none. */
uint32_t archives_group_size(const struct archives *as, uint32_t group);
struct group_member archives_group_at(
	const struct archives *as, uint32_t group, uint32_t place, uint32_t *docid);

#endif
