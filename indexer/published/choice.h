/* Which generation is meant. */
#ifndef INDEXER_PUBLISHED_CHOICE_H
#define INDEXER_PUBLISHED_CHOICE_H

#include "base/error.h"

#include <stdint.h>

/* The generation of ARCHIVE that TEXT names by its number; ERROR_NOT_FOUND where there is none. */
bool choice_read(const char *archive, const char *text, uint32_t *number, struct error *err);

/* The newest before the published one; when that can't be told, the newest of all. */
bool choice_before(const char *archive, uint32_t *number, struct error *err);

#endif
