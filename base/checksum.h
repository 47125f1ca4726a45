/* Checksums of files: they tell damage, no forgery. */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include "base/str.h"

#include <stdint.h>

/* XXH3, 64 bits. */
uint64_t checksum_of(struct str bytes);

#endif
