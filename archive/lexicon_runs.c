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

/* A run is judged by what follows its second word and by what is before it, and a lexicon has it by
 * its first. So the pairs are turned round once, and all that a spelling of one form is the second
 * word of is gone through side by side: then what is asked of that form is in tables of it, and no
 * run has to look for its pairs among all. */

enum { CODES = 256 };

/* What follows one spelling of the form at hand, of one form. */
struct sum {
	uint32_t middle; /* the spelling */
	uint32_t next;   /* of the same form, after the next spelling, plus 1; 0: none */
	double all;      /* occurrences */
};

struct chooser {
	struct lexicon_builder *b;
	uint32_t *first; /* of each word, the first of its folded form */
	uint32_t *end;   /* and after the last */

	/* Pairs, by their right word, in the order of left ones: that, and the code of the count.
	   Contexts, by their right word, in the order of left ones: where they are in B. */
	uint32_t *lefts, *left_ends;
	uint32_t *contexts, *context_ends;

	double count[CODES]; /* what each code stands for */
	double most[CODES];  /* the share above which a run of that count gains too little */
	size_t kept_runs, kept_contexts;

	/* Of the form at hand. */
	struct sum *sums;
	uint32_t *sum_of;  /* of each form, by its first word, where in SUMS it begins, plus 1 */
	uint32_t *reached; /* of each spelling, how far in LEFTS it is */
	uint64_t *before;  /* of each spelling, how often one of the left form is before it */

	/* Of the word at hand. */
	uint32_t *place; /* of each word, where it is among the word's pairs, plus 1; 0: nowhere */
	double *all;     /* at that place, occurrences of all spellings of it */
};

static double count_of(const struct chooser *c, uint32_t packed)
{
	return c->count[packed & 0xFF];
}

static uint32_t start_of(const uint32_t *ends, size_t word)
{
	return word > 0 ? ends[word - 1] : 0;
}

static struct str folded_of(const struct draft_word *w)
{
	return str_make(w->text, w->folded_len);
}

/* ---- What is made once ---- */

static void find_forms(struct chooser *c)
{
	const struct lexicon_builder *b = c->b;
	for (size_t i = 0; i < b->count; i++) {
		bool goes_on =
			i > 0 && str_eq(folded_of(&b->words[i - 1]), folded_of(&b->words[i]));
		c->first[i] = goes_on ? c->first[i - 1] : (uint32_t)i;
	}
	for (size_t i = b->count; i-- > 0;) {
		bool ends = i + 1 == b->count || c->first[i + 1] == i + 1;
		c->end[i] = ends ? (uint32_t)i + 1 : c->end[i + 1];
	}
}

static void fill_codes(struct chooser *c)
{
	for (uint32_t code = 0; code < CODES; code++) {
		double count = c->count[code] = (double)lexicon_decode((uint8_t)code);
		double times = count - smoothing_run_discount((uint64_t)count);
		c->most[code] = times > 0 ? exp(-least_gain / times) : 0;
	}
}

/* Lets PLACE be that of what follows WORD, or of nothing any more. */
static void set_places(struct chooser *c, const struct draft_word *word, bool follows)
{
	for (uint32_t i = 0; i < word->pair_count; i++)
		c->place[draft_word(c->b->pairs[word->first_pair + i])] = follows ? i + 1 : 0;
}

/* Tells each context of LEFT where its pair is; without one it has no runs. */
static void place_contexts(struct chooser *c, uint32_t left)
{
	const struct draft_word *word = &c->b->words[left];
	set_places(c, word, true);
	for (uint32_t i = 0; i < word->context_count; i++) {
		struct draft_context *context = &c->b->contexts[word->first_context + i];
		uint32_t place = c->place[context->right];
		context->left = left;
		if (place == 0) {
			context->run_count = 0;
			continue;
		}
		context->place = place - 1;
		context->count = (uint8_t)(c->b->pairs[word->first_pair + place - 1] & 0xFF);
	}
	set_places(c, word, false);
}

