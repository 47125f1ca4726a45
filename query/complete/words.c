#include "query/complete/words.h"

#include "archive/lexicon.h"
#include "text/token/token.h"

#include <stdlib.h>

/* Spellings of a word that are looked at, and words behind which a word may come. */
enum { SPELLINGS = 4, CONTEXT = 2 };

/* Words of the archive that are looked at: more than any two letters begin. */
enum { RANGE_MAX = 1 << 17 };

/* What a word before the one that is typed may be. */
struct spellings {
	uint32_t words[SPELLINGS];
	double weights[SPELLINGS]; /* the sum is 1 */
	size_t count;
};

struct work {
	const struct lexicon *lexicon;
	struct lexicon_group range; /* all words that begin so */
	uint64_t *times;            /* of each word of RANGE, scratch */
	double *weights;
	struct spellings before[CONTEXT]; /* the nearest last; none where a sentence ended */
};

/* How much each length of run tells: the longer, the more, where it is there at all. */
static const double of_runs = 0.6, of_pairs = 0.3, of_words = 0.1;

static void read_spellings(const struct work *w, const struct token *t, struct spellings *out)
{
	struct lexicon_group group = lexicon_group(w->lexicon, t->folded);
	bool marked = !str_eq(t->exact, t->folded);
	double sum = 0;
	out->count = 0;
	for (uint32_t i = 0; i < group.count && out->count < SPELLINGS; i++) {
		struct lexicon_word word = lexicon_word(w->lexicon, group.first + i);
		if (marked && !str_eq(word.exact, t->exact))
			continue;
		out->words[out->count] = group.first + i;
		out->weights[out->count++] = (double)word.count;
		sum += (double)word.count;
	}
	for (size_t i = 0; i < out->count; i++)
		out->weights[i] /= sum > 0 ? sum : 1;
}

/* Which spellings of the nearest word the one before it lets expect. */
static void weigh_by_pairs(
	const struct work *w, const struct spellings *first, struct spellings *second)
{
	double sum = 0;
	for (size_t k = 0; k < second->count; k++) {
		double pairs = 0;
		for (size_t i = 0; i < first->count; i++) {
			uint64_t times = 0;
			struct lexicon_group one = {second->words[k], 1};
			lexicon_pairs(w->lexicon, first->words[i], one, &times);
			pairs += first->weights[i] * (double)times /
				 (double)(1 + lexicon_word(w->lexicon, first->words[i]).count);
		}
		second->weights[k] *= 1e-6 + pairs;
		sum += second->weights[k];
	}
	for (size_t k = 0; k < second->count && sum > 0; k++)
		second->weights[k] /= sum;
}

static void read_before(struct work *w, struct tokenizer *t, struct str before)
{
	struct token token;
	tokenizer_start(t, before);
	while (tokenizer_next(t, &token)) {
		if (token.flags & TOKEN_EXTRA)
			continue;
		w->before[0] = w->before[1];
		read_spellings(w, &token, &w->before[1]);
	}
	if (w->before[0].count > 0)
		weigh_by_pairs(w, &w->before[0], &w->before[1]);
}

static void add_times(struct work *w, double weight)
{
	for (uint32_t i = 0; i < w->range.count; i++)
		w->weights[i] += weight * (double)w->times[i];
}

static void weigh(struct work *w)
{
	const struct spellings *first = &w->before[0], *second = &w->before[1];
	double running = 1 + (double)lexicon_running(w->lexicon);
	for (uint32_t i = 0; i < w->range.count; i++)
		w->weights[i] = of_words *
				(double)lexicon_word(w->lexicon, w->range.first + i).count /
				running;
	for (size_t k = 0; k < second->count; k++) {
		double count = (double)lexicon_word(w->lexicon, second->words[k]).count;
		lexicon_pairs(w->lexicon, second->words[k], w->range, w->times);
		add_times(w, of_pairs * second->weights[k] / (1 + count));
		for (size_t i = 0; i < first->count; i++) {
			struct lexicon_context context;
			if (!lexicon_context(
				    w->lexicon, first->words[i], second->words[k], &context))
				continue;
			lexicon_runs(w->lexicon, &context, w->range, w->times);
			add_times(w, of_runs * first->weights[i] * second->weights[k] /
					     (1 + (double)context.count));
		}
	}
}

/* Words that do not go on with TYPED, whose marks bind, or that do where it is WHOLE, weigh
   nothing. */
static void forget_others(const struct work *w, struct str typed, bool whole)
{
	for (uint32_t i = 0; i < w->range.count; i++) {
		uint32_t number = w->range.first + i;
		struct str exact = lexicon_word(w->lexicon, number).exact;
		struct str folded = lexicon_folded(w->lexicon, number);
		bool same = str_eq(exact, typed) || str_eq(folded, typed);
		if ((whole && !same) || memchr(exact.ptr, LEXICON_DEFINES, exact.len) ||
			!(str_starts_with(exact, typed) || str_starts_with(folded, typed)))
			w->weights[i] = 0;
	}
}

/* Heavier ones first, so that they are the first notes of what they share. */
static bool add_best(const struct work *w, struct str typed, struct candidates *out)
{
	for (;;) {
		uint32_t best = w->range.count;
		for (uint32_t i = 0; i < w->range.count; i++) {
			if (w->weights[i] > 0 &&
				(best == w->range.count || w->weights[i] > w->weights[best]))
				best = i;
		}
		if (best == w->range.count || out->count == CANDIDATES_MAX)
			return true;
		struct lexicon_word word = lexicon_word(w->lexicon, w->range.first + best);
		struct str folded = lexicon_folded(w->lexicon, w->range.first + best);
		if (!candidates_add(out, typed, word.exact, folded, w->weights[best]))
			return false;
		w->weights[best] = 0;
	}
}

bool words_complete(const struct lexicon *l, struct tokenizer *t, struct str before,
	struct str typed, bool whole, struct candidates *out, struct error *err)
{
	struct buf folded = BUF_INIT;
	struct work w = {.lexicon = l};
	candidates_fold(typed, &folded);
	if (folded.failed)
		return error_set_memory(err);
	w.range = lexicon_starting(l, buf_str(&folded));
	buf_free(&folded);
	w.range.count = w.range.count < RANGE_MAX ? w.range.count : RANGE_MAX;
	if (w.range.count == 0)
		return true;
	w.times = calloc(w.range.count, sizeof *w.times);
	w.weights = calloc(w.range.count, sizeof *w.weights);
	bool ok = w.times && w.weights;
	if (ok) {
		read_before(&w, t, before);
		weigh(&w);
		forget_others(&w, typed, whole);
		ok = add_best(&w, typed, out);
	}
	free(w.times);
	free(w.weights);
	return ok || error_set_memory(err);
}
