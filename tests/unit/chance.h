/* Chance that is the same in each run of a test. */
#ifndef UNIT_CHANCE_H
#define UNIT_CHANCE_H

#include <stdint.h>

static uint32_t state_of_chance = 1;

/* A number below BELOW, by the linear congruential generator of Numerical Recipes. */
static inline uint32_t chance(uint32_t below)
{
	state_of_chance = state_of_chance * 1664525 + 1013904223;
	return (uint32_t)((uint64_t)state_of_chance * below >> 32);
}

/* Begins anew: what follows depends on SEED alone. The first number after a small one tells
   little. */
static inline void chance_start(uint32_t seed)
{
	state_of_chance = seed;
	chance(2);
}

#endif
