/* What a query may take of the machine. */
#ifndef QUERY_ANSWER_ALLOWANCE_H
#define QUERY_ANSWER_ALLOWANCE_H

#include "archive/places.h"
#include "archive/several/archives.h"
#include "base/budget.h"
#include "xapianc/xapianc.h"

/* Chosen by what queries took on 237,240 articles, where it makes 53 million: half of 617
   (headlines, summaries, questions, slugs, names, runs of words) about half a million, one in a
   hundred more than 8 million, the greatest 12 million. An article is read once for each common
   word; a hit is unpacked, and its words are looked for. */
enum { WORK_ANY = 5000000, WORK_ARTICLE = 200, WORK_HIT = 30000 };

/* Work (base/budget.h) of a query that asks for so many HITS of an archive of so many ARTICLES. */
static inline uint64_t allowance_work(uint64_t articles, size_t hits)
{
	return WORK_ANY + WORK_ARTICLE * articles + (uint64_t)WORK_HIT * hits;
}

/* Begins B, of so much WORK and time, for a query to A, which counts towards B from now on. */
static inline void allowance_start(
	struct budget *b, const struct archives *as, uint64_t work, uint32_t timeout_ms)
{
	budget_start(b, work, timeout_ms);
	if (as->lexicon)
		lexicon_rest(as->lexicon);
	xc_db_set_budget(as->db, b);
	places_set_budget(as->places, b);
}

#endif
