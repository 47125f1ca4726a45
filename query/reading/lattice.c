#include "query/reading/lattice.h"

#include "archive/smoothing.h"
#include <math.h>

/* Taken off the tempered count of every pair for those that were never seen: of values from .5
   to .95 the best on headlines. */
static const double discount = 0.8;

/* A word that the archive doesn't know counts as so many. */
static const double unseen = 0.1;

/* So many words are a sentence or a headline; fewer may be from anywhere. */
enum { LATTICE_SENTENCE = 5 };

/* One of the RESTORE_BEST best ways to a node. */
struct lattice_way {
	double score;  /* logarithm of its likelihood */
	uint32_t node; /* of the word before */
	uint32_t rank; /* which of that node's ways */
};

bool lattice_open(
	struct lattice *l, const struct lexicon *lexicon, size_t words, struct arena *memory)
{
	*l = (struct lattice){.lexicon = lexicon,
		.memory = memory,
		.capacity = 2 * words + 1,
		.whole = words >= LATTICE_SENTENCE,
		.running = (double)lexicon_running(lexicon) + 1,
		.words_sum = lexicon_tempered_words(lexicon),
		.words = arena_array(memory, 2 * words + 1, sizeof *l->words)};
	return l->words != NULL;
}

static bool begin(struct lattice *l, bool hidden)
{
	struct lattice_word *w = &l->words[l->count++];
	*w = (struct lattice_word){.hidden = hidden,
		.nodes = arena_array(l->memory, LATTICE_MAX_NODES, sizeof *w->nodes)};
	l->shown += !hidden;
	return w->nodes != NULL;
}

/* Adds the node of a class of words, which has one spelling. */
static void add_class(struct lattice *l, const char *name, struct str exact)
{
	struct lexicon_group group = lexicon_group(l->lexicon, str_from_c(name));
	struct lattice_node node = {.exact = exact, .id = LATTICE_UNKNOWN, .factor = 1};
	if (group.count > 0) {
		node.id = group.first;
		node.group = (struct lexicon_group){group.first, 1};
		node.count = lexicon_word(l->lexicon, group.first).count;
	}
	lattice_add(l, &node);
}

static bool add_break(struct lattice *l)
{
	if (!begin(l, true))
		return false;
	add_class(l, LEXICON_BREAK, STR(""));
	return true;
}

bool lattice_begin_word(struct lattice *l, bool breaks)
{
	bool stops = l->count > 0 ? breaks : l->whole;
	return (!stops || add_break(l)) && begin(l, false);
}

void lattice_add_figures(struct lattice *l, struct str exact)
{
	add_class(l, LEXICON_FIGURES, exact);
}

void lattice_add(struct lattice *l, const struct lattice_node *node)
{
	struct lattice_word *w = &l->words[l->count - 1];
	if (w->count < LATTICE_MAX_NODES)
		w->nodes[w->count++] = *node;
}

static double alone(const struct lattice *l, const struct lattice_node *v)
{
	return (smoothing_tempered((double)v->count) + unseen) / l->words_sum;
}

/* The likelihood of V with nothing before it. */
static double first(const struct lattice *l, const struct lattice_node *v)
{
	return ((double)v->count + unseen) / l->running;
}

/* A pair in capitals, the name of somebody or something, is looked for so many times as often as it
   is written, by what is looked for else. */
static const double asked_name = 3;

/* Makes names of PAIRS, those of LEFT with RIGHT, count as often as they are asked for. */
static void weigh_names(
	const struct lattice *l, uint32_t left, struct lexicon_group right, double *pairs)
{
	double capitals[LEXICON_MAX_GROUP];
	lexicon_capitals(l->lexicon, left, right, capitals);
	for (uint32_t i = 0; i < right.count; i++)
		pairs[i] *= 1 + (asked_name - 1) * capitals[i];
}

/* How often each of RIGHT follows LEFT. */
static void find_pairs(
	const struct lattice *l, uint32_t left, struct lexicon_group right, double *out)
{
	uint64_t counts[LEXICON_MAX_GROUP];
	lexicon_pairs(l->lexicon, left, right, counts);
	for (uint32_t i = 0; i < right.count; i++)
		out[i] = (double)counts[i];
	if (l->asked)
		weigh_names(l, left, right, out);
}

/* What follows a node: how much all of it weighs, and of it what was never seen. */
struct following {
	uint32_t word; /* that it ends with */
	bool raw;      /* counts weigh what they are, not tempered */
	double all, rest;
};

/* With nothing known before FROM, RAW, the counts are all there is; else they are what longer
   contexts fall back on. */