/* COUNTS of each word become where the first of them is. */
static void add_up(uint32_t *counts, size_t n)
{
	for (size_t i = 0, sum = 0; i < n; i++) {
		size_t count = counts[i];
		counts[i] = (uint32_t)sum;
		sum += count;
	}
}

static void turn_pairs(struct chooser *c)
{
	const struct lexicon_builder *b = c->b;
	for (size_t i = 0; i < b->count; i++) {
		for (uint32_t k = 0; k < b->words[i].pair_count; k++)
			c->left_ends[draft_word(b->pairs[b->words[i].first_pair + k])]++;
	}
	add_up(c->left_ends, b->count);
	for (size_t i = 0; i < b->count; i++) {
		for (uint32_t k = 0; k < b->words[i].pair_count; k++) {
			uint32_t pair = b->pairs[b->words[i].first_pair + k];
			uint32_t *end = &c->left_ends[draft_word(pair)];
			c->lefts[(*end)++] = (uint32_t)i << 8 | (pair & 0xFF);
		}
	}
}

static void turn_contexts(struct chooser *c)
{
	const struct lexicon_builder *b = c->b;
	for (size_t i = 0; i < b->context_count; i++)
		c->context_ends[b->contexts[i].right]++;
	add_up(c->context_ends, b->count);
	for (size_t i = 0; i < b->count; i++) {
		for (uint32_t k = 0; k < b->words[i].context_count; k++) {
			uint32_t at = b->words[i].first_context + k;
			c->contexts[c->context_ends[b->contexts[at].right]++] = at;
		}
	}
}

/* Of the form that most follows, as it is of the word. */
static void find_most_pairs(const struct chooser *c, size_t *of_word, size_t *of_form)
{
	*of_word = *of_form = 0;
	for (size_t i = 0, form = 0; i < c->b->count; i++) {
		size_t pairs = c->b->words[i].pair_count;
		form = c->first[i] == i ? pairs : form + pairs;
		*of_word = pairs > *of_word ? pairs : *of_word;
		*of_form = form > *of_form ? form : *of_form;
	}
}

static uint32_t *numbers(size_t count)
{
	return calloc(count + 1, sizeof(uint32_t));
}

static bool open_chooser(struct chooser *c)
{
	const struct lexicon_builder *b = c->b;
	size_t of_word, of_form;
	c->first = numbers(b->count);
	c->end = numbers(b->count);
	c->lefts = numbers(b->pair_count);
	c->left_ends = numbers(b->count);
	c->contexts = numbers(b->context_count);
	c->context_ends = numbers(b->count);
	c->sum_of = numbers(b->count);
	c->reached = numbers(b->count);
	c->place = numbers(b->count);
	c->before = calloc(b->count + 1, sizeof *c->before);
	if (!c->first || !c->end || !c->lefts || !c->left_ends || !c->contexts ||
		!c->context_ends || !c->sum_of || !c->reached || !c->place || !c->before)
		return false;
	find_forms(c);
	find_most_pairs(c, &of_word, &of_form);
	c->all = calloc(of_word + 1, sizeof *c->all);
	c->sums = calloc(of_form + 1, sizeof *c->sums);
	return c->all && c->sums;
}

static void close_chooser(struct chooser *c)
{
	free(c->first);
	free(c->end);
	free(c->lefts);
	free(c->left_ends);
	free(c->contexts);
	free(c->context_ends);
	free(c->sum_of);
	free(c->reached);
	free(c->place);
	free(c->before);
	free(c->all);
	free(c->sums);
}

/* ---- A form ---- */

/* Pairs of one word with the spellings of a form, side by side: those from AT on. Returns where
   they end, and adds up how often they occur. */
