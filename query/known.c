#include "query/known.h"

#include "archive/schema.h"
#include "xapianc/xapianc.h"

static bool in_lexicon(const struct known *k, const struct query_word *w)
{
	struct lexicon_word any;
	if (!k->lexicon)
		return false;
	if (w->flags & TOKEN_MARKED)
		return lexicon_count(k->lexicon, w->exact, w->folded) > 0;
	return lexicon_spellings(k->lexicon, w->folded, &any, 1) > 0;
}

/* The lexicon leaves out what has one spelling only. */
static bool in_index(struct known *k, const struct query_word *w)
{
	struct error err;
	struct xc_term_stats stats;
	if (!k->db)
		return false;
	bool folded = !(w->flags & TOKEN_MARKED) && !token_is_figures(w->kind);
	return !schema_term(&k->term, folded ? PREFIX_FOLDED : "", folded ? w->folded : w->exact) ||
	       !xc_db_term_stats(k->db, buf_str(&k->term), &stats, &err) || stats.documents > 0;
}

bool known_word(struct known *k, const struct query_word *w)
{
	return in_lexicon(k, w) || in_index(k, w);
}
