#include "query/ranking/expand_match.h"

#include "archive/schema.h"
#include "text/variant/variant.h"

/* Against the words as they were typed: found by trial on known items, where .5 put the
   articles that have both too high. */
static const double weight_other = 0.25;
static const double weight_became = 0.1; /* less again: the province that it was merged into */

static struct xc_query *word(
	struct xc_db *db, struct str text, const char *prefix, struct buf *term, struct error *err)
{
	if (!schema_term(term, prefix, text)) {
		error_set_memory(err);
		return NULL;
	}
	return xc_query_word(db, buf_str(term), err);
}

/* How the words of an alternative stand: in a row, or anywhere. */
enum standing { IN_A_ROW, ANYWHERE };

static struct xc_query *alternative(struct xc_db *db, const struct alternative *a,
	enum standing standing, const char *prefix, struct buf *term, struct error *err)
{
	struct xc_query *subs[VARIANT_MAX_BYTES / 2];
	for (size_t i = 0; i < a->count; i++)
		subs[i] = word(db, a->words[i], prefix, term, err);
	if (a->count == 1)
		return subs[0];
	return standing == IN_A_ROW ? xc_query_row(db, subs, a->count, err)
				    : xc_query_and(subs, a->count, err);
}

static struct xc_query *alternatives(struct xc_db *db, const struct expansion *e,
	enum standing standing, const char *prefix, struct buf *term, struct error *err)
{
	struct xc_query *subs[EXPAND_MAX_OTHERS];
	for (size_t i = 0; i < e->other_count; i++) {
		double weight = e->others[i].became ? weight_became : weight_other;
		subs[i] = xc_query_scale(
			alternative(db, &e->others[i], standing, prefix, term, err), weight, err);
	}
	return xc_query_or(subs, e->other_count, err);
}

struct xc_query *expand_others(
	struct xc_db *db, const struct expansion *e, struct buf *term, struct error *err)
{
	return alternatives(db, e, IN_A_ROW, "", term, err);
}

struct xc_query *expand_or(struct xc_db *db, struct xc_query *base, const struct expansion *e,
	struct buf *term, struct error *err)
{
	struct xc_query *both[] = {base, expand_others(db, e, term, err)};
	return xc_query_or(both, 2, err);
}

/* BASE, or the words anywhere of an alternative of E. */
static struct xc_query *or_anywhere(struct xc_db *db, struct xc_query *base,
	const struct expansion *e, const char *prefix, struct buf *term, struct error *err)
{
	struct xc_query *both[] = {base, alternatives(db, e, ANYWHERE, prefix, term, err)};
	return xc_query_or(both, 2, err);
}

struct xc_query *expand_or_all(struct xc_db *db, struct xc_query *base, const struct query *q,
	bool inner, struct buf *term, struct error *err)
{
	for (size_t i = 0; q->expansions && i < q->expansions->count; i++) {
		const struct expansion *e = &q->expansions->items[i];
		if (q->clauses[e->first].inner == inner)
			base = or_anywhere(db, base, e, "", term, err);
	}
	return base;
}

struct xc_query *expand_titles(struct xc_db *db, struct xc_query *base, const struct query *q,
	struct buf *term, struct error *err)
{
	for (size_t i = 0; q->expansions && i < q->expansions->count; i++)
		base = or_anywhere(db, base, &q->expansions->items[i], PREFIX_TITLE, term, err);
	return base;
}

/* Whether the words are known to the archive; that they stand in a row is likely then. */
static bool in_archive(struct xc_db *db, const struct alternative *a, bool *found, struct buf *term,
	struct error *err)
{
	*found = true;
	for (size_t i = 0; i < a->count && *found; i++) {
		uint32_t documents;
		if (!schema_term(term, "", a->words[i]))
			return error_set_memory(err);
		if (!xc_db_frequency(db, buf_str(term), &documents, err))
			return false;
		*found = documents > 0;
	}
	return true;
}

bool expand_known(
	struct xc_db *db, const struct query *q, size_t clause, bool *found, struct error *err)
{
	struct buf term = BUF_INIT;
	bool ok = true;
	*found = false;
	for (size_t i = 0; q->expansions && i < q->expansions->count; i++) {
		const struct expansion *e = &q->expansions->items[i];
		for (size_t k = 0;
			ok && !*found && expansion_covers(e, clause) && k < e->other_count; k++)
			ok = in_archive(db, &e->others[k], found, &term, err);
	}
	buf_free(&term);
	return ok;
}
