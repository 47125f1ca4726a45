#include "indexer/vocabulary/tally.h"
#include "archive/lexicon.h"
#include "base/ascii.h"

#include <stdlib.h>

enum { FIRST_WORDS = 1 << 14, FIRST_TEXT = 1 << 18 };

void tally_free(struct tally *t)
{
	intern_free(&t->names);
	intern_free(&t->forms);
	free(t->words);
	free(t->text);
	free(t->capitals);
	*t = (struct tally){0};
}

void tally_reset(struct tally *t)
{
	intern_reset(&t->names);
	intern_reset(&t->forms);
	t->text_count = 0;
	t->failed = false;
}

static bool grow_words(struct tally *t)
{
	size_t capacity = t->word_capacity ? 2 * t->word_capacity : FIRST_WORDS;
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

static uint32_t add_word(struct tally *t, struct str exact, struct str folded)
{
	if (t->names.count == t->word_capacity && !grow_words(t)) {
		t->failed = true;
		return TALLY_NONE;
	}
	uint32_t form = intern_add(&t->forms, folded, &t->failed);
	uint32_t word = t->failed ? TALLY_NONE : intern_add(&t->names, exact, &t->failed);
	if (word != TALLY_NONE)
		t->words[word] = (struct tally_word){.form = form};
	return word;
}

/* The classes are the first three words. */
static bool has_classes(struct tally *t)
{
	if (t->names.count > 0)
		return true;
	struct str stop = STR(LEXICON_BREAK);
	struct str figures = STR(LEXICON_FIGURES);
	struct str names = STR(TALLY_NAMES_CLASS);
	return add_word(t, stop, stop) == TALLY_BREAK &&
	       add_word(t, figures, figures) == TALLY_FIGURES &&
	       add_word(t, names, names) == TALLY_NAMES;
}

uint32_t tally_word(struct tally *t, struct str exact, struct str folded)
{
	if (!has_classes(t))
		return TALLY_NONE;
	uint32_t word = intern_find(&t->names, exact);
	if (word != TALLY_NONE)
		return word;
	return has_figures(exact) ? TALLY_FIGURES : add_word(t, exact, folded);
}

void tally_beside(struct tally *t, uint32_t word)
{
	if (word != TALLY_NONE)
		t->words[word].beside++;
}

static bool grow_text(struct tally *t)
{
	size_t capacity = t->text_capacity ? 2 * t->text_capacity : FIRST_TEXT;
	uint32_t *text = reallocarray(t->text, capacity, sizeof *text);
	if (!text)
		return false;
	t->text = text;
	bool *capitals = reallocarray(t->capitals, capacity, sizeof *capitals);
	if (!capitals)
		return false;
	t->capitals = capitals;
	t->text_capacity = capacity;
	return true;
}

static void push(struct tally *t, uint32_t word, bool capital)
{
	if (t->text_count == t->text_capacity && !grow_text(t)) {
		t->failed = true;
		return;
	}
	t->capitals[t->text_count] = capital;
	t->text[t->text_count++] = word;
}

void tally_break(struct tally *t)
{
	bool breaks = t->text_count > 0 && t->text[t->text_count - 1] == TALLY_BREAK;
	if (!breaks && has_classes(t))
		push(t, TALLY_BREAK, false);
}

void tally_next(struct tally *t, uint32_t word, bool capital)
{
	if (word == TALLY_NONE) {
		tally_break(t);
		return;
	}
	push(t, word, capital);
}

struct sorted {
	struct str text;
	struct tally_word word;
	uint32_t number; /* before */
};

static int compare_words(const void *a, const void *b)
{
	const struct sorted *x = a;
	const struct sorted *y = b;
	return str_compare(x->text, y->text);
}

/* Sorts the words; where each went, by its number before, into RANK. */
static bool sort_words(struct tally *t, uint32_t *rank)
{
	size_t count = t->names.count;
	struct sorted *words = calloc(count + 1, sizeof *words);
	if (!words)
		return false;
	for (size_t i = 0; i < count; i++)
		words[i] = (struct sorted){t->names.ptr[i].text, t->words[i], (uint32_t)i};
	if (count > 0)
		qsort(words, count, sizeof *words, compare_words);
	for (size_t i = 0; i < count; i++) {
		t->names.ptr[i].text = words[i].text;
		t->words[i] = words[i].word;
		rank[words[i].number] = (uint32_t)i;
	}
	free(words);
	return true;
}

bool tally_sort(struct tally *t)
{
	tally_break(t);
	push(t, TALLY_BREAK, false);
	push(t, TALLY_BREAK, false);
	uint32_t *rank = t->failed ? NULL : calloc(t->names.count + 1, sizeof *rank);
	bool ok = rank && sort_words(t, rank);
	for (size_t i = 0; ok && i < t->text_count; i++)
		t->text[i] = rank[t->text[i]];
	if (ok)
		t->names_word = rank[TALLY_NAMES];
	free(rank);
	return ok;
}
