#include "query/lattice.h"

#include <math.h>

/* Taken off the count of every pair for those that were never seen: of values from .3
   to .9 the best on headlines. */
static const double lattice_discount = 0.6;

/* A word that the archive doesn't know counts as so many. */
static const double lattice_unseen = 0.1;

/* One of the RESTORE_BEST best ways to a node. */
struct lattice_way {
	double score;  /* logarithm of its likelihood */
	uint32_t node; /* of the word before */
	uint32_t rank; /* which of that node's ways */
};

bool lattice_open(
	struct lattice *l, const struct lexicon *lexicon, size_t words, struct arena *memory)
{
	double running = (double)lexicon_running(lexicon);
	*l = (struct lattice){.lexicon = lexicon,
		.memory = memory,
		.capacity = words,
		.running = running >= 1 ? running : 1,
		.words = arena_array(memory, words, sizeof *l->words)};
	return l->words != NULL;
}

bool lattice_begin_word(struct lattice *l, bool breaks)
{
	struct lattice_word *w = &l->words[l->count];
	*w = (struct lattice_word){.breaks = breaks || l->count == 0,
		.nodes = arena_array(l->memory, LATTICE_MAX_NODES, sizeof *w->nodes)};
	l->count++;
	return w->nodes != NULL;
}

void lattice_add(struct lattice *l, const struct lattice_node *node)
{
	struct lattice_word *w = &l->words[l->count - 1];
	if (w->count < LATTICE_MAX_NODES)
		w->nodes[w->count++] = *node;
}

static double alone(const struct lattice *l, const struct lattice_node *v)
{
	return ((double)v->count + lattice_unseen) / l->running;
}

/* Fills the arcs from FROM, node number I of the word before, to all nodes of W. */
static void link_node(
	const struct lattice *l, const struct lattice_node *from, struct lattice_word *w, size_t i)
{
	uint64_t pairs[LEXICON_MAX_GROUP];
	struct lexicon_group group = {0, 0};
	double *arcs = w->arcs + i * w->count;
	double times = from->count > 0 ? (double)from->count : 1;
	double spread = 1;
	if (!w->breaks && from->id != LATTICE_UNKNOWN && from->count > 0)
		spread = lattice_discount * (lexicon_followers(l->lexicon, from->id) + 1) / times;
	for (size_t v = 0; v < w->count; v++) {
		const struct lattice_node *to = &w->nodes[v];
		double pair = 0;
		if (!w->breaks && from->id != LATTICE_UNKNOWN && to->id != LATTICE_UNKNOWN) {
			if (to->group.first != group.first || group.count == 0) {
				group = to->group;
				lexicon_pairs(l->lexicon, from->id, group, pairs);
			}
			pair = (double)pairs[to->id - group.first];
		}
		double seen = pair > 0 ? (pair - lattice_discount) / times : 0;
		arcs[v] = (seen + spread * alone(l, to)) * to->factor;
	}
}

bool lattice_link(struct lattice *l)
{
	static const struct lattice_node nothing = {.id = LATTICE_UNKNOWN};
	for (size_t i = 0; i < l->count; i++) {
		struct lattice_word *w = &l->words[i];
		size_t before = i > 0 ? l->words[i - 1].count : 1;
		w->arcs = arena_array(l->memory, before * w->count, sizeof *w->arcs);
		if (!w->arcs)
			return false;
		for (size_t k = 0; k < before; k++)
			link_node(l, i > 0 ? &l->words[i - 1].nodes[k] : &nothing, w, k);
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
	out->words = arena_array(l->memory, l->count, sizeof *out->words);
	if (!out->words)
		return false;
	struct lattice_way way = end; /* its node is one of the last word */
	for (size_t i = l->count; i-- > 0;) {
		const struct lattice_word *w = &l->words[i];
		out->words[i] = w->nodes[way.node].exact;
		way = w->ways[way.node * RESTORE_BEST + way.rank];
	}
	return true;
}

bool lattice_best(struct lattice *l, struct restoration *out)
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

static bool choose(const struct lattice *l, const struct lattice_word *w, struct restored_word *out)
{
	struct restore_choice *choices = arena_array(l->memory, w->count, sizeof *choices);
	if (!choices)
		return false;
	double sum = 0;
	for (size_t v = 0; v < w->count; v++)
		sum += w->before[v] * w->after[v];
	for (size_t v = 0; v < w->count; v++) {
		struct restore_choice choice = {w->nodes[v].exact,
			sum > 0 ? w->before[v] * w->after[v] / sum : 1 / (double)w->count};
		size_t at = v;
		for (; at > 0 && choices[at - 1].probability < choice.probability; at--)
			choices[at] = choices[at - 1];
		choices[at] = choice;
	}
	*out = (struct restored_word){choices, w->count};
	return true;
}

bool lattice_choices(struct lattice *l, struct restoration *out)
{
	out->words = arena_array(l->memory, l->count, sizeof *out->words);
	if (!out->words)
		return false;
	for (size_t i = 0; i < l->count; i++) {
		struct lattice_word *w = &l->words[i];
		w->before = arena_array(l->memory, w->count, sizeof *w->before);
		w->after = arena_array(l->memory, w->count, sizeof *w->after);
		if (!w->before || !w->after)
			return false;
		sum_before(i > 0 ? &l->words[i - 1] : NULL, w);
	}
	for (size_t i = l->count; i-- > 0;) {
		sum_after(&l->words[i], i + 1 < l->count ? &l->words[i + 1] : NULL);
		if (!choose(l, &l->words[i], &out->words[i]))
			return false;
	}
	return true;
}
