/* The wish of the user or the system that we end: SIGINT, SIGTERM, SIGHUP. */
#ifndef INDEXER_WORK_STOP_H
#define INDEXER_WORK_STOP_H

#include "base/error.h"

/* Takes the signals over. Also makes writing past a limit on file sizes, or to a
   closed pipe, an error where it would be a signal. */
void stop_install(void);

bool stop_requested(void);

/* ERROR_STOPPED with its message, when a stop was requested; true otherwise. Cheap:
   for the inside of loops. */
bool stop_check(struct error *err);

#endif
