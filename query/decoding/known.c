#include "query/decoding/known.h"

#include "archive/schema.h"
#include "xapianc/xapianc.h"

static uint64_t in_lexicon(const struct known *k, const struct query_word *w)
{
	struct lexicon_word commonest;
	if (!k->lexicon)
		return 0;
	if (w->flags & TOKEN_MARKED)
		return lexicon_count(k->lexicon, w->exact, w->folded);
	return lexicon_spellings(k->lexicon, w->folded, &commonest, 1) > 0 ? commonest.count : 0;
}

static uint64_t in_index(struct known *k, const struct query_word *w)
{
	struct error err;
	uint32_t documents;
	if (!k->db)
		return 0;
	bool folded = !(w->flags & TOKEN_MARKED) && !token_is_figures(w->kind);
	if (!schema_term(&k->term, folded ? PREFIX_FOLDED : "", folded ? w->folded : w->exact) ||
		!xc_db_frequency(k->db, buf_str(&k->term), &documents, &err))
		return UINT64_MAX;
	return documents;
}

uint64_t known_count(struct known *k, const struct query_word *w)
{
	/* The lexicon leaves out what has one spelling only. */
	uint64_t count = in_lexicon(k, w);
	return count > 0 ? count : in_index(k, w);
}
