#include "query/reading/contexts.h"

#include "archive/smoothing.h"
static const double unlikely = 2e-3; /* a spelling less likely than this is left out */

/* So many spellings of a word are looked at; of a long line fewer, as its time grows with the
   fourth power of them where no word is any clearer than another ("a a a …"). */
enum { LIKELY = 8, LIKELY_LONG = 4, LONG_LINE = 64, THREE = 3 };

/* The likely nodes of a word, likeliest first. */
struct likely {
	uint32_t nodes[LIKELY];
	size_t count;
};

/* At most MOST of them. */
static void choose_likely(const struct lattice_word *w, size_t most, struct likely *out)
{
	double found[LIKELY] = {0};
	double sum = 0;
	out->count = 0;
	for (size_t v = 0; v < w->count; v++)
		sum += w->before[v] * w->after[v];
	for (size_t v = 0; v < w->count; v++) {
		double probability = w->before[v] * w->after[v];
		size_t at = out->count < most ? out->count++ : most;
		for (; at > 0 && found[at - 1] < probability; at--) {
			if (at < most) {
				found[at] = found[at - 1];
				out->nodes[at] = out->nodes[at - 1];
			}
		}
		if (at < most) {
			found[at] = probability;
			out->nodes[at] = (uint32_t)v;
		}
	}
	while (out->count > 1 && !(found[out->count - 1] >= unlikely * sum))
		out->count--;
}

/* The nodes of W in OUT: its likely ones, each after each of LEFT. */
static bool add_pairs(struct lattice *out, const struct lattice_word *w, const struct likely *left,
	const struct likely *own)
{
	struct lattice_word *to = &out->words[out->count++];
	*to = (struct lattice_word){.hidden = w->hidden,
		.nodes = arena_array(out->memory, left->count * own->count, sizeof *to->nodes)};
	if (!to->nodes)
		return false;
	for (size_t i = 0; i < left->count; i++) {
		for (size_t k = 0; k < own->count; k++) {
			struct lattice_node *node = &to->nodes[to->count++];
			*node = w->nodes[own->nodes[k]];
			node->left = left->nodes[i];
			node->self = own->nodes[k];
		}
	}
	return true;
}

/* What is told of what follows LEFT and RIGHT; false: nothing. */
static bool find_context(const struct lexicon *lexicon, const struct lattice_node *left,
	const struct lattice_node *right, struct lexicon_context *out)
{
	return left->id != LATTICE_UNKNOWN && right->id != LATTICE_UNKNOWN &&
	       lexicon_context(lexicon, left->id, right->id, out);
}

/* The arcs of FINE's word I, from its node K of the word before; WORDS are the first
   lattice's. */
static void link_pair(
	const struct lattice *fine, const struct lattice_word *words, size_t i, size_t k)
{
	const struct lattice_word *w = &fine->words[i];
	const struct lattice_node *pair = &fine->words[i - 1].nodes[k];
	const struct lattice_node *left = i > 1 ? &words[i - 2].nodes[pair->left] : NULL;
	uint64_t counts[LEXICON_MAX_GROUP];
	struct lexicon_group counted = {0, 0};
	struct lexicon_context context;
	bool known = left && find_context(fine->lexicon, left, pair, &context);
	for (size_t v = 0; v < w->count; v++) {
		const struct lattice_node *to = &w->nodes[v];
		double *arc = &w->arcs[k * w->count + v];
		if (to->left != pair->self)
			continue;
		*arc = words[i].arcs[pair->self * words[i].count + to->self];
		if (!known || to->id == LATTICE_UNKNOWN)
			continue;
		if (to->group.first != counted.first || counted.count == 0) {
			counted = to->group;
			lexicon_runs(fine->lexicon, &context, counted, counts);
		}
		uint64_t seen = counts[to->id - counted.first];
		double told = ((double)seen - smoothing_run_discount(seen)) / (double)context.count;
		*arc = told * to->factor + context.rest * *arc;
	}
}

static bool link_word(struct lattice *fine, const struct lattice_word *words, size_t i)
{
	struct lattice_word *w = &fine->words[i];
	size_t before = i > 0 ? fine->words[i - 1].count : 1;
	w->arcs = arena_array(fine->memory, before * w->count, sizeof *w->arcs);
	if (!w->arcs)
		return false;
	if (i == 0) {
		for (size_t v = 0; v < w->count; v++)
			w->arcs[v] = words[0].arcs[w->nodes[v].self];
		return true;
	}
	for (size_t k = 0; k < before; k++)
		link_pair(fine, words, i, k);
	return true;
}

bool contexts_link(const struct lattice *from, struct lattice *out)
{
	struct likely left = {.nodes = {0}, .count = 1};
	size_t most = from->count > LONG_LINE ? LIKELY_LONG : LIKELY;
	*out = *from;
	if (from->count < THREE)
		return true;
	out->count = 0;
	out->words = arena_array(from->memory, from->count, sizeof *out->words);
	if (!out->words)
		return false;
	for (size_t i = 0; i < from->count; i++) {
		struct likely own;
		choose_likely(&from->words[i], most, &own);
		if (!add_pairs(out, &from->words[i], &left, &own) ||
			!link_word(out, from->words, i))
			return false;
		left = own;
	}
	return true;
}
