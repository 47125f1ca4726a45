/* What has to be taken out of one text, and put in, to make another of it: few words, if not always
 * the fewest. Myers, "An O(ND) difference algorithm and its variations" (Algorithmica 1, 1986), in
 * linear space; where texts differ in more than DIFF_COST words in a row, what reaches farthest is
 * good enough, so that the time is linear, too. */
#ifndef QUERY_HISTORY_DIFF_H
#define QUERY_HISTORY_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIFF_COST = 256 };

struct diff_text {
	const uint64_t *words; /* equal words are equal numbers */
	size_t count;          /* at most 2^30 */
	bool *changed; /* of each, set to true where it is in one text alone; false before */
};

/* False when out of memory. */
bool diff_texts(const struct diff_text *old, const struct diff_text *now);

#endif
