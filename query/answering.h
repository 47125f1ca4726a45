/* The tasks that are looks into an archive: searches, articles, batches, lists. */
#ifndef QUERY_ANSWERING_H
#define QUERY_ANSWERING_H

#include "query/program.h"

/* Opens what the task of P is about, confines the process for good and does the task; the
   exit status. */
int answering_run(struct program *p);

#endif