static uint32_t take_form(
	const struct chooser *c, const struct draft_word *word, uint32_t at, double *all)
{
	const uint32_t *pairs = c->b->pairs + word->first_pair;
	uint32_t end = c->end[draft_word(pairs[at])];
	*all = 0;
	for (; at < word->pair_count && draft_word(pairs[at]) < end; at++)
		*all += count_of(c, pairs[at]);
	return at;
}

/* Lists what follows the words from FIRST to END by its form, each list in the order of words. */
static void sum_forms(struct chooser *c, uint32_t first, uint32_t end)
{
	uint32_t used = 0;
	for (uint32_t middle = end; middle-- > first;) {
		const struct draft_word *word = &c->b->words[middle];
		for (uint32_t i = 0, next; i < word->pair_count; i = next) {
			uint32_t follower = draft_word(c->b->pairs[word->first_pair + i]);
			uint32_t *list = &c->sum_of[c->first[follower]];
			struct sum *sum = &c->sums[used++];
			*sum = (struct sum){.middle = middle, .next = *list};
			next = take_form(c, word, i, &sum->all);
			*list = used;
		}
	}
}

static void forget_forms(struct chooser *c, uint32_t first, uint32_t end)
{
	for (uint32_t middle = first; middle < end; middle++) {
		const struct draft_word *word = &c->b->words[middle];
		for (uint32_t i = 0; i < word->pair_count; i++)
			c->sum_of[c->first[draft_word(c->b->pairs[word->first_pair + i])]] = 0;
	}
}

static void open_word(struct chooser *c, uint32_t middle)
{
	const struct draft_word *word = &c->b->words[middle];
	set_places(c, word, true);
	for (uint32_t i = 0, next; i < word->pair_count; i = next) {
		double all;
		next = take_form(c, word, i, &all);
		for (uint32_t k = i; k < next; k++)
			c->all[k] = all;
	}
}

/* Goes on to what is before the spellings of MIDDLE where LEFT is. */
static void count_before(struct chooser *c, uint32_t middle, uint32_t left)
{
	for (uint32_t w = c->first[middle]; w < c->end[middle]; w++) {
		uint32_t at = c->reached[w], ends = c->left_ends[w];
		while (at < ends && c->lefts[at] >> 8 < c->first[left])
			at++;
		c->before[w] = 0;
		for (; at < ends && c->lefts[at] >> 8 < c->end[left]; at++)
			c->before[w] += (uint64_t)count_of(c, c->lefts[at]);
		c->reached[w] = at;
	}
}

/* ---- Runs ---- */

/* Two words, of which it is asked what follows them. */
struct pair {
	uint32_t middle; /* the second */
	double times;    /* the second word occurs */
	double count;    /* of both together */
	double others;   /* no less than what the other spellings of MIDDLE add to all: what follows
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

/* Whether the share that THIRD, which follows PAIR, has by pairs is greater than MOST. Both sides
   of it are as many times as great as its second word occurs. Other spellings can only make it
   less. */
static bool is_expected(
	const struct chooser *c, const struct pair *pair, uint32_t third, double most)
{
	uint32_t place = c->place[third] - 1;
	const struct draft_word *words = c->b->words, *middle = &words[pair->middle];
	double own = pair->count * count_of(c, c->b->pairs[middle->first_pair + place]);
	double all = (double)c->before[pair->middle] * c->all[place];
	if (own > most * (all + pair->others * pair->times))
		return true;
	for (uint32_t at = c->sum_of[c->first[third]]; at > 0 && own > most * all;) {
		const struct sum *sum = &c->sums[at - 1];
		uint32_t w = sum->middle;
		if (w != pair->middle && words[w].count > 0)
			all += (double)c->before[w] * sum->all * pair->times / words[w].count;
		at = sum->next;
	}
	return own > most * all;
}

/* Whether the run *PACKED, after PAIR, is worth its bytes: then it is packed as one that was
   chosen. */
static bool choose(const struct chooser *c, const struct pair *pair, uint32_t *packed)
{
	uint32_t third = draft_word(*packed), place = c->place[third];
	uint8_t code = (uint8_t)(*packed & 0xFF);
	if (place == 0 || place > LEXICON_RUN_PLACES || is_expected(c, pair, third, c->most[code]))
		return false;
	*packed = (place - 1) << 8 | code;
	return true;
}

static void choose_of(struct chooser *c, struct draft_context *context)
{
	uint32_t *runs = c->b->runs + context->first;
	struct pair pair = {.middle = context->right,
		.times = c->b->words[context->right].count,
		.count = count_of(c, context->count),
		.others = most_others(c, context->right)};
	double told = 0;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < context->run_count; i++) {
		if (!choose(c, &pair, &runs[i]))
			continue;
		double count = count_of(c, runs[i]);
		told += count - smoothing_run_discount((uint64_t)count);
		runs[kept++] = runs[i];
	}
	context->run_count = kept;
	context->rest = lexicon_share_code(told < pair.count ? 1 - told / pair.count : 0);
	c->kept_runs += kept;
}

