/* Exports as files that people keep. */
#ifndef WEB_REPLY_TABLE_H
#define WEB_REPLY_TABLE_H

#include "base/buf.h"

#include <jansson.h>
#include <stdint.h>

/* What of a file an answer is. */
struct table_part {
	bool is_csv;   /* RFC 4180, with the columns that "tracuu --format csv" begins with, a row
			  each   article; else lines of JSON: the first tells of the export, each other
			  one   has an article */
	bool is_first; /* of its file, and begins it */
	bool of_whole; /* what follows stands in the same file; else the last row of CSV says that
			  there is more */
};

/* Appends the articles of ANSWER, one of op export (docs/answer.md). False where it is no such
   answer, or memory is out. */
bool table_append(struct buf *out, json_t *answer, struct table_part part);

/* What tells whoever keeps the file that the rest is missing, and why. */
void table_append_problem(struct buf *out, bool is_csv, const char *message);

/* Where what follows ANSWER begins; 0: nothing does. */
int64_t table_next(const json_t *answer);

#endif
