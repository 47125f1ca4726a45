/* How the last run of the indexer ended, as its report says (indexer/report/report.h): for who
 * looks after an archive. */
#ifndef QUERY_RESPOND_LAST_RUN_H
#define QUERY_RESPOND_LAST_RUN_H

#include <jansson.h>
#include <stdint.h>

/* "last_run" of docs/answer.md, by the report in the folder ARCHIVE, owned by the caller. NULL
   where there is none, or it can't be read: it is for people, and may be gone. Opens a file. */
json_t *last_run_read(const char *archive);

/* Tells one report from another: when it was written, in nanoseconds; 0: there is none. */
int64_t last_run_written(const char *archive);

#endif