/* The contexts of a second word, and their runs, lie all over B: those that come after AT are asked
   for while this one is looked at, or most of the time would be spent waiting for them. */
static void fetch_ahead(const struct chooser *c, size_t at)
{
	enum { AHEAD = 8 };
	const struct lexicon_builder *b = c->b;
	if (at + 2 * AHEAD >= b->context_count)
		return;
	__builtin_prefetch(&b->contexts[c->contexts[at + 2 * AHEAD]]);
	__builtin_prefetch(&b->runs[b->contexts[c->contexts[at + AHEAD]].first]);
}

/* Of those whose second word is MIDDLE. */
static void choose_of_middle(struct chooser *c, uint32_t middle)
{
	uint32_t form = UINT32_MAX;
	open_word(c, middle);
	for (uint32_t w = c->first[middle]; w < c->end[middle]; w++)
		c->reached[w] = start_of(c->left_ends, w);
	for (uint32_t i = start_of(c->context_ends, middle); i < c->context_ends[middle]; i++) {
		fetch_ahead(c, i);
		struct draft_context *context = &c->b->contexts[c->contexts[i]];
		if (c->first[context->left] != form)
			count_before(c, middle, context->left);
		form = c->first[context->left];
		if (context->run_count > 0)
			choose_of(c, context);
	}
	set_places(c, &c->b->words[middle], false);
}

/* ---- What is left ---- */

static int compare_contexts(const void *a, const void *b)
{
	const struct draft_context *x = a;
	const struct draft_context *y = b;
	return (x->right > y->right) - (x->right < y->right);
}

static void order_contexts(struct chooser *c, struct draft_word *word)
{
	struct draft_context *contexts =
		word->context_count > 0 ? c->b->contexts + word->first_context : NULL;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < word->context_count; i++) {
		if (contexts[i].run_count > 0)
			contexts[kept++] = contexts[i];
	}
	if (kept > 0)
		qsort(contexts, kept, sizeof *contexts, compare_contexts);
	word->context_count = kept;
	c->kept_contexts += kept;
}

static void choose_all(struct chooser *c)
{
	const size_t count = c->b->count;
	fill_codes(c);
	for (uint32_t left = 0; left < count; left++)
		place_contexts(c, left);
	turn_pairs(c);
	turn_contexts(c);
	for (uint32_t first = 0, end; first < count; first = end) {
		end = c->end[first];
		sum_forms(c, first, end);
		for (uint32_t middle = first; middle < end; middle++)
			choose_of_middle(c, middle);
		forget_forms(c, first, end);
	}
	for (size_t i = 0; i < count; i++)
		order_contexts(c, &c->b->words[i]);
}

bool draft_choose_runs(struct lexicon_builder *b)
{
	struct chooser c = {.b = b};
	bool ok = open_chooser(&c);
	if (ok) {
		choose_all(&c);
		b->run_count = c.kept_runs;
		b->context_count = c.kept_contexts;
	}
	close_chooser(&c);
	return ok;
}
