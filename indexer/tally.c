#include "indexer/tally.h"
#include "base/hash.h"

#include <stdlib.h>

enum {
	FIRST_SLOTS = 1 << 15,
	FIRST_PAIRS = 1 << 19,
	COUNT_BITS = 16,
	MAX_TIMES = (1 << COUNT_BITS) - 1,
	DIGIT_BITS = 12, /* its counts fit the first-level cache */
	DIGITS = 1 << DIGIT_BITS,
	KEY_BITS = 64
};

void tally_free(struct tally *t)
{
	arena_free(&t->strings);
	free(t->words);
	free(t->slots);
	free(t->pairs);
	free(t->spare);
	*t = (struct tally){0};
}

void tally_reset(struct tally *t)
{
	arena_reset(&t->strings);
	if (t->slots)
		memset(t->slots, 0, t->slot_count * sizeof *t->slots);
	t->word_count = 0;
	t->pair_count = 0;
	t->failed = false;
}

static uint32_t *slot_of(const struct tally *t, uint32_t hash, struct str exact)
{
	size_t at = hash & (t->slot_count - 1);
	for (;; at = (at + 1) & (t->slot_count - 1)) {
		uint32_t *slot = &t->slots[at];
		if (*slot == 0)
			return slot;
		const struct tally_word *word = &t->words[*slot - 1];
		if (word->hash == hash && str_eq(word->exact, exact))
			return slot;
	}
}

static bool grow_slots(struct tally *t)
{
	if (t->slot_count == 0)
		t->seed = hash_seed();
	size_t count = t->slot_count ? 2 * t->slot_count : FIRST_SLOTS;
	uint32_t *slots = calloc(count, sizeof *slots);
	if (!slots)
		return false;
	free(t->slots);
	t->slots = slots;
	t->slot_count = count;
	for (size_t i = 0; i < t->word_count; i++)
		*slot_of(t, t->words[i].hash, t->words[i].exact) = (uint32_t)i + 1;
	return true;
}

static bool grow_words(struct tally *t)
{
	size_t capacity = t->word_capacity ? 2 * t->word_capacity : FIRST_SLOTS / 2;
	struct tally_word *words = reallocarray(t->words, capacity, sizeof *words);
	if (!words)
		return false;
	t->words = words;
	t->word_capacity = capacity;
	return true;
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			return true;
	}
	return false;
}

static uint32_t new_word(struct tally *t, struct str exact, uint32_t hash)
{
	if (t->word_count == TALLY_NONE || has_digit(exact))
		return TALLY_NONE;
	if ((2 * t->word_count >= t->slot_count && !grow_slots(t)) ||
		(t->word_count == t->word_capacity && !grow_words(t))) {
		t->failed = true;
		return TALLY_NONE;
	}
	struct tally_word word = {.exact = arena_str(&t->strings, exact), .hash = hash};
	if (!word.exact.ptr) {
		t->failed = true;
		return TALLY_NONE;
	}
	t->words[t->word_count++] = word;
	*slot_of(t, hash, exact) = (uint32_t)t->word_count;
	return (uint32_t)t->word_count - 1;
}

uint32_t tally_word(struct tally *t, struct str exact)
{
	if (t->slot_count == 0 && !grow_slots(t)) {
		t->failed = true;
		return TALLY_NONE;
	}
	uint32_t hash = hash_str(t->seed, exact);
	uint32_t slot = *slot_of(t, hash, exact);
	return slot ? slot - 1 : new_word(t, exact, hash);
}

void tally_count(struct tally *t, uint32_t word, uint64_t count)
{
	if (word != TALLY_NONE)
		t->words[word].count += count;
}

static uint64_t key_of(uint64_t pair)
{
	return pair >> COUNT_BITS;
}

