/* Which articles a saved search had when it was last asked for what is new, and what they said, so
 * that it can be told what is new since: a file of lines,
 *
 *     tracuu-seen 1
 *     archive 0f3a…
 *     generation 000042
 *     reading 1.4                     of the grammar and of the analysis
 *     moment 2026-03-14T01:30:00Z
 *     8a31c09d44e1b7f0 1c5e…          an article: of its id, and of its text
 *     end 1                           how many: without it the file is not whole
 *
 * An article is known by its id or by its text (XXH3, 64 bits): so nothing is new for having been
 * moved, renamed, put into another archive, or indexed anew; and what a rebuild, a rollback or a
 * lost generation did to the archive does not matter. */
#ifndef QUERY_SAVED_SEEN_H
#define QUERY_SAVED_SEEN_H

#include "base/buf.h"
#include "base/error.h"

#include <stdint.h>

struct answer;
struct record;

enum { SEEN_MOST = 500000 /* articles */, SEEN_BYTES_MAX = 32 << 20 };

struct seen_row {
	uint64_t id, text;
};

struct seen {
	struct buf file;
	struct seen_row *rows; /* by id, owned */
	uint64_t *texts;       /* in order, owned */
	size_t count;
	struct str reading;
	char day[9];       /* YYYYMMDD, in Vietnam, of the last time */
	struct str moment; /* of it */
};

/* Reads the file PATH. ERROR_NOT_FOUND; ERROR_CORRUPT. Free with seen_free either way. */
bool seen_read(const char *path, struct seen *out, struct error *err);
void seen_free(struct seen *s);

/* The row of R. False when out of memory. */
bool seen_row_of(const struct record *r, struct seen_row *out);

enum seen_as {
	SEEN_ADDED,   /* neither id nor text was there */
	SEEN_CHANGED, /* the id was, with another text */
	SEEN_BEFORE
};

enum seen_as seen_look(const struct seen *s, const struct seen_row *row);

/* The lines before those of the articles of A, and those of one, and the last. */
void seen_append_head(struct buf *out, const struct answer *a, const char *reading);
void seen_append_row(struct buf *out, const struct seen_row *row);
void seen_append_end(struct buf *out, uint64_t count);

/* Whether TEXT, which another process wrote, is such a file, in whole. */
bool seen_is_whole(struct str text);

#endif
