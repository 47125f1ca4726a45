#include "archive/lexicon_file.h"

#include <math.h>

/* 2^(i/8) */
static const double eighths[] = {1.0, 1.0905077326652577, 1.1892071150027210, 1.2968395546510096,
	1.4142135623730951, 1.5422108254079408, 1.6817928305074290, 1.8340080864093424};

enum { STEPS = sizeof eighths / sizeof *eighths, MAX_CODE = 255 };

/* Steps in which a power of two is told. */
static const double sum_steps = 2048, share_steps = 16;

uint64_t lexicon_checksum(struct str header)
{
	uint64_t hash = 14695981039346656037U;
	for (size_t i = 0; i < header.len; i++)
		hash = (hash ^ (unsigned char)header.ptr[i]) * 1099511628211U;
	return hash;
}

uint64_t lexicon_decode(uint8_t code)
{
	return (uint64_t)(eighths[code % STEPS] * (double)(UINT64_C(1) << code / STEPS) + 0.5);
}

uint8_t lexicon_code(uint64_t count)
{
	enum { MOST = MAX_CODE / STEPS };
	unsigned octave = count > 0 ? 63 - (unsigned)__builtin_clzll(count) : 0;
	octave = octave < MOST ? octave : MOST;
	double rest = (double)count / (double)(UINT64_C(1) << octave);
	unsigned code = octave * STEPS;
	/* The border between two codes is the geometric mean of their counts. */
	for (unsigned i = 0; i < STEPS && rest * rest > eighths[i] * eighths[i] * eighths[1]; i++)
		code++;
	return (uint8_t)(code < MAX_CODE ? code : MAX_CODE);
}

/* VALUE to the next number from 0 to MOST. */
static unsigned whole(double value, unsigned most)
{
	return value >= most ? most : value > 0 ? (unsigned)(value + 0.5) : 0;
}

uint16_t lexicon_sum_code(double sum)
{
	return (uint16_t)whole(sum_steps * log2(sum), UINT16_MAX);
}

double lexicon_sum_decode(uint16_t code)
{
	return exp2(code / sum_steps);
}

uint8_t lexicon_share_code(double share)
{
	return (uint8_t)whole(-share_steps * log2(share), UINT8_MAX);
}

double lexicon_share_decode(uint8_t code)
{
	return exp2(-code / share_steps);
}

/* A share of capitals from which each code is given, and what it is read as. */
static const struct {
	double least, read;
} capitals_codes[] = {{0, 0}, {0.05, 0.15}, {0.3, 0.5}, {0.7, 0.9}};

enum { CAPITALS_CODES = sizeof capitals_codes / sizeof *capitals_codes };

uint8_t lexicon_capitals_code(uint64_t capitals, uint64_t count)
{
	uint8_t code = 0;
	while (capitals > 1 && code + 1 < CAPITALS_CODES &&
		(double)capitals >= capitals_codes[code + 1].least * (double)count)
		code++;
	return code;
}

double lexicon_capitals_decode(uint8_t code)
{
	return capitals_codes[code % CAPITALS_CODES].read;
}
