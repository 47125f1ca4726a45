#include "archive/lexicon_draft.h"
#include "archive/lexicon_file.h"
#include "archive/smoothing.h"

#include <math.h>
#include <stdlib.h>

/* A lexicon is asked which spellings of a line's letters are likeliest. So a run u w v is worth
 * its bytes where the pairs u w and w v would not let us expect its spelling among all with the
 * same letters. By them it has the share
 *
 *     c(u w) c(w v) / c(w)   of   the sum over w' of  c(U w') c(w' V) / c(w'),
 *
 * w' being any spelling of w, and U, V all those of u and v. What its count, less the discount,
 * gains over that in logarithms is what it is worth: entropy pruning (Seymore and Rosenfeld
 * 1996; Stolcke 1998) of what is asked for in place of all that might follow. */

/* Runs that gain less are left out: of those that are counted in 35,440 articles a fifth. */
static const double least_gain = 0.1;

struct chooser {
	struct lexicon_builder *b;
	uint64_t *before; /* of each word, how often a spelling of the left one is before it */
	uint32_t *first;  /* of each word, the first of its folded form */
	uint32_t *end;    /* and after the last */
	size_t kept_runs, kept_contexts;
};

static bool same_form(const struct draft_word *a, const struct draft_word *b)
{
	return a->folded_len == b->folded_len && memcmp(a->text, b->text, a->folded_len) == 0;
}

static bool open_chooser(struct chooser *c)
{
	const struct lexicon_builder *b = c->b;
	c->before = calloc(b->count + 1, sizeof *c->before);
	c->first = calloc(b->count + 1, sizeof *c->first);
	c->end = calloc(b->count + 1, sizeof *c->end);
	if (!c->before || !c->first || !c->end)
		return false;
	for (size_t i = 0; i < b->count; i++) {
		bool begins = i == 0 || !same_form(&b->words[i - 1], &b->words[i]);
		c->first[i] = begins ? (uint32_t)i : c->first[i - 1];
	}
	for (size_t i = b->count; i-- > 0;) {
		bool ends = i + 1 == b->count || c->first[i + 1] == i + 1;
		c->end[i] = ends ? (uint32_t)i + 1 : c->end[i + 1];
	}
	return true;
}

static double count_of(uint32_t packed)
{
	return (double)lexicon_decode((uint8_t)(packed & 0xFF));
}

/* Where the first of the pairs of LEFT is whose right word is not before RIGHT, in B->pairs;
   their end if there is none. */
