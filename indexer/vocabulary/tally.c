#include "indexer/vocabulary/tally.h"
#include "archive/lexicon.h"
#include "base/ascii.h"
#include "base/hash.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1 << 15, FIRST_TEXT = 1 << 18 };

void tally_free(struct tally *t)
{
	arena_free(&t->strings);
	free(t->words);
	free(t->slots);
	free(t->text);
	*t = (struct tally){0};
}

void tally_reset(struct tally *t)
{
	arena_reset(&t->strings);
	if (t->slots)
		memset(t->slots, 0, t->slot_count * sizeof *t->slots);
	t->word_count = 0;
	t->text_count = 0;
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

/* Whether S is a word with figures, or the sign of a unit behind one. */
static bool has_figures(struct str s)
{
	return str_eq(s, STR("%")) || str_eq(s, STR("\u2030")) || ascii_has_digit(s);
}

static uint32_t add_word(struct tally *t, struct str exact, uint32_t hash)
{
	if (t->word_count == TALLY_NONE)
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

/* The classes are the first two words. */
static bool has_classes(struct tally *t)
{
	if (t->word_count > 0)
		return true;
	if (t->slot_count == 0 && !grow_slots(t)) {
		t->failed = true;
		return false;
	}
	struct str stop = STR(LEXICON_BREAK);
	struct str figures = STR(LEXICON_FIGURES);
	return add_word(t, stop, hash_str(t->seed, stop)) == TALLY_BREAK &&
	       add_word(t, figures, hash_str(t->seed, figures)) == TALLY_FIGURES;
}

uint32_t tally_word(struct tally *t, struct str exact)
{
	if (!has_classes(t))
		return TALLY_NONE;
	uint32_t hash = hash_str(t->seed, exact);
	uint32_t slot = *slot_of(t, hash, exact);
	if (slot)
		return slot - 1;
	return has_figures(exact) ? TALLY_FIGURES : add_word(t, exact, hash);
}

void tally_beside(struct tally *t, uint32_t word)
{
	if (word != TALLY_NONE)
		t->words[word].beside++;
}

static void push(struct tally *t, uint32_t word)
{
	if (t->text_count == t->text_capacity) {
		size_t capacity = t->text_capacity ? 2 * t->text_capacity : FIRST_TEXT;
		uint32_t *text = reallocarray(t->text, capacity, sizeof *text);
		if (!text) {
			t->failed = true;
			return;
		}
		t->text = text;
		t->text_capacity = capacity;
	}
	t->text[t->text_count++] = word;
}

void tally_break(struct tally *t)
{
	bool breaks = t->text_count > 0 && t->text[t->text_count - 1] == TALLY_BREAK;
	if (!breaks && has_classes(t))
		push(t, TALLY_BREAK);
}

void tally_next(struct tally *t, uint32_t word)
{
	if (word == TALLY_NONE) {
		tally_break(t);
		return;
	}
	push(t, word);
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
	tally_break(t);
	push(t, TALLY_BREAK);
	push(t, TALLY_BREAK);
	uint32_t *rank = t->failed ? NULL : sort_words(t);
	if (!rank)
		return false;
	for (size_t i = 0; i < t->text_count; i++)
		t->text[i] = rank[t->text[i]];
	free(rank);
	return true;
}
