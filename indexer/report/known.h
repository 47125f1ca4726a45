/* What the archivist knows to be bad: it is told apart from what is new, so that an exit status
 * says something. */
#ifndef INDEXER_REPORT_KNOWN_H
#define INDEXER_REPORT_KNOWN_H

#include "base/error.h"
#include "indexer/scan/paths.h"

/* Adds the paths in FILE to OUT, a line each, as reports show them: of a file or of a folder, then
   all that is in it. A line that begins with { is one of a report, of which its path counts; empty
   ones and those that begin with # are passed over. */
bool known_read(const char *file, struct path_set *out, struct error *err);

#endif
