/* Hashes for tables in memory. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

/* A number that nobody outside can guess, one for each table: who could would write an
   article whose words all fall into one slot. */
uint32_t hash_seed(void);

/* FNV-1a, begun at SEED; its upper half mixed into the lower, which tables use. */
static inline uint32_t hash_str(uint32_t seed, struct str s)
{
	uint32_t hash = seed;
	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (unsigned char)s.ptr[i]) * UINT32_C(16777619);
	return hash ^ hash >> 15;
}

#endif
