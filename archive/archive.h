/* An archive on disk, opened for reading: its published generation, checked and
 * ready to search.
 *
 *     ARCHIVE/current -> generations/000042
 *     ARCHIVE/generations/000042/manifest.json, lexicon, catalogue, report.jsonl,
 *                                lost, shard-0001/ …
 */
#ifndef ARCHIVE_ARCHIVE_H
#define ARCHIVE_ARCHIVE_H

#include "archive/lexicon.h"
#include "base/error.h"

#include <stdint.h>

struct lost_terms;
struct manifest;
struct names;
struct places;
struct xc_db;

/* How the shards of an archive are opened that other machines serve. */
struct archive_shard {
	uint32_t number;
	char id[40]; /* of its database */
};

struct archive_remote {
	void *context;

	/* Opens SHARDS[0..N), those of the archive at PATH, as one, without those that can't be
	   reached. NULL on failure, and where none can. */
	struct xc_db *(*open)(void *context, const char *path, const struct archive_shard *shards,
		size_t n, struct error *err);

	/* What tells the positions in documents of DB, which is made of what OPEN opened, perhaps
	   joined. NULL on failure. */
	struct places *(*places)(struct xc_db *db, struct error *err);
};

struct archive {
	char generation[16];       /* "000042" */
	char *path;                /* of the generation's folder, owned */
	struct manifest *manifest; /* as it was read, owned */
	uint64_t article_count;
	struct xc_db *db;        /* all shards as one, owned */
	struct lost_terms *lost; /* what DB leaves out, owned; NULL: nothing */
	struct places *places;   /* positions in all shards, owned */
	struct names *names;     /* of articles that were renamed, owned; NULL: none */
	struct lexicon *lexicon; /* owned; NULL when it can't be read: LEXICON_ERROR says why */
	struct error lexicon_error;
};

/* Opens the published generation of the archive at PATH. Checks what is cheap to
   check: the format version, that every file of the manifest is there with its size,
   that the shards hold positions. Fails with ERROR_NOT_FOUND (no archive there),
   ERROR_VERSION, ERROR_CORRUPT; the message says what to do. */
bool archive_open(const char *path, struct archive *out, struct error *err);

/* The same for the generation in the folder PATH, published or not. */
bool archive_open_generation(const char *path, struct archive *out, struct error *err);

/* The same of a mirror (docs/cluster.md), which has all but the shards: these are served, as
   REMOTE, if it is not NULL, says. GENERATION: the folder of one of its generations; NULL: the
   published one. */
bool archive_open_with(const char *path, const char *generation,
	const struct archive_remote *remote, struct archive *out, struct error *err);

/* Opens all shards that M lists of the generation in the folder PATH, as one, without the
   documents that it lost.
   Close with xc_db_close; NULL on failure. */
struct xc_db *archive_open_shards(const char *path, const struct manifest *m, struct error *err);

void archive_close(struct archive *a);

/* Closes the lexicon of A, as if it could not be opened, if what was read of it is not what was
   written. Returns whether it was so. */
bool archive_drop_lexicon(struct archive *a);

/* The archive that is meant where none is named: $TRACUU_ARCHIVE, else
   $XDG_DATA_HOME/tracuu, else ~/.local/share/tracuu. Owned by the caller; NULL with
   ERROR_USAGE when none can be told, or with ERROR_MEMORY. */
char *archive_default_path(struct error *err);

#endif
