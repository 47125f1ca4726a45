/* What the report says of an article that was read. */
#ifndef INDEXER_RUN_ARRIVAL_REPORT_H
#define INDEXER_RUN_ARRIVAL_REPORT_H

#include "archive/record.h"
#include "article/article.h"
#include "indexer/report/report.h"
#include "indexer/scan/guard.h"

/* A, whose record is R, was added, or changed where it was KNOWN; how it was read, and
   what it lacks. */
void arrival_report(struct report *report, const struct article *a, const struct record *r,
	bool known, struct report_lacks *lacks);

/* It stands elsewhere; WAS is the id that it had, empty: the same. */
void arrival_report_move(
	struct report *report, const struct record *r, struct str was, uint64_t line);

/* That what A, or G of its folders, says of who may see it can't be read, so that no audience
   does. */
void arrival_report_hidden(struct report *report, const struct article *a, const struct guard *g,
	const struct record *r);

#endif
