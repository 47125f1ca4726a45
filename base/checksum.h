/* Checksums of files: they tell damage, no forgery. */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include "base/str.h"

#include <stdint.h>

/* XXH3, 64 bits. */
uint64_t checksum_of(struct str bytes);

/* The same, begun at SEED: for bytes that belong to one place only. 0 is no seed at all. */
uint64_t checksum_seeded(struct str bytes, uint64_t seed);

/* XXH3, 128 bits, begun at SEED: for bytes that are told apart by it. */
struct checksum128 {
	unsigned char bytes[16];
};

struct checksum128 checksum128_seeded(struct str bytes, uint64_t seed);

#endif
