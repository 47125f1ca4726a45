/* What is nearly the same, in an answer: what is folded, and what is told of the others. */
#ifndef QUERY_ANSWER_FOLDING_H
#define QUERY_ANSWER_FOLDING_H

#include "query/answer/answer.h"
#include "query/answer/session.h"
#include "query/ranking/found.h"

/* Makes the fold of S as the settings say, in the place of the one before. */
bool folding_start(struct search *s, const struct search_settings *settings, struct error *err);
void folding_end(struct search *s);

/* The fold that articles are found by; NULL: none. */
const struct fold *folding_of(const struct search *s, const struct search_settings *settings);

/* How many hits are looked for: one more where totals don't tell whether there are any behind a
   page, as what is nearly the same is in them. */
size_t folding_limit(const struct search *s, const struct search_settings *settings);

/* Notes in A what of FOUND is folded, and that nothing is of the source that is preferred; takes
   off the hit past the limit. False when out of memory. */
bool folding_note(const struct search *s, const struct search_settings *settings,
	struct found *found, struct answer *a);

/* Tells in HIT, of the document DOCID, which others are nearly the same; in MEMORY. */
bool folding_tell(
	struct search *s, uint32_t docid, struct arena *memory, struct hit *hit, struct error *err);

/* The document DOCID and those that are like it. */
struct xc_set *folding_like(struct search *s, uint32_t docid, struct error *err);

#endif
