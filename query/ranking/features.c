#include "query/ranking/features.h"

#include "base/lang.h"

#include <math.h>
#include <string.h>

enum {
	NEAR_WORDS = 10,      /* words further apart are not near */
	PASSAGE_HALF = 32,    /* words; a passage is two such blocks */
	PASSAGE_BLOCKS = 512, /* looked at in an article */
	LEAD_WORDS = 2000,    /* from here on no word is early */
	TITLE_WORDS = 64      /* the next block begins after such a gap at least */
};

/* Of BM25, as plan.c has them. */
static const double k1 = 1.5;
static const double b = 0.9;

static double least(double x, double y)
{
	return x < y ? x : y;
}

static const struct word_places *word_at(
	const struct feature_query *q, const struct word_places *columns, size_t i)
{
	return &columns[q->words[i]];
}

/* How often a position of NEXT follows one of HERE, or, if they are JOINED, is the same;
 *FIRST is the first such of HERE. */
static uint32_t count_pairs(const struct word_places *here, const struct word_places *next,
	bool joined, uint32_t *first)
{
	uint32_t count = 0;
	uint32_t k = 0;
	for (uint32_t i = 0; i < here->count; i++) {
		uint32_t least = here->positions[i] + !joined;
		while (k < next->count && next->positions[k] < least)
			k++;
		if (k == next->count)
			break;
		if (next->positions[k] <= here->positions[i] + 1 && count++ == 0)
			*first = here->positions[i];
	}
	return count;
}

/* The fewest words from a position of HERE on to one of NEXT. */
static double closeness(const struct word_places *here, const struct word_places *next)
{
	uint32_t apart = NEAR_WORDS + 1;
	uint32_t k = 0;
	for (uint32_t i = 0; i < here->count; i++) {
		while (k < next->count && next->positions[k] <= here->positions[i])
			k++;
		if (k == next->count)
			break;
		if (next->positions[k] - here->positions[i] < apart)
			apart = next->positions[k] - here->positions[i];
	}
	return apart > NEAR_WORDS ? 0 : 1.0 / apart;
}

/* 1 at the beginning, falling with the logarithm to 0. */
static double earliness(uint32_t position)
{
	double late = log1p(position) / log1p(LEAD_WORDS);
	return late < 1 ? 1 - late : 0;
}

void features_weigh_pairs(struct feature_query *q, const struct word_places *table, size_t n)
{
	for (size_t i = 0; i + 1 < q->word_count; i++) {
		size_t with = 0;
		uint32_t first;
		for (size_t k = 0; q->follows[i] && k < n; k++) {
			const struct word_places *columns = table + k * q->column_count;
			with += count_pairs(word_at(q, columns, i), word_at(q, columns, i + 1),
					q->joined[i], &first) > 0;
		}
		q->pair_rarity[i] =
			q->follows[i] ? log((FEATURES_WINDOW + 1) / ((double)with + 0.5)) : 0;
	}
}

static void add_pair(const struct feature_query *q, const struct feature_article *a, size_t i,
	bool after_pair, bool *is_pair, double *out, struct feature_facts *facts)
{
	const struct word_places *here = word_at(q, a->columns, i);
	const struct word_places *next = word_at(q, a->columns, i + 1);
	double rarity = q->pair_rarity[i];
	uint32_t first = 0;
	uint32_t pairs = count_pairs(here, next, q->joined[i], &first);
	*is_pair = pairs > 0;
	facts->pairs++;
	facts->in_row += pairs > 0;
	double before = closeness(next, here);
	out[FEATURE_SWAPPED] += rarity * before;
	if (pairs == 0) {
		double after = closeness(here, next);
		out[FEATURE_NEAR] += rarity * after;
		facts->near += after > 0;
		out[FEATURE_BOUND_NEAR] += q->binding[i] * (before > after ? before : after);
		return;
	}
	if (here->in_title && next->in_title && first <= TITLE_WORDS) {
		out[FEATURE_TITLE_PAIRS] += q->binding[i];
		facts->in_title_row++;
	}
	out[FEATURE_BOUND] += q->binding[i];
	out[FEATURE_PAIRS] += rarity;
	out[FEATURE_REPEATS] += rarity * log2(pairs);
	out[FEATURE_LEAD_PAIRS] += rarity * earliness(first);
	if (after_pair)
		out[FEATURE_RUNS] += least(rarity, q->pair_rarity[i - 1]);
}

static void add_pairs(const struct feature_query *q, const struct feature_article *a, double *out,
	struct feature_facts *facts)
{
	bool is_pair = false;
	for (size_t i = 0; i + 1 < q->word_count; i++) {
		if (q->follows[i])
			add_pair(q, a, i, is_pair, &is_pair, out, facts);
		else
			is_pair = false;
		if (i + 2 < q->word_count && q->follows[i] && q->follows[i + 1])
			out[FEATURE_SKIPS] +=
				least(q->pair_rarity[i], q->pair_rarity[i + 1]) *
				closeness(word_at(q, a->columns, i), word_at(q, a->columns, i + 2));
	}
}

