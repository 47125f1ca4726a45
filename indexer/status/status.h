/* What status says of an archive, for people, programs and monitors. */
#ifndef INDEXER_STATUS_STATUS_H
#define INDEXER_STATUS_STATUS_H

#include "archive/lexicon.h"
#include "base/buf.h"
#include "indexer/keeping/keeping.h"
#include "indexer/published/published.h"
#include "indexer/report/last_run.h"
#include "text/house/in_use.h"

struct status {
	const char *archive; /* as it was named */
	struct published published;
	struct keeping keeping;
	struct last_run last;
	struct buf distrust; /* why update would not read the sources unasked; empty: it would */
	struct dictionaries dictionaries;
	struct lexicon_least least; /* what there was no memory to learn */
};

/* One JSON object, a line; docs/tracuu-index.1 tells of it. False when out of memory. */
bool status_print_json(const struct status *s);

/* Prometheus' text format, for node_exporter's textfile folder. */
void status_print_metrics(const struct status *s);

#endif
