#include "archive/lexicon_file.h"
#include "archive/several/lexicons_inside.h"

#include <math.h>
#include <stdlib.h>

/* What follows what, in several lexicons.
 *
 * Three sums can't be had from parts without going through all words of each: of the tempered
 * counts, c^(3/4), of all words and of all pairs of a word, and how many different words follow
 * one. A part does not tell which of its words others have, too. Where the parts have none in
 * common a sum is that of theirs; where they have all, in the same shares, it is theirs by the norm
 * of that power, (the sum of t^(4/3))^(3/4), and it is never less (Minkowski's inequality, turned
 * round below 1). For two equal parts these are a sixth apart. We take their geometric mean. */

static struct lexicons *inside(struct lexicon_joint *j)
{
	return (struct lexicons *)j;
}

static const double power = 4.0 / 3;

/* Between sums that are disjoint and such that are alike. */
static double estimate(double sum, double norm)
{
	return sqrt(sum * pow(norm, 1 / power));
}

double lexicons_tempered_words(struct lexicon_joint *j)
{
	const struct lexicons *l = inside(j);
	double sum = 0, norm = 0;
	for (size_t k = 0; k < l->part_count; k++) {
		double t = lexicon_tempered_words(l->parts[k]);
		sum += t;
		norm += pow(t, power);
	}
	return estimate(sum, norm);
}

double lexicons_tempered_pairs(struct lexicon_joint *j, uint32_t left)
{
	const struct lexicons *l = inside(j);
	double sum = 0, norm = 0;
	for (size_t k = 0; k < l->part_count; k++) {
		uint32_t number = lexicons_number(l, k, left);
		if (number == LEXICONS_NONE)
			continue;
		double t = lexicon_tempered_pairs(l->parts[k], number);
		sum += t;
		norm += pow(t, power);
	}
	return sum > 0 ? estimate(sum, norm) : 1;
}

uint32_t lexicons_followers(struct lexicon_joint *j, uint32_t left)
{
	const struct lexicons *l = inside(j);
	double sum = 0, most = 0;
	for (size_t k = 0; k < l->part_count; k++) {
		uint32_t number = lexicons_number(l, k, left);
		double count = number == LEXICONS_NONE ? 0 : lexicon_followers(l->parts[k], number);
		sum += count;
		most = count > most ? count : most;
	}
	return (uint32_t)(sqrt(sum * most) + 0.5);
}

/* ---- Pairs ---- */

/* The words of RIGHT as part PART numbers them, and what is between. */
static struct lexicon_group span(const struct lexicons *l, size_t part, struct lexicon_group right)
{
	uint32_t first = LEXICONS_NONE, last = 0;
	for (uint32_t i = right.first; i < right.first + right.count; i++) {
		uint32_t number = lexicons_number(l, part, i);
		if (number == LEXICONS_NONE)
			continue;
		first = number < first ? number : first;
		last = number > last ? number : last;
	}
	struct lexicon_group all = {0, 0};
	if (first != LEXICONS_NONE)
		all = (struct lexicon_group){first, last - first + 1};
	return all;
}

/* Room for COUNT times BYTES. */
static void *scratch(struct lexicons *l, size_t count, size_t bytes)
{
	if (count * bytes > l->scratch_bytes) {
		void *grown = realloc(l->scratch, count * bytes);
		if (!grown) {
			l->failed = true;
			return NULL;
		}
		l->scratch = grown;
		l->scratch_bytes = count * bytes;
	}
	return l->scratch;
}

/* COUNTS are those of the words SPAN of part PART: each to its word of RIGHT in OUT. */
static void add_counts(const struct lexicons *l, size_t part, struct lexicon_group right,
	struct lexicon_group span, const uint64_t *counts, uint64_t *out)
{
	for (uint32_t i = 0; i < right.count; i++) {
		uint32_t number = lexicons_number(l, part, right.first + i);
		if (number != LEXICONS_NONE)
			out[i] += counts[number - span.first];
	}
}

/* Sums as one lexicon would have them, which tells counts in steps. */
static void round_all(uint64_t *counts, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		counts[i] = counts[i] > 0 ? lexicon_decode(lexicon_code(counts[i])) : 0;
}

