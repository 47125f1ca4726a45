/* Who may read what: an archive that everybody reads makes public what is in its sources. */
#ifndef INDEXER_SCAN_ACCESS_H
#define INDEXER_SCAN_ACCESS_H

#include "base/str.h"

/* Whether everybody may read the file or folder PATH, and enter each folder on the way to it, by
   the modes of all of them. What can't be examined can't be read;
   what is not there is nobody's secret. */
bool access_by_all(const char *path);

/* The same of PATH below the open folder DIR. */
bool access_by_all_below(int dir, struct str path);

#endif
