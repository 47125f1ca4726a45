/* How the last run of an archive ended, by the first and the last line of its report. */
#ifndef INDEXER_REPORT_LAST_RUN_H
#define INDEXER_REPORT_LAST_RUN_H

#include "indexer/report/report.h"

struct last_run {
	bool there;                /* else nothing below is known */
	int64_t started, finished; /* seconds since 1970; 0: not known */
	char result[16];           /* published, unchanged, failed; "": the report has no end */
	char why[1024];            /* it failed */
	uint64_t skipped;          /* files and articles */
};

/* Opens the last report for reading; NULL with errno: also where it is no regular file. */
FILE *last_report_open(const char *archive);

/* Whatever can't be read is not known: a report is for people, and may be gone. */
void last_run_read(const char *archive, struct last_run *out);

#endif
