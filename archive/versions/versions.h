/* Versions: what articles of a generation said before they were changed, each with when it stood.
 *
 * Texts are in segments, files that later generations link as shards are linked: each run adds one
 * of what changed, and writes anew only small ones, and such as are hardly needed any more. The
 * file of versions has a row for each, sorted by the article, then by when it ended; it is written
 * anew by each run that changes something, as the catalogue is. Both are memory-mapped. */
#ifndef ARCHIVE_VERSIONS_VERSIONS_H
#define ARCHIVE_VERSIONS_VERSIONS_H

#include "archive/manifest.h"

struct version {
	struct key article; /* of the id that it has now */
	struct key content; /* as the catalogue had it */
	int64_t since_ns;   /* when the run began that read it first, nanoseconds since 1970 */
	int64_t until_ns;   /* likewise of the run that read another text */
	bool since_before;  /* at SINCE_NS it stood already: since when is not known */
	uint32_t segment;   /* number of it, from 1 */
	uint32_t length;    /* of the record, as a document has it; bytes */
	uint64_t at;        /* where in that segment it begins */
	uint64_t checksum;  /* of it */
};

struct versions;

/* Opens those of the generation in FOLDER, whose manifest is M. *OUT is NULL where there are none.
   ERROR_CORRUPT, ERROR_VERSION, ERROR_NOT_FOUND. */
bool versions_open(
	const char *folder, const struct manifest *m, struct versions **out, struct error *err);
void versions_close(struct versions *v);

/* How many the generation of M has, by what that lists; *BYTES of all their files. */
uint64_t versions_listed(const struct manifest *m, uint64_t *bytes);

/* V may be NULL: none. */
uint64_t versions_count(const struct versions *v);

/* Row I, below the count. ERROR_CORRUPT. */
bool versions_at(const struct versions *v, uint64_t i, struct version *out, struct error *err);

/* How many the article has, from *FIRST on. ERROR_CORRUPT. */
bool versions_of(const struct versions *v, const struct key *article, uint64_t *first,
	uint64_t *count, struct error *err);

/* What VERSION said, as it is stored; lives as long as V. ERROR_CORRUPT. */
bool versions_bytes(const struct versions *v, const struct version *version, struct str *out,
	struct error *err);

/* Looks through all of it: the order of the rows, that each text is there and can be read.
   V may be NULL. ERROR_CORRUPT. */
bool versions_check(const struct versions *v, struct error *err);

/* ---- Writing ---- */

/* As qsort has it: the order of the rows. */
int versions_compare(const void *a, const void *b);

/* Writes COUNT rows, sorted, into FOLDER, synced. */
bool versions_write(
	const char *folder, const struct version *rows, uint64_t count, struct error *err);

/* What a segment begins with. */
enum { VERSIONS_SEGMENT_HEADER = 16 };

void versions_segment_header(char out[VERSIONS_SEGMENT_HEADER]);

/* The form on disk, for versions.c and versions_writer.c: docs/formats.md has it byte by byte. */
enum {
	VERSIONS_VERSION = 1,
	VERSIONS_AT_CHECKSUM = 12,
	VERSIONS_HEADER = 24,
	VERSIONS_ROW = 80,
	VERSIONS_ROW_AT_CHECKSUM = 76
};

#define VERSIONS_MAGIC "TRACUUVE"
#define VERSIONS_SEGMENT_MAGIC "TRACUUVS"

/* Of a header with zeros in its place. */
uint32_t versions_header_checksum(const char header[VERSIONS_HEADER]);

#endif
