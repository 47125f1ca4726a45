/* The inside of several lexicons. Of no use outside lexicons*.c. */
#ifndef ARCHIVE_SEVERAL_LEXICONS_INSIDE_H
#define ARCHIVE_SEVERAL_LEXICONS_INSIDE_H

#include "archive/lexicon.h"

#include <stddef.h>

/* The number of a word that a part does not have. */
#define LEXICONS_NONE UINT32_MAX

struct joined_word {
	struct str folded, exact; /* of a part that has it */
	uint64_t count;           /* in all of them */
};

/* A folded form that was asked for. */
struct joined_group {
	struct str folded; /* ptr NULL: a free place */
	struct lexicon_group group;
};

struct lexicons {
	struct lexicon_joint joint; /* what it answers by; the first member */
	const struct lexicon **parts;
	size_t part_count;
	struct joined_word *words; /* numbered as they were asked for */
	uint32_t *numbers;         /* of each of WORDS in each part */
	size_t count, capacity;
	struct joined_group *groups; /* a table by hash, at most half full */
	size_t group_count, group_room;
	void *scratch; /* of what a part tells */
	size_t scratch_bytes;
	bool failed; /* out of memory: what it told is not all */
};

/* The number of word I in part PART, or LEXICONS_NONE. */
static inline uint32_t lexicons_number(const struct lexicons *l, size_t part, uint32_t i)
{
	return i < l->count ? l->numbers[(size_t)i * l->part_count + part] : LEXICONS_NONE;
}

/* Of lexicons_pairs.c. */
double lexicons_tempered_words(struct lexicon_joint *j);
double lexicons_tempered_pairs(struct lexicon_joint *j, uint32_t left);
uint32_t lexicons_followers(struct lexicon_joint *j, uint32_t left);
void lexicons_pairs(
	struct lexicon_joint *j, uint32_t left, struct lexicon_group right, uint64_t *out);
void lexicons_capitals(
	struct lexicon_joint *j, uint32_t left, struct lexicon_group right, double *out);
bool lexicons_context(
	struct lexicon_joint *j, uint32_t left, uint32_t right, struct lexicon_context *out);
void lexicons_runs(struct lexicon_joint *j, const struct lexicon_context *context,
	struct lexicon_group right, uint64_t *out);

#endif