/* Each block of PASSAGE_HALF words as the set of columns in it. */
static double best_passage(
	const struct feature_query *q, const struct feature_article *a, uint32_t *words)
{
	uint64_t blocks[PASSAGE_BLOCKS + 1] = {0};
	uint32_t end = 0;
	double best = 0;
	for (size_t c = 0; c < q->column_count; c++) {
		for (uint32_t k = 0; k < a->columns[c].count; k++) {
			uint32_t block = a->columns[c].positions[k] / PASSAGE_HALF;
			if (block >= PASSAGE_BLOCKS)
				break;
			blocks[block] |= (uint64_t)1 << c;
			end = block + 1 > end ? block + 1 : end;
		}
	}
	for (uint32_t block = 0; block < end; block++) {
		double worth = 0;
		for (uint64_t set = blocks[block] | blocks[block + 1]; set; set &= set - 1)
			worth += q->rarity[__builtin_ctzll(set)];
		if (worth <= best)
			continue;
		best = worth;
		*words = (uint32_t)__builtin_popcountll(blocks[block] | blocks[block + 1]);
	}
	return best;
}

static void add_words(const struct feature_query *q, const struct feature_article *a, double *out,
	struct feature_facts *facts)
{
	for (size_t c = 0; c < q->column_count; c++) {
		const struct word_places *w = &a->columns[c];
		double rarity = q->rarity[c];
		facts->words++;
		facts->there += w->count > 0 || w->in_title;
		facts->in_title += w->in_title;
		if (w->in_title)
			out[FEATURE_TITLE] += rarity;
		if (w->count == 0) {
			out[FEATURE_MISSING] -= rarity;
			continue;
		}
		out[FEATURE_BM25] +=
			rarity * w->count * (k1 + 1) / (w->count + k1 * (1 - b + b * a->length));
		out[FEATURE_LEAD] += rarity * earliness(w->positions[0]);
		if (w->positions[0] > facts->begins)
			facts->begins = w->positions[0];
		out[FEATURE_SPELLING] -= rarity * (1 - w->likeness);
	}
}

static bool stands_at(const struct word_places *w, uint32_t position)
{
	uint32_t i = 0;
	while (i < w->count && w->positions[i] < position)
		i++;
	return i < w->count && w->positions[i] == position;
}

/* Whether all words of Q stand in a row that begins at POSITION. */
static bool is_row(
	const struct feature_query *q, const struct feature_article *a, uint32_t position)
{
	for (size_t i = 0; i + 1 < q->word_count; i++) {
		const struct word_places *next = word_at(q, a->columns, i + 1);
		if (stands_at(next, position + 1))
			position++;
		else if (!q->joined[i] || !stands_at(next, position))
			return false;
	}
	return true;
}

/* Looks for a row of all words: pairs alone may stand in different places. */
static void find_row(
	const struct feature_query *q, const struct feature_article *a, struct feature_facts *facts)
{
	if (facts->pairs == 0 || facts->pairs + 1 != q->word_count || facts->in_row != facts->pairs)
		return;
	const struct word_places *first = word_at(q, a->columns, 0);
	for (uint32_t i = 0; i < first->count && !facts->row; i++) {
		facts->row = is_row(q, a, first->positions[i]);
		facts->title_row = facts->row && first->positions[i] <= TITLE_WORDS &&
				   facts->in_title == facts->words;
	}
}

void features_compute(const struct feature_query *q, const struct feature_article *a,
	double out[FEATURE_COUNT], struct feature_facts *facts)
{
	*facts = (struct feature_facts){0};
	memset(out, 0, FEATURE_COUNT * sizeof *out);
	out[FEATURE_LENGTH] = log(a->length);
	add_words(q, a, out, facts);
	add_pairs(q, a, out, facts);
	out[FEATURE_PASSAGE] = best_passage(q, a, &facts->in_passage);
	find_row(q, a, facts);
}

static const struct {
	const char *name;
	const char *words[2]; /* Vietnamese, English */
} names[FEATURE_COUNT] = {
	[FEATURE_BM25] = {"bm25", {"từ", "words"}},
	[FEATURE_TITLE] = {"title", {"ở tiêu đề", "in the title"}},
	[FEATURE_TITLE_PAIRS] = {"title_pairs", {"cặp từ ở tiêu đề", "pairs in the title"}},
	[FEATURE_MISSING] = {"missing", {"từ thiếu", "missing words"}},
	[FEATURE_PAIRS] = {"pairs", {"cặp từ liền nhau", "pairs"}},
	[FEATURE_REPEATS] = {"repeats", {"cặp từ lặp lại", "pairs again"}},
	[FEATURE_RUNS] = {"runs", {"chuỗi từ", "runs"}},
	[FEATURE_BOUND] = {"bound", {"từ gắn liền", "bound words"}},
	[FEATURE_BOUND_NEAR] = {"bound_near", {"từ gắn liền ở gần nhau", "bound words near"}},
	[FEATURE_NEAR] = {"near", {"từ gần nhau", "near"}},
	[FEATURE_SWAPPED] = {"swapped", {"từ đảo chỗ", "swapped"}},
	[FEATURE_SKIPS] = {"skips", {"từ cách một từ", "with a gap"}},
	[FEATURE_LEAD] = {"lead", {"từ ở đầu bài", "early words"}},
	[FEATURE_LEAD_PAIRS] = {"lead_pairs", {"cặp từ ở đầu bài", "early pairs"}},
	[FEATURE_PASSAGE] = {"passage", {"trong một đoạn", "in one passage"}},
	[FEATURE_SPELLING] = {"spelling", {"khác dấu", "other spelling"}},
	[FEATURE_LENGTH] = {"length", {"độ dài bài", "length"}},
};

const char *feature_name(enum feature f)
{
	return names[f].name;
}

const char *feature_words(enum feature f)
{
	return SAY(names[f].words[0], names[f].words[1]);
}
