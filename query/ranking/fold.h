/* Articles that are nearly the same, taken for one: of each group one is shown, and ranking has it
 * as one candidate. */
#ifndef QUERY_RANKING_FOLD_H
#define QUERY_RANKING_FOLD_H

#include <stdbool.h>
#include <stdint.h>

struct archives;
struct group_member;
struct xc_set;

/* All is borrowed. */
struct fold {
	const struct archives *archives; /* which have groups */
	const struct xc_set *preferred;  /* that are rather shown than others; NULL: none */
};

/* False where the document DOCID is like no other. */
bool fold_find(const struct fold *f, uint32_t docid, struct group_member *out);

/* Of those in SET that are like DOCID, and itself, the one that is shown: the first of those that
   are preferred, else the first; DOCID, where SET has none of them. */
uint32_t fold_shown(const struct fold *f, uint32_t docid, const struct xc_set *set);

/* How many there are in SET, each group counted once. */
uint64_t fold_count(const struct fold *f, const struct xc_set *set);

/* Leaves in SET of each group only what is shown. */
void fold_set(const struct fold *f, struct xc_set *set);

#endif
