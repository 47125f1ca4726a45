/* What a run removes from the archive, and the guard against removing what is only out of
   sight: an unmounted disk leaves an empty folder. */
#ifndef INDEXER_RUN_REMOVALS_H
#define INDEXER_RUN_REMOVALS_H

#include "indexer/run/run.h"

/* Counts OLD, an article of the past, to what its source had; for each, before it is settled. */
void removals_expect(struct run *run, const struct catalogue_article *old);

/* OLD is nowhere any more: counts it, and says so in the report. */
bool removals_add(struct run *run, const struct catalogue_article *old, struct error *err);

/* OLD has a text that must not stay: says so in the report. */
bool removals_purge(struct run *run, const struct catalogue_article *old, struct error *err);

/* ERROR_LIMIT where more would be removed than the run is allowed to, or where a folder that held
   articles is empty now, or has become a link. Articles of forgotten sources don't count, nor
   those that moved. */
bool removals_guard(const struct run *run, struct error *err);

/* Reads which texts must not come back, and adds those of the articles that this run is to take
   out, by their ids. ERROR_NOT_FOUND where one is not there. */
bool purge_resolve(struct run *run, struct error *err);

#endif
