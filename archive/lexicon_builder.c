#include "archive/lexicon_draft.h"
#include "archive/lexicon_file.h"
#include "base/lang.h"

#include <stdlib.h>

struct lexicon_builder *lexicon_builder_new(void)
{
	return calloc(1, sizeof(struct lexicon_builder));
}

void lexicon_builder_free(struct lexicon_builder *b)
{
	if (!b)
		return;
	arena_free(&b->memory);
	free(b->words);
	free(b->number_of);
	free(b->pairs);
	free(b->contexts);
	free(b->runs);
	free(b);
}

struct lexicon_contents lexicon_builder_contents(const struct lexicon_builder *b)
{
	return (struct lexicon_contents){
		b->count, b->string_bytes, b->pair_count, b->context_count, b->run_count};
}

/* With each word go its number (lexicon_builder_number) and what choosing runs keeps of it; then
   each pair and each context is listed twice (lexicon_runs.c). */
uint64_t lexicon_builder_memory(const struct lexicon_contents *c)
{
	enum {
		NUMBER = sizeof(uint32_t),
		A_WORD = sizeof(struct draft_word) + 8 * NUMBER + sizeof(uint64_t),
		A_CONTEXT = sizeof(struct draft_context) + NUMBER
	};
	return c->words * A_WORD + c->string_bytes + (2 * c->pairs + c->runs) * NUMBER +
	       c->contexts * A_CONTEXT;
}

void lexicon_builder_leave_out(struct lexicon_builder *b, struct lexicon_least least)
{
	b->least.words = least.words > 1 ? least.words : 0;
	b->least.counts = least.counts > 1 ? least.counts : 0;
}

struct lexicon_least lexicon_builder_least(const struct lexicon_builder *b)
{
	return b->least;
}

/* The ITEMS with room for MORE than COUNT of them, of SIZE bytes each; NULL: out of memory. */
static void *make_room(void *items, size_t count, size_t more, size_t *capacity, size_t size)
{
	if (items && more <= *capacity - count)
		return items;
	size_t wanted = 2 * *capacity + more;
	void *grown = reallocarray(items, wanted, size);
	if (grown)
		*capacity = wanted;
	return grown;
}

static bool make_word_room(struct lexicon_builder *b)
{
	void *words = make_room(b->words, b->count, 1, &b->capacity, sizeof *b->words);
	b->words = words ? words : b->words;
	return words != NULL;
}

static bool make_pair_room(struct lexicon_builder *b, size_t more)
{
	void *pairs = make_room(b->pairs, b->pair_count, more, &b->pair_capacity, sizeof *b->pairs);
	b->pairs = pairs ? pairs : b->pairs;
	return pairs != NULL;
}

static bool make_run_room(struct lexicon_builder *b, size_t more)
{
	void *runs = make_room(b->runs, b->run_count, more, &b->run_capacity, sizeof *b->runs);
	b->runs = runs ? runs : b->runs;
	void *contexts = make_room(
		b->contexts, b->context_count, 1, &b->context_capacity, sizeof *b->contexts);
	b->contexts = contexts ? contexts : b->contexts;
	return runs && contexts;
}

static bool is_plain(struct str exact)
{
	return !str_eq(exact, STR(LEXICON_BREAK)) && !str_eq(exact, STR(LEXICON_FIGURES)) &&
	       !memchr(exact.ptr, LEXICON_DEFINES, exact.len);
}

bool lexicon_builder_add(struct lexicon_builder *b, struct str exact, struct str folded,
	uint64_t count, struct error *err)
{
	if (exact.len > LEXICON_MAX_WORD || folded.len > LEXICON_MAX_WORD ||
		b->string_bytes > UINT32_MAX - 2 * LEXICON_MAX_WORD || b->count == UINT32_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("kho có quá nhiều từ khác nhau",
				"the archive has too many distinct words"));
	char *text = arena_alloc(&b->memory, folded.len + exact.len);
	if (!text || !make_word_room(b))
		return error_set_memory(err);
	memcpy(text, folded.ptr, folded.len);
	memcpy(text + folded.len, exact.ptr, exact.len);
	b->words[b->count] = (struct draft_word){.text = text,
		.folded_len = (uint8_t)folded.len,
		.exact_len = (uint8_t)exact.len,
		.count = count < UINT32_MAX ? (uint32_t)count : UINT32_MAX,
		.added = (uint32_t)b->count};
	b->count++;
	b->running += is_plain(exact) ? count : 0;
	b->string_bytes += folded.len + exact.len;
	return true;
}

