/* Writes articles to standard output, one after the other, in constant memory. */
#ifndef QUERY_ARTICLES_WRITER_H
#define QUERY_ARTICLES_WRITER_H

#include "base/buf.h"
#include "base/error.h"
#include "query/articles/format.h"

#include <stdint.h>

struct answer;
struct json_news;
struct path_map;
struct record;

struct writer {
	enum format format;           /* FORMAT_JSONL, _CSV, _TSV, _NINJS or _IDS */
	const struct path_map *paths; /* borrowed, or NULL */
	bool named;                   /* a table has what its rows are for in the first column */
	struct str name;              /* that, of rows to come */
	const struct answer *answer;  /* that they are of */
	const struct json_news *news; /* what alone is written of it; NULL: all */
	uint64_t written;             /* articles */
	bool begun;
	struct buf out;  /* not yet printed */
	struct buf cell; /* scratch */
};

/* Whether FORMAT is written so, and nothing else can be. */
static inline bool writer_is_for(enum format format)
{
	return format == FORMAT_JSONL || format == FORMAT_CSV || format == FORMAT_TSV ||
	       format == FORMAT_NINJS;
}

/* What follows is of A: writes what stands before it, the heads of a table only once. A lives until
   the next call. All return false, with ERR filled, where memory or standard output fails. */
bool writer_begin(struct writer *w, const struct answer *a, struct error *err);
bool writer_add(struct writer *w, const struct record *r, struct error *err);

/* A row, with what the others tell, for a name for which there is no article. */
bool writer_add_nothing(struct writer *w, struct error *err);

/* That not all could be written, for PROBLEM: the last that is. Nothing can be said of ids. */
bool writer_add_problem(struct writer *w, const struct error *problem, struct error *err);

/* Prints what waits. */
bool writer_flush(struct writer *w, struct error *err);
void writer_free(struct writer *w);

#endif
