/* query: features of hand-made positions. */
#include "query/ranking/features.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { WORDS = 4, MAX = 4 };

/* Words of rarity 1, 2, 4 and 8 in a row; pairs of rarity 1, 10 and 100: sums tell what
   they are made of. */
static const uint8_t row[WORDS] = {0, 1, 2, 3};
static const bool follows[WORDS] = {true, true, true, false};
static const bool joined[WORDS] = {false};
static const double rarity[WORDS] = {1, 2, 4, 8};
static const double binding[WORDS] = {3, 30, 300, 0};
static const struct feature_query query = {
	.words = row,
	.word_count = WORDS,
	.follows = follows,
	.joined = joined,
	.column_count = WORDS,
	.rarity = rarity,
	.pair_rarity = {1, 10, 100, 0},
	.binding = binding,
};

static struct feature_facts facts;

/* Positions of each word, ended by 0. */
struct article {
	uint32_t positions[WORDS][MAX];
};

static void fill(const struct article *a, struct word_places *out)
{
	for (size_t i = 0; i < WORDS; i++) {
		uint32_t count = 0;
		while (count < MAX && a->positions[i][count] > 0)
			count++;
		out[i] = (struct word_places){
			.positions = a->positions[i], .count = count, .likeness = count > 0};
	}
}

static double feature(const struct article *a, enum feature f)
{
	struct word_places places[WORDS];
	double out[FEATURE_COUNT];
	fill(a, places);
	features_compute(
		&query, &(struct feature_article){.columns = places, .length = 1}, out, &facts);
	return out[f];
}

static void features_see_how_words_stand(void **state)
{
	(void)state;
	static const struct {
		struct article article;
		enum feature feature;
		double want;
	} cases[] = {
		/* All in a row. */
		{{{{5}, {6}, {7}, {8}}}, FEATURE_PAIRS, 111},
		{{{{5}, {6}, {7}, {8}}}, FEATURE_RUNS, 1 + 10},
		{{{{5}, {6}, {7}, {8}}}, FEATURE_MISSING, 0},
		{{{{5}, {6}, {7}, {8}}}, FEATURE_NEAR, 0},
		{{{{5}, {6}, {7}, {8}}}, FEATURE_SKIPS, (1 + 10) / 2.0},
		{{{{5}, {6}, {7}, {8}}}, FEATURE_PASSAGE, 15},
		/* One pair, twice. */
		{{{{5, 50}, {6, 51}, {0}, {0}}}, FEATURE_PAIRS, 1},
		{{{{5, 50}, {6, 51}, {0}, {0}}}, FEATURE_REPEATS, 1},
		{{{{5, 50}, {6, 51}, {0}, {0}}}, FEATURE_MISSING, -(4 + 8)},
		{{{{5, 50}, {6, 51}, {0}, {0}}}, FEATURE_RUNS, 0},
		/* In order with words between; in the other order. */
		{{{{5}, {9}, {0}, {0}}}, FEATURE_NEAR, 1 / 4.0},
		{{{{5}, {9}, {0}, {0}}}, FEATURE_PAIRS, 0},
		{{{{5}, {9}, {0}, {0}}}, FEATURE_SWAPPED, 0},
		{{{{9}, {8}, {0}, {0}}}, FEATURE_SWAPPED, 1},
		{{{{9}, {8}, {0}, {0}}}, FEATURE_NEAR, 0},
		/* Ten words are near, eleven are not. */
		{{{{5}, {15}, {0}, {0}}}, FEATURE_NEAR, 1 / 10.0},
		{{{{5}, {16}, {0}, {0}}}, FEATURE_NEAR, 0},
		/* What belongs together counts by how firmly; apart, in any order, by how near. */
		{{{{5}, {6}, {7}, {8}}}, FEATURE_BOUND, 333},
		{{{{5}, {6}, {7}, {8}}}, FEATURE_BOUND_NEAR, 0},
		{{{{0}, {5}, {9}, {0}}}, FEATURE_BOUND_NEAR, 30 / 4.0},
		{{{{0}, {9}, {5}, {0}}}, FEATURE_BOUND_NEAR, 30 / 4.0},
		/* Two passages: the better one counts. */
		{{{{1}, {500}, {501}, {2}}}, FEATURE_PASSAGE, 1 + 8},
		/* Nothing there. */
		{{{{0}, {0}, {0}, {0}}}, FEATURE_BM25, 0},
		{{{{0}, {0}, {0}, {0}}}, FEATURE_MISSING, -15},
		{{{{0}, {0}, {0}, {0}}}, FEATURE_PASSAGE, 0},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		double got = feature(&cases[i].article, cases[i].feature);
		if (fabs(got - cases[i].want) > 1e-9)
			fail_msg("case %zu: %s is %g, not %g", i, feature_name(cases[i].feature),
				got, cases[i].want);
	}
}

/* What stands past the gap behind the title is not in it, though its words are. */
static void pairs_in_the_title_stand_before_its_end(void **state)
{
	(void)state;
	static const struct {
		struct article article;
		double want;
	} cases[] = {
		{{{{0}, {4}, {5}, {0}}}, 30},
		{{{{0}, {4, 80}, {9, 81}, {0}}}, 0},
		{{{{0}, {4}, {9}, {0}}}, 0},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct word_places places[WORDS];
		struct feature_article a = {.columns = places, .length = 1};
		double out[FEATURE_COUNT];
		fill(&cases[i].article, places);
		features_compute(&query, &a, out, &facts);
		assert_true(out[FEATURE_TITLE_PAIRS] == 0);
		places[1].in_title = places[2].in_title = true;
		features_compute(&query, &a, out, &facts);
		assert_true(fabs(out[FEATURE_TITLE_PAIRS] - cases[i].want) < 1e-9);
	}
}

