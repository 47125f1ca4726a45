#include "query/ranking/binding.h"

#include <math.h>

static bool find_word(const struct lexicon *l, const struct binding_word *word,
	struct lexicon_group *out, uint64_t *count)
{
	struct lexicon_group group = lexicon_group(l, word->folded);
	for (uint32_t i = 0; i < group.count; i++) {
		struct lexicon_word found = lexicon_word(l, group.first + i);
		if (!str_eq(found.exact, word->exact))
			continue;
		*out = (struct lexicon_group){group.first + i, 1};
		*count = found.count;
		return found.count > 0;
	}
	return false;
}

double binding_of(
	const struct lexicon *l, const struct binding_word *left, const struct binding_word *right)
{
	struct lexicon_group a;
	struct lexicon_group b;
	uint64_t a_count;
	uint64_t b_count;
	uint64_t both = 0;
	if (!find_word(l, left, &a, &a_count) || !find_word(l, right, &b, &b_count))
		return 0;
	lexicon_pairs(l, a.first, b, &both);
	if (both == 0)
		return 0;
	double information = log((double)both) + log((double)lexicon_running(l)) -
			     log((double)a_count) - log((double)b_count);
	return information < binding_least ? 0 : fmin(information, binding_most);
}
