/* Which articles of a generation are nearly the same.
 *
 * The rule. Two articles are alike if their signatures share OVERLAP_LEAST hashes that no more than
 * OVERLAP_COMMON articles have, and their texts are alike and no issues of a series (likeness.h).
 * Of articles that hang together so, that which is like the most others is the centre of a group,
 * of equals the earliest by the roster; those that are like it are the group; and so on with those
 * that are left (star clustering: Aslam, Pelekhov and Rus, 2004). So each article of a group is
 * like its centre, and no chain of small changes makes one group of what has nothing in common; and
 * the groups are those of the articles, whatever the way there. The first of a group is the
 * earliest.
 *
 * What a generation has in common with the one before, of the same rule, is not decided again: only
 * what hangs together with an article that is new, with one that may have been like one that is
 * gone, or with one of a hash that became common or ceased to be.
 */
#ifndef INDEXER_GROUPING_GROUPING_H
#define INDEXER_GROUPING_GROUPING_H

#include "indexer/grouping/generation.h"

/* Raised with every change of the rule: the manifest tells by which one groups were decided. */
enum { GROUPING_RULE = 2 };

/* Writes the groups of NOW into its folder, starting from those of BEFORE; NULL: from nothing. OUT
   may be NULL. */
bool grouping_write(const struct grouping_generation *now, const struct grouping_generation *before,
	struct grouping_result *out, struct error *err);

#endif
