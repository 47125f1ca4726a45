/* A part of an export as a file that people keep. */
#ifndef WEB_REPLY_TABLE_H
#define WEB_REPLY_TABLE_H

#include "base/buf.h"

#include <jansson.h>

/* Appends the articles of ANSWER, one of op export (docs/answer.md), as CSV (RFC 4180), a row each,
   with the columns that "tracuu --format csv" begins with; where others follow in a further part,
   the last row says so. False where it is no such answer, or memory is out. */
bool table_append_csv(struct buf *out, json_t *answer);

/* The same as lines of JSON: the first tells of the export, each other one has an article. */
bool table_append_jsonl(struct buf *out, json_t *answer);

#endif
