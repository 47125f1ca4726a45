/* Who may read an archive: the mode of its folder says so, and where that has the set-group-ID
 * bit, its group; whatever umask and group those have who update it. */
#ifndef INDEXER_KEEPING_SHARING_H
#define INDEXER_KEEPING_SHARING_H

#include "base/error.h"

/* Gives the folder ARCHIVE to the group NAME, or the one of that number: its members may read all
   that is in it, others nothing. ERROR_USAGE where there is none, or the user is not in it. */
bool sharing_give(const char *archive, const char *name, struct error *err);

/* Sets the umask of the process by the mode of ARCHIVE, and where ARCHIVE hands its group on, and
   what is in it has another, hands it on. */
bool sharing_settle(const char *archive, struct error *err);

#endif