static struct following what_follows(
	const struct lattice *l, const struct lattice_node *from, bool raw)
{
	struct following f = {.raw = raw, .all = 1, .rest = 1};
	uint64_t count = from->joined ? from->second_count : from->count;
	f.word = from->joined ? from->second : from->id;
	if (f.word == LATTICE_UNKNOWN)
		return f;
	f.all = raw ? (double)count + 1 : lexicon_tempered_pairs(l->lexicon, f.word);
	f.rest = discount * (lexicon_followers(l->lexicon, f.word) + 1) / f.all;
	return f;
}

/* Fills the arcs from node number I of the word before to all nodes of word number AT. */
static void link_node(const struct lattice *l, size_t at, size_t i)
{
	const struct lattice_node *from = &l->words[at - 1].nodes[i];
	const struct lattice_word *w = &l->words[at];
	double pairs[LEXICON_MAX_GROUP];
	struct lexicon_group group = {0, 0};
	double *arcs = w->arcs + i * w->count;
	struct following f = what_follows(l, from, at == 1);
	for (size_t v = 0; v < w->count; v++) {
		const struct lattice_node *to = &w->nodes[v];
		double pair = 0;
		if (f.word != LATTICE_UNKNOWN && to->id != LATTICE_UNKNOWN) {
			if (to->group.first != group.first || group.count == 0) {
				group = to->group;
				find_pairs(l, f.word, group, pairs);
			}
			pair = pairs[to->id - group.first];
		}
		double weight = f.raw ? pair : smoothing_tempered(pair);
		double seen = pair > 0 ? (weight - discount) / f.all : 0;
		arcs[v] = (seen + f.rest * alone(l, to)) * to->factor;
	}
}

static bool link_word(struct lattice *l, size_t i)
{
	struct lattice_word *w = &l->words[i];
	size_t before = i > 0 ? l->words[i - 1].count : 1;
	w->arcs = arena_array(l->memory, before * w->count, sizeof *w->arcs);
	if (!w->arcs)
		return false;
	for (size_t v = 0; i == 0 && v < w->count; v++)
		w->arcs[v] = first(l, &w->nodes[v]) * w->nodes[v].factor;
	for (size_t k = 0; i > 0 && k < before; k++)
		link_node(l, i, k);
	return true;
}

bool lattice_link(struct lattice *l)
{
	if (l->whole && !add_break(l))
		return false;
	for (size_t i = 0; i < l->count; i++) {
		if (!link_word(l, i))
			return false;
	}
	return true;
}

/* ---- The best ways ---- */

/* Puts WAY among the best to a node, in order. */
static void offer(struct lattice_way *ways, struct lattice_way way)
{
	size_t at = RESTORE_BEST;
	while (at > 0 && ways[at - 1].score < way.score)
		at--;
	if (at == RESTORE_BEST)
		return;
	for (size_t i = RESTORE_BEST - 1; i > at; i--)
		ways[i] = ways[i - 1];
	ways[at] = way;
}

static void clear(struct lattice_way *ways)
{
	for (size_t i = 0; i < RESTORE_BEST; i++)
		ways[i] = (struct lattice_way){.score = -HUGE_VAL};
}

static void extend(const struct lattice_word *before, const struct lattice_word *w, size_t v)
{
	struct lattice_way *best = &w->ways[v * RESTORE_BEST];
	clear(best);
	if (!before) {
		best[0].score = log(w->arcs[v]);
		return;
	}
	for (size_t k = 0; k < before->count; k++) {
		const struct lattice_way *ways = &before->ways[k * RESTORE_BEST];
		if (!(w->arcs[k * w->count + v] > 0))
			continue;
		double arc = log(w->arcs[k * w->count + v]);
		for (size_t r = 0; r < RESTORE_BEST && ways[r].score > -HUGE_VAL; r++) {
			if (ways[r].score + arc <= best[RESTORE_BEST - 1].score)
				break;
			offer(best, (struct lattice_way){
					    ways[r].score + arc, (uint32_t)k, (uint32_t)r});
		}
	}
}

static bool trace(const struct lattice *l, struct lattice_way end, struct restored_line *out)
{
	out->words = arena_array(l->memory, l->shown, sizeof *out->words);
	if (!out->words)
		return false;
	struct lattice_way way = end; /* its node is one of the last word */
	size_t at = l->shown;
	for (size_t i = l->count; i-- > 0;) {
		const struct lattice_word *w = &l->words[i];
		if (!w->hidden)
			out->words[--at] = w->nodes[way.node].exact;
		way = w->ways[way.node * RESTORE_BEST + way.rank];
	}
	return true;
}