/* It is found by either side of the sign. */
bool lexicon_builder_define(struct lexicon_builder *b, struct str exact, struct str folded,
	uint64_t count, struct error *err)
{
	const char *sign = memchr(folded.ptr, LEXICON_DEFINES, folded.len);
	size_t at = sign ? (size_t)(sign - folded.ptr) : folded.len;
	struct str acronym = str_slice(folded, 0, sign ? at + 1 : at);
	struct str phrase = str_slice(folded, at, folded.len);
	return lexicon_builder_add(b, exact, acronym, count, err) &&
	       lexicon_builder_add(b, exact, phrase, count, err);
}

static struct str folded_of(const struct draft_word *w)
{
	return str_make(w->text, w->folded_len);
}

static struct str exact_of(const struct draft_word *w)
{
	return str_make(w->text + w->folded_len, w->exact_len);
}

static int compare_words(const void *a, const void *b)
{
	const struct draft_word *x = a;
	const struct draft_word *y = b;
	int order = str_compare(folded_of(x), folded_of(y));
	if (order != 0)
		return order;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return str_compare(exact_of(x), exact_of(y));
}

bool lexicon_builder_number(struct lexicon_builder *b, struct error *err)
{
	if (b->count > 0)
		qsort(b->words, b->count, sizeof *b->words, compare_words);
	b->number_of = calloc(b->count + 1, sizeof *b->number_of);
	if (!b->number_of)
		return error_set_memory(err);
	for (size_t i = 0; i < b->count; i++)
		b->number_of[b->words[i].added] = (uint32_t)i;
	return true;
}

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x, y;
	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

/* Most words and pairs have few followers. */
static void sort_numbers(uint32_t *numbers, size_t count)
{
	enum { FEW = 16 };
	if (count > FEW) {
		qsort(numbers, count, sizeof *numbers, compare_numbers);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		const uint32_t moved = numbers[i];
		size_t at = i;
		for (; at > 0 && numbers[at - 1] > moved; at--)
			numbers[at] = numbers[at - 1];
		numbers[at] = moved;
	}
}

/* Puts FOLLOWERS, which are of different words, to OUT as they are packed, in the order of the
   file; returns how many have a number that fits. */
static size_t pack(const struct lexicon_builder *b, const struct lexicon_follower *followers,
	size_t count, uint32_t *out)
{
	size_t fit = 0;
	for (size_t i = 0; i < count; i++) {
		const struct lexicon_follower *f = &followers[i];
		uint32_t word = b->number_of[f->word];
		uint32_t capitals = lexicon_capitals_code(f->capitals, f->count);
		if (word < LEXICON_PAIRED_WORDS)
			out[fit++] = word << DRAFT_WORD | capitals << DRAFT_CAPITALS |
				     lexicon_code(f->count);
	}
	sort_numbers(out, fit);
	return fit;
}

bool lexicon_builder_pairs(struct lexicon_builder *b, uint32_t left,
	const struct lexicon_follower *followers, size_t count, struct error *err)
{
	struct draft_word *word = &b->words[b->number_of[left]];
	if (b->pair_count + count > UINT32_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("kho có quá nhiều cặp từ khác nhau",
				"the archive has too many distinct pairs of words"));
	if (!make_pair_room(b, count))
		return error_set_memory(err);
	word->first_pair = (uint32_t)b->pair_count;
	word->pair_count = (uint32_t)pack(b, followers, count, b->pairs + b->pair_count);
	b->pair_count += word->pair_count;
	return true;
}

bool lexicon_builder_runs(struct lexicon_builder *b, uint32_t left, uint32_t right,
	const struct lexicon_follower *followers, size_t count, struct error *err)
{
	struct draft_word *word = &b->words[b->number_of[left]];
	if (b->run_count + count > UINT32_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("kho có quá nhiều chuỗi ba từ khác nhau",
				"the archive has too many distinct runs of three words"));
	if (!make_run_room(b, count))
		return error_set_memory(err);
	if (b->number_of[right] >= LEXICON_PAIRED_WORDS)
		return true;
	count = pack(b, followers, count, b->runs + b->run_count);
	if (word->context_count == 0)
		word->first_context = (uint32_t)b->context_count;
	b->contexts[b->context_count++] = (struct draft_context){.right = b->number_of[right],
		.first = (uint32_t)b->run_count,
		.run_count = (uint32_t)count};
	word->context_count++;
	b->run_count += count;
	return true;
}