void lexicons_pairs(
	struct lexicon_joint *j, uint32_t left, struct lexicon_group right, uint64_t *out)
{
	struct lexicons *l = inside(j);
	for (uint32_t i = 0; i < right.count; i++)
		out[i] = 0;
	for (size_t k = 0; k < l->part_count; k++) {
		uint32_t number = lexicons_number(l, k, left);
		struct lexicon_group own = span(l, k, right);
		uint64_t *counts = NULL;
		if (number != LEXICONS_NONE && own.count > 0)
			counts = scratch(l, own.count, sizeof *counts);
		if (!counts)
			continue;
		lexicon_pairs(l->parts[k], number, own, counts);
		add_counts(l, k, right, own, counts, out);
	}
	round_all(out, right.count);
}

/* How often word RIGHT follows LEFT in part PART, as that numbers them. */
static uint64_t pair_count(const struct lexicons *l, size_t part, uint32_t left, uint32_t right)
{
	uint64_t count = 0;
	if (left != LEXICONS_NONE && right != LEXICONS_NONE)
		lexicon_pairs(l->parts[part], left, (struct lexicon_group){right, 1}, &count);
	return count;
}

/* The share of all pairs of LEFT and RIGHT that are in capitals: of those that each part has. */
static double capitals_of(const struct lexicons *l, uint32_t left, uint32_t right)
{
	double all = 0, capitals = 0;
	for (size_t k = 0; k < l->part_count; k++) {
		double share = 0;
		uint32_t a = lexicons_number(l, k, left), b = lexicons_number(l, k, right);
		uint64_t count = pair_count(l, k, a, b);
		if (count == 0)
			continue;
		lexicon_capitals(l->parts[k], a, (struct lexicon_group){b, 1}, &share);
		all += (double)count;
		capitals += share * (double)count;
	}
	if (all < 1)
		return 0;
	return lexicon_capitals_decode(
		lexicon_capitals_code((uint64_t)(capitals + 0.5), (uint64_t)all));
}

void lexicons_capitals(
	struct lexicon_joint *j, uint32_t left, struct lexicon_group right, double *out)
{
	const struct lexicons *l = inside(j);
	for (uint32_t i = 0; i < right.count; i++)
		out[i] = capitals_of(l, left, right.first + i);
}

/* ---- Three words ---- */

/* The context of LEFT and RIGHT in part PART; false where that tells nothing. */
static bool context_in(const struct lexicons *l, size_t part, uint32_t left, uint32_t right,
	struct lexicon_context *out)
{
	uint32_t a = lexicons_number(l, part, left), b = lexicons_number(l, part, right);
	return a != LEXICONS_NONE && b != LEXICONS_NONE &&
	       lexicon_context(l->parts[part], a, b, out);
}

/* Where a part tells nothing of it, what follows is what pairs let expect: all of it is left. */
bool lexicons_context(
	struct lexicon_joint *j, uint32_t left, uint32_t right, struct lexicon_context *out)
{
	const struct lexicons *l = inside(j);
	double all = 0, rest = 0;
	bool told = false;
	for (size_t k = 0; k < l->part_count; k++) {
		struct lexicon_context own;
		double count, share = 1;
		if (context_in(l, k, left, right, &own)) {
			told = true;
			share = own.rest;
			count = (double)own.count;
		} else {
			count = (double)pair_count(
				l, k, lexicons_number(l, k, left), lexicons_number(l, k, right));
		}
		all += count;
		rest += share * count;
	}
	if (!told || all < 1)
		return false;
	*out = (struct lexicon_context){
		.count = (uint64_t)all, .rest = rest / all, .middle = right, .first = left};
	return true;
}

/* CONTEXT has its words in FIRST and MIDDLE. */
void lexicons_runs(struct lexicon_joint *j, const struct lexicon_context *context,
	struct lexicon_group right, uint64_t *out)
{
	struct lexicons *l = inside(j);
	for (uint32_t i = 0; i < right.count; i++)
		out[i] = 0;
	for (size_t k = 0; k < l->part_count; k++) {
		struct lexicon_context own;
		struct lexicon_group part = span(l, k, right);
		uint64_t *counts = NULL;
		if (part.count > 0 && context_in(l, k, context->first, context->middle, &own))
			counts = scratch(l, part.count, sizeof *counts);
		if (!counts)
			continue;
		lexicon_runs(l->parts[k], &own, part, counts);
		add_counts(l, k, right, part, counts, out);
	}
	round_all(out, right.count);
}
