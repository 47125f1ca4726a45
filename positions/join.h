/* Several files of positions become one: the documents of each follow those of the one before. */
#ifndef POSITIONS_JOIN_H
#define POSITIONS_JOIN_H

#include "base/error.h"

#include <stddef.h>

/* Joins the files PATHS[0..N), N > 0, into the new file PATH. ERROR_CORRUPT where one is
   damaged. */
bool positions_join(const char *const *paths, size_t n, const char *path, struct error *err);

#endif
