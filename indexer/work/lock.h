/* One indexer at a time works on an archive. Readers need no lock. */
#ifndef INDEXER_WORK_LOCK_H
#define INDEXER_WORK_LOCK_H

#include "base/error.h"

struct archive_lock {
	int fd;
};

/* Takes the lock of the archive folder ARCHIVE, which must exist, without waiting.
   ERROR_LOCKED when another process has it; the message names that process, its host and user, what
   COMMAND it runs and since when. ERROR_CORRUPT, and nothing is written, when ARCHIVE/lock is a
   link of either kind, no regular file, or holds anything but what a holder writes. The system
   drops the lock when the process ends, however it ends. */
bool archive_lock_take(
	struct archive_lock *lock, const char *archive, const char *command, struct error *err);

void archive_lock_release(struct archive_lock *lock);

#endif
