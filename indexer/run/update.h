/* A run: makes an archive match its sources. */
#ifndef INDEXER_RUN_UPDATE_H
#define INDEXER_RUN_UPDATE_H

#include "base/error.h"
#include "indexer/report/report.h"
#include "indexer/run/update_options.h"

struct update_outcome {
	bool published;      /* also where the run failed after that */
	char generation[16]; /* that is published now; "" if none */
	uint64_t counts[REPORT_COUNT];
	struct report_lacks lacks;
	struct lexicon_least least; /* what this run had no memory to learn */
	uint64_t unchanged;
	bool lexicon_damaged; /* that of the generation before: it was learned again */
	bool mended;          /* a repair started from the published generation */
	bool history_lost;    /* some of what articles said before they changed */
	bool names_lost;      /* old ids don't lead to their articles any more */
	uint32_t base;        /* the generation that a repair started from; 0: none could be read */
	uint64_t places;      /* more than one of an article: files that have it, too */
	uint64_t articles;    /* in the archive */
	uint64_t text_bytes;  /* of them */
	uint64_t size;        /* bytes of the generation */
	double seconds;
	uint64_t closed;      /* files that not everybody may read, of an archive that all may */
	uint64_t closed_read; /* of them, those that this run read */
	struct unread_list unread; /* that was passed over, most first */
	char *report;              /* path of the last report, owned */
	struct error warning;      /* what is left to be removed; code 0: nothing */
	struct error skipped;      /* the first that was skipped, and why; likewise */
};

/* Takes the archive's lock, makes the archive if it is not there. On failure what
   was published stays published; a report, if one was begun, is left in
   ARCHIVE/last-report.jsonl. */
bool update_archive(
	const struct update_options *options, struct update_outcome *outcome, struct error *err);

void update_outcome_free(struct update_outcome *outcome);

#endif
