/* What the report says of an article that arrived. */
#ifndef INDEXER_RUN_ARRIVAL_REPORT_H
#define INDEXER_RUN_ARRIVAL_REPORT_H

#include "archive/record.h"
#include "article/article.h"
#include "indexer/run/report.h"

/* Says that R, the record of A, was added or changed, as ACTION says, and what was decoded,
   repaired or not understood in it. */
void arrival_report(struct report *report, enum report_action action, const struct article *a,
	const struct record *r);

#endif
