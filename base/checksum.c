#include "base/checksum.h"

/* Its functions are part of ours: a few kilobytes are no reason to load a library. */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <string.h>

uint64_t checksum_of(struct str bytes)
{
	return XXH3_64bits(bytes.ptr, bytes.len);
}

uint64_t checksum_seeded(struct str bytes, uint64_t seed)
{
	return XXH3_64bits_withSeed(bytes.ptr, bytes.len, seed);
}

struct checksum128 checksum128_seeded(struct str bytes, uint64_t seed)
{
	struct checksum128 out;
	XXH128_canonical_t plain;
	XXH128_canonicalFromHash(&plain, XXH3_128bits_withSeed(bytes.ptr, bytes.len, seed));
	memcpy(out.bytes, plain.digest, sizeof out.bytes);
	return out;
}