/* Sorts the pairs by their words: by digits, the last one first. */
static void sort_pairs(struct tally *t)
{
	for (int shift = COUNT_BITS; shift < KEY_BITS; shift += DIGIT_BITS) {
		size_t at[DIGITS] = {0};
		for (size_t i = 0; i < t->pair_count; i++)
			at[t->pairs[i] >> shift & (DIGITS - 1)]++;
		size_t sum = 0;
		for (size_t d = 0; d < DIGITS; d++) {
			size_t count = at[d];
			at[d] = sum;
			sum += count;
		}
		for (size_t i = 0; i < t->pair_count; i++)
			t->spare[at[t->pairs[i] >> shift & (DIGITS - 1)]++] = t->pairs[i];
		uint64_t *sorted = t->spare;
		t->spare = t->pairs;
		t->pairs = sorted;
	}
}

/* Makes one of neighbours that are the same pair. */
static void combine_pairs(struct tally *t)
{
	size_t kept = 0;
	for (size_t i = 0; i < t->pair_count; i++) {
		uint64_t pair = t->pairs[i];
		if (kept > 0 && key_of(t->pairs[kept - 1]) == key_of(pair) &&
			tally_times(t->pairs[kept - 1]) + tally_times(pair) <= MAX_TIMES)
			t->pairs[kept - 1] += tally_times(pair);
		else
			t->pairs[kept++] = pair;
	}
	t->pair_count = kept;
}

static bool grow_pairs(struct tally *t)
{
	size_t capacity = t->pair_capacity ? 2 * t->pair_capacity : FIRST_PAIRS;
	uint64_t *pairs = reallocarray(t->pairs, capacity, sizeof *pairs);
	if (pairs)
		t->pairs = pairs;
	uint64_t *spare = pairs ? reallocarray(t->spare, capacity, sizeof *spare) : NULL;
	if (!spare)
		return false;
	t->spare = spare;
	t->pair_capacity = capacity;
	return true;
}

/* Combining often enough keeps memory in proportion to the different pairs. */
static bool make_pair_room(struct tally *t)
{
	if (t->pair_count > 0) {
		sort_pairs(t);
		combine_pairs(t);
	}
	return t->pair_count < t->pair_capacity / 2 || grow_pairs(t);
}

void tally_pair(struct tally *t, uint32_t left, uint32_t right)
{
	if (left == TALLY_NONE || right == TALLY_NONE)
		return;
	if (t->pair_count == t->pair_capacity && !make_pair_room(t)) {
		t->failed = true;
		return;
	}
	t->pairs[t->pair_count++] = (uint64_t)left << 40 | (uint64_t)right << COUNT_BITS | 1;
}

static int compare_words(const void *a, const void *b)
{
	const struct tally_word *x = a;
	const struct tally_word *y = b;
	return str_compare(x->exact, y->exact);
}

/* Sorts the words; where each went, by its number before. NULL: out of memory. */
static uint32_t *sort_words(struct tally *t)
{
	uint32_t *rank = calloc(t->word_count + 1, sizeof *rank);
	if (!rank)
		return NULL;
	/* Not needed any more, the hash carries the number through the sort. */
	for (size_t i = 0; i < t->word_count; i++)
		t->words[i].hash = (uint32_t)i;
	if (t->word_count > 0)
		qsort(t->words, t->word_count, sizeof *t->words, compare_words);
	for (size_t i = 0; i < t->word_count; i++)
		rank[t->words[i].hash] = (uint32_t)i;
	return rank;
}

bool tally_sort(struct tally *t)
{
	uint32_t *rank = t->failed ? NULL : sort_words(t);
	if (!rank)
		return false;
	for (size_t i = 0; i < t->pair_count; i++) {
		uint64_t pair = t->pairs[i];
		t->pairs[i] = (uint64_t)rank[tally_left(pair)] << 40 |
			      (uint64_t)rank[tally_right(pair)] << COUNT_BITS | tally_times(pair);
	}
	free(rank);
	if (t->pair_count > 0) {
		sort_pairs(t);
		combine_pairs(t);
	}
	return true;
}