static void earlier_and_more_is_worth_more(void **state)
{
	(void)state;
	const struct article early = {{{3}, {0}, {0}, {0}}};
	const struct article late = {{{300}, {0}, {0}, {0}}};
	const struct article twice = {{{300, 400}, {0}, {0}, {0}}};
	const struct article last = {{{5000}, {0}, {0}, {0}}};
	assert_true(feature(&early, FEATURE_LEAD) > feature(&late, FEATURE_LEAD));
	assert_true(feature(&late, FEATURE_LEAD) > 0);
	assert_true(feature(&last, FEATURE_LEAD) <= 0);
	assert_true(feature(&twice, FEATURE_BM25) > feature(&late, FEATURE_BM25));
}

static void pairs_are_rare_among_the_candidates(void **state)
{
	(void)state;
	const struct article articles[] = {
		{{{5}, {6}, {0}, {0}}},
		{{{5}, {6}, {7}, {0}}},
		{{{5}, {9}, {0}, {0}}},
	};
	struct word_places table[COUNT(articles)][WORDS];
	struct feature_query q = query;
	bool broken[WORDS] = {true, true, false, false};
	for (size_t i = 0; i < COUNT(articles); i++)
		fill(&articles[i], table[i]);
	q.follows = broken;
	features_weigh_pairs(&q, table[0], COUNT(articles));
	assert_true(fabs(q.pair_rarity[0] - log((FEATURES_WINDOW + 1) / 2.5)) < 1e-9);
	assert_true(fabs(q.pair_rarity[1] - log((FEATURES_WINDOW + 1) / 1.5)) < 1e-9);
	assert_true(q.pair_rarity[2] <= 0); /* no neighbours in the query */
}

/* One word stands for both. */
static void joined_words_are_a_pair_in_one_place(void **state)
{
	(void)state;
	const struct article article = {{{5}, {5}, {6}, {0}}};
	struct word_places columns[WORDS];
	struct feature_article a = {.columns = columns, .length = 1};
	struct feature_query q = query;
	const bool first[WORDS] = {true, false, false, false};
	double apart[FEATURE_COUNT];
	double together[FEATURE_COUNT];
	fill(&article, columns);
	features_compute(&q, &a, apart, &facts);
	q.joined = first;
	features_compute(&q, &a, together, &facts);
	assert_true(fabs(apart[FEATURE_PAIRS] - 10) < 1e-9);
	assert_true(fabs(together[FEATURE_PAIRS] - 11) < 1e-9);
}

static void facts_tell_what_stands_where(void **state)
{
	(void)state;
	static const struct {
		struct article article;
		size_t in_title; /* so many words, the first ones */
		struct feature_facts want;
	} cases[] = {
		{{{{5}, {6}, {7}, {8}}}, 4,
			{.there = 4,
				.in_title = 4,
				.in_row = 3,
				.in_title_row = 3,
				.row = true,
				.title_row = true,
				.in_passage = 4,
				.begins = 8}},
		{{{{85}, {86}, {87}, {88}}}, 4,
			{.there = 4,
				.in_title = 4,
				.in_row = 3,
				.row = true,
				.in_passage = 4,
				.begins = 88}},
		{{{{5}, {6}, {7}, {8}}}, 3,
			{.there = 4,
				.in_title = 3,
				.in_row = 3,
				.in_title_row = 2,
				.row = true,
				.in_passage = 4,
				.begins = 8}},
		/* Each pair in another place: no row. */
		{{{{5}, {6, 100}, {101, 200}, {201}}}, 0,
			{.there = 4, .in_row = 3, .in_passage = 2, .begins = 201}},
		{{{{5}, {9}, {0}, {0}}}, 0, {.there = 2, .near = 1, .in_passage = 2, .begins = 9}},
		{{{{0}, {0}, {0}, {0}}}, 0, {.there = 0}},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct word_places places[WORDS];
		double out[FEATURE_COUNT];
		struct feature_facts want = cases[i].want;
		fill(&cases[i].article, places);
		for (size_t k = 0; k < cases[i].in_title; k++)
			places[k].in_title = true;
		want.words = WORDS;
		want.pairs = WORDS - 1;
		features_compute(&query, &(struct feature_article){.columns = places, .length = 1},
			out, &facts);
		if (facts.words != want.words || facts.there != want.there ||
			facts.in_title != want.in_title || facts.pairs != want.pairs ||
			facts.in_row != want.in_row || facts.in_title_row != want.in_title_row ||
			facts.row != want.row || facts.title_row != want.title_row ||
			facts.near != want.near || facts.in_passage != want.in_passage ||
			facts.begins != want.begins)
			fail_msg("case %zu", i);
	}
}

static void every_feature_has_its_names(void **state)
{
	(void)state;
	for (enum feature f = 0; f < FEATURE_COUNT; f++) {
		assert_non_null(feature_name(f));
		assert_non_null(feature_words(f));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(features_see_how_words_stand),
		cmocka_unit_test(pairs_in_the_title_stand_before_its_end),
		cmocka_unit_test(earlier_and_more_is_worth_more),
		cmocka_unit_test(pairs_are_rare_among_the_candidates),
		cmocka_unit_test(joined_words_are_a_pair_in_one_place),
		cmocka_unit_test(facts_tell_what_stands_where),
		cmocka_unit_test(every_feature_has_its_names),
	};
	return cmocka_run_group_tests_name("features", tests, NULL, NULL);
}
