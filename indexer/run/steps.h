/* The steps of a run, in their order; indexer/run/work.c takes them. */
#ifndef INDEXER_RUN_STEPS_H
#define INDEXER_RUN_STEPS_H

#include "indexer/run/run.h"

/* Takes them all. */
bool run_work(struct run *run, struct error *err);

/* Decides which sources the new generation has and which are scanned: those of the
   past, less the forgotten, and those named. */
bool sources_resolve(struct run *run, struct error *err);
void sources_free(struct run *run);

/* Scans the sources: enters all files in the ledger, and those to be read in the
   list of things to do; marks the files of the past. */
bool survey(struct run *run, struct error *err);

/* Reads the files that are to be read and compares their articles with the past. */
bool intake(struct run *run, struct error *err);

/* Carries over or removes the articles of the past that were not met. */
bool settle(struct run *run, struct error *err);

/* Indexes what is left of worn shards again, from what is stored. Only when something
   changes. */
bool renew(struct run *run, struct error *err);

/* Finishes the generation, checks and publishes it. */
bool publish(struct run *run, struct error *err);

/* Part of it: writes and seals in FOLDER the names of articles that are asked for by other ids, of
   those that are in the shards of M, if there are any. */
bool write_names(struct run *run, const char *folder, struct manifest *m, struct error *err);

#endif
