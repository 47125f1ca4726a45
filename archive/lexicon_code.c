#include "archive/lexicon_file.h"

/* 2^(i/8) */
static const double eighths[] = {1.0, 1.0905077326652577, 1.1892071150027210, 1.2968395546510096,
	1.4142135623730951, 1.5422108254079408, 1.6817928305074290, 1.8340080864093424};

enum { STEPS = sizeof eighths / sizeof *eighths, MAX_CODE = 255 };

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
	unsigned octave = 0;
	while (octave < MAX_CODE / STEPS && count >> octave > 1)
		octave++;
	double rest = (double)count / (double)(UINT64_C(1) << octave);
	unsigned code = octave * STEPS;
	/* The border between two codes is the geometric mean of their counts. */
	for (unsigned i = 0; i < STEPS && rest * rest > eighths[i] * eighths[i] * eighths[1]; i++)
		code++;
	return (uint8_t)(code < MAX_CODE ? code : MAX_CODE);
}