static size_t find_pair(
	const struct lexicon_builder *b, const struct draft_word *left, uint32_t right)
{
	size_t low = left->first_pair;
	size_t high = low + left->pair_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (draft_word(b->pairs[middle]) < right)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Where find_next was last, of one word: what is asked for in order is found near it. */
struct cursor {
	size_t at;
	uint32_t right;
};

/* As find_pair, from CURSOR on in steps that double where RIGHT is not before the one asked for
   last. */
static size_t find_next(const struct lexicon_builder *b, const struct draft_word *left,
	uint32_t right, struct cursor *cursor)
{
	size_t end = (size_t)left->first_pair + left->pair_count, low = cursor->at, step = 1;
	if (right < cursor->right) {
		low = find_pair(b, left, right);
	} else {
		while (low + step <= end && draft_word(b->pairs[low + step - 1]) < right) {
			low += step;
			step *= 2;
		}
		for (; step > 0; step /= 2) {
			if (low + step <= end && draft_word(b->pairs[low + step - 1]) < right)
				low += step;
		}
	}
	*cursor = (struct cursor){low, right};
	return low;
}

/* What follows a word, of the spellings of another. */
struct after {
	double all;   /* occurrences */
	double own;   /* of that one itself */
	size_t place; /* of that one among the word's pairs; SIZE_MAX: it does not follow */
};

static struct after count_after(const struct chooser *c, const struct draft_word *left,
	uint32_t right, struct cursor *cursor)
{
	const struct lexicon_builder *b = c->b;
	size_t last = (size_t)left->first_pair + left->pair_count;
	struct after after = {.place = SIZE_MAX};
	for (size_t i = find_next(b, left, c->first[right], cursor);
		i < last && draft_word(b->pairs[i]) < c->end[right]; i++) {
		double count = count_of(b->pairs[i]);
		after.all += count;
		if (draft_word(b->pairs[i]) != right)
			continue;
		after.own = count;
		after.place = i - left->first_pair;
	}
	return after;
}

static double share(double own, double all)
{
	return own < all ? own / all : 1;
}

/* Two words, of which it is asked what follows them. */
struct pair {
	uint32_t middle;      /* the second */
	double count;         /* of both together */
	struct cursor cursor; /* among what follows MIDDLE */
	double others; /* no less than what the other spellings of MIDDLE add to all: what follows
			  a word is at most what there is of it, and codes of counts are off by
			  less than a tenth */
};

static double most_others(const struct chooser *c, uint32_t middle)
{
	double most = 0;
	for (uint32_t w = c->first[middle]; w < c->end[middle]; w++)
		most += w != middle ? 2.0 * (double)c->before[w] : 0;
	return most;
}

/* The share that THIRD has by pairs after PAIR; AFTER is what follows its second word. No nearer
   than it takes to tell whether it is at most MOST, where it is a gain: other spellings can only
   make it less. */
static double expected(const struct chooser *c, const struct pair *pair, uint32_t third,
	const struct after *after, double most)
{
	const struct draft_word *words = c->b->words;
	uint32_t middle = pair->middle;
	/* Further from MOST than rounding could lead. */
	const double above = most * (1 + 1e-9), below = most * (1 - 1e-9);
	double own = pair->count * after->own / (double)words[middle].count;
	double all = (double)c->before[middle] * after->all / (double)words[middle].count;
	if (share(own, all + pair->others) > above)
		return share(own, all + pair->others);
	for (uint32_t w = c->first[middle]; w < c->end[middle] && share(own, all) >= below; w++) {
		struct cursor none = {words[w].first_pair, UINT32_MAX};
		if (w != middle && c->before[w] > 0 && words[w].count > 0)
			all += (double)c->before[w] * count_after(c, &words[w], third, &none).all /
			       (double)words[w].count;
	}
	return share(own, all);
}

/* Whether the run *PACKED, after PAIR, is worth its bytes: then it is packed as one that was
   chosen. */
static bool choose(const struct chooser *c, struct pair *pair, uint32_t *packed)
{
	uint32_t third = draft_word(*packed);
	double count = count_of(*packed);
	double times = count - smoothing_run_discount((uint64_t)count);
	double most = times > 0 ? exp(-least_gain / times) : 0;
	struct after after = count_after(c, &c->b->words[pair->middle], third, &pair->cursor);
	if (after.place >= LEXICON_RUN_PLACES ||
		times * -log(expected(c, pair, third, &after, most)) < least_gain)
		return false;
	*packed = (uint32_t)after.place << 8 | (*packed & 0xFF);
	return true;
}

/* Of those of CONTEXT, which begin with the word LEFT. */
static void choose_of(
	struct chooser *c, const struct draft_word *left, struct draft_context *context)
{
	uint32_t *runs = c->b->runs + context->first;
	size_t at = find_pair(c->b, left, context->right);
	size_t behind = (size_t)left->first_pair + left->pair_count;
	bool follows = at < behind && draft_word(c->b->pairs[at]) == context->right;
	double pair = follows ? count_of(c->b->pairs[at]) : 0;
	struct pair both = {.middle = context->right,
		.count = pair,
		.cursor = {c->b->words[context->right].first_pair, 0},
		.others = follows ? most_others(c, context->right) : 0};
	double told = 0;
	uint32_t kept = 0;
	for (uint32_t i = 0; follows && i < context->run_count; i++) {
		if (!choose(c, &both, &runs[i]))
			continue;
		double count = count_of(runs[i]);
		told += count - smoothing_run_discount((uint64_t)count);
		runs[kept++] = runs[i];
	}
	context->place = (uint32_t)(at - left->first_pair);
	context->run_count = kept;
	context->rest = told < pair ? 1 - told / pair : 0;
	c->kept_runs += kept;
}

static int compare_contexts(const void *a, const void *b)
{
	const struct draft_context *x = a;
	const struct draft_context *y = b;
	return (x->right > y->right) - (x->right < y->right);
}

static void choose_of_word(struct chooser *c, struct draft_word *word)
{
	struct draft_context *contexts =
		word->context_count > 0 ? c->b->contexts + word->first_context : NULL;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < word->context_count; i++) {
		choose_of(c, word, &contexts[i]);
		if (contexts[i].run_count > 0)
			contexts[kept++] = contexts[i];
	}
	if (kept > 0)
		qsort(contexts, kept, sizeof *contexts, compare_contexts);
	word->context_count = kept;
	c->kept_contexts += kept;
}

/* Adds what follows WORD to what follows the spellings of it; or forgets it. */
static void count_before(struct chooser *c, const struct draft_word *word, bool forget)
{
	for (uint32_t i = 0; i < word->pair_count; i++) {
		uint32_t pair = c->b->pairs[word->first_pair + i];
		uint64_t *before = &c->before[draft_word(pair)];
		*before = forget ? 0 : *before + (uint64_t)count_of(pair);
	}
}

bool draft_choose_runs(struct lexicon_builder *b)
{
	struct chooser c = {.b = b};
	bool ok = open_chooser(&c);
	for (size_t first = 0, end; ok && first < b->count; first = end) {
		end = c.end[first];
		for (size_t i = first; i < end; i++)
			count_before(&c, &b->words[i], false);
		for (size_t i = first; i < end; i++)
			choose_of_word(&c, &b->words[i]);
		for (size_t i = first; i < end; i++)
			count_before(&c, &b->words[i], true);
	}
	b->run_count = c.kept_runs;
	b->context_count = c.kept_contexts;
	free(c.before);
	free(c.first);
	free(c.end);
	return ok;
}
