#include "base/hash.h"

#include <sys/random.h>

uint32_t hash_seed(void)
{
	uint32_t seed;
	if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed)
		seed = UINT32_C(2166136261);
	return seed;
}