bool lattice_best(const struct lattice *l, struct restoration *out)
{
	for (size_t i = 0; i < l->count; i++) {
		struct lattice_word *w = &l->words[i];
		w->ways = arena_array(l->memory, w->count * RESTORE_BEST, sizeof *w->ways);
		if (!w->ways)
			return false;
		for (size_t v = 0; v < w->count; v++)
			extend(i > 0 ? &l->words[i - 1] : NULL, w, v);
	}
	struct lattice_way ends[RESTORE_BEST];
	const struct lattice_word *last = &l->words[l->count - 1];
	clear(ends);
	for (size_t v = 0; v < last->count; v++) {
		for (size_t r = 0; r < RESTORE_BEST; r++)
			offer(ends, (struct lattice_way){last->ways[v * RESTORE_BEST + r].score,
					    (uint32_t)v, (uint32_t)r});
	}
	out->line_count = 0;
	out->score = ends[0].score;
	for (size_t i = 0; i < RESTORE_BEST && ends[i].score > -HUGE_VAL; i++) {
		struct restored_line *line = &out->lines[out->line_count++];
		line->probability = exp(ends[i].score - ends[0].score);
		if (!trace(l, ends[i], line))
			return false;
	}
	return true;
}

/* ---- How likely each node is ---- */

static void scale(double *values, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += values[i];
	for (size_t i = 0; i < count; i++)
		values[i] = sum > 0 ? values[i] / sum : 1 / (double)count;
}

static void sum_before(const struct lattice_word *before, const struct lattice_word *w)
{
	for (size_t v = 0; v < w->count; v++) {
		double sum = before ? 0 : w->arcs[v];
		for (size_t k = 0; before && k < before->count; k++)
			sum += before->before[k] * w->arcs[k * w->count + v];
		w->before[v] = sum;
	}
	scale(w->before, w->count);
}

static void sum_after(const struct lattice_word *w, const struct lattice_word *after)
{
	for (size_t v = 0; v < w->count; v++) {
		double sum = after ? 0 : 1;
		for (size_t k = 0; after && k < after->count; k++)
			sum += after->arcs[v * after->count + k] * after->after[k];
		w->after[v] = sum;
	}
	scale(w->after, w->count);
}

bool lattice_weigh(struct lattice *l)
{
	for (size_t i = 0; i < l->count; i++) {
		struct lattice_word *w = &l->words[i];
		w->before = arena_array(l->memory, w->count, sizeof *w->before);
		w->after = arena_array(l->memory, w->count, sizeof *w->after);
		if (!w->before || !w->after)
			return false;
		sum_before(i > 0 ? &l->words[i - 1] : NULL, w);
	}
	for (size_t i = l->count; i-- > 0;)
		sum_after(&l->words[i], i + 1 < l->count ? &l->words[i + 1] : NULL);
	return true;
}

/* Adds a node's probability to its spelling among CHOICES; several nodes may have one. */
static void count_choice(struct restored_word *w, struct restore_choice *choices,
	const struct lattice_node *node, double probability)
{
	size_t at = 0;
	while (at < w->choice_count && !str_eq(choices[at].exact, node->exact))
		at++;
	if (at == w->choice_count)
		choices[w->choice_count++] = (struct restore_choice){node->exact, 0};
	struct restore_choice choice = choices[at];
	choice.probability += probability;
	for (; at > 0 && choices[at - 1].probability < choice.probability; at--)
		choices[at] = choices[at - 1];
	choices[at] = choice;
}

/* PROBABILITY by its odds, each step four times the one before; from 2^9 on it is certain. The
   runs that it is told by depend a little on the way by which the articles came (docs/formats.md,
   tally), and what is ranked by it should not: in finer steps articles are found no better. */
static double in_steps(double probability)
{
	const double bits = 2, certain = 9;
	if (probability >= 1)
		return 1;
	double odds = rint(log2(probability / (1 - probability)) / bits) * bits;
	return odds < certain ? 1 / (1 + exp2(-odds)) : 1;
}

static bool choose(const struct lattice *l, const struct lattice_word *w, struct restored_word *out)
{
	struct restore_choice *choices = arena_array(l->memory, w->count, sizeof *choices);
	if (!choices)
		return false;
	double sum = 0;
	for (size_t v = 0; v < w->count; v++)
		sum += w->before[v] * w->after[v];
	*out = (struct restored_word){choices, 0};
	for (size_t v = 0; v < w->count; v++)
		count_choice(out, choices, &w->nodes[v],
			sum > 0 ? w->before[v] * w->after[v] / sum : 1 / (double)w->count);
	for (size_t i = 0; i < out->choice_count; i++)
		choices[i].probability = in_steps(choices[i].probability);
	return true;
}

bool lattice_choices(const struct lattice *l, struct restoration *out)
{
	out->words = arena_array(l->memory, l->shown, sizeof *out->words);
	if (!out->words)
		return false;
	size_t at = 0;
	for (size_t i = 0; i < l->count; i++) {
		if (!l->words[i].hidden && !choose(l, &l->words[i], &out->words[at++]))
			return false;
	}
	return true;
}
