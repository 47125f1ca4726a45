#include "query/ranking/binding.h"

#include <math.h>

double binding_of(
	const struct lexicon *l, const struct binding_word *left, const struct binding_word *right)
{
	uint32_t a;
	uint32_t b;
	uint64_t both = 0;
	if (!lexicon_find(l, lexicon_group(l, left->folded), left->exact, &a) ||
		!lexicon_find(l, lexicon_group(l, right->folded), right->exact, &b))
		return 0;
	uint64_t a_count = lexicon_word(l, a).count;
	uint64_t b_count = lexicon_word(l, b).count;
	lexicon_pairs(l, a, (struct lexicon_group){b, 1}, &both);
	if (a_count == 0 || b_count == 0 || both == 0)
		return 0;
	double information = log((double)both) + log((double)lexicon_running(l)) -
			     log((double)a_count) - log((double)b_count);
	return information < binding_least ? 0 : fmin(information, binding_most);
}
