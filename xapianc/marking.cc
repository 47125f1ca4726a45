#include "xapianc/marking.hh"

#include "base/budget.h"
#include "xapianc/database.hh"
#include "xapianc/work.hh"

#include <string>

using xc::is_or;
using xc::marked;

Xapian::MSet xc::match_all(struct xc_db *db, const Xapian::Database &source,
	const Xapian::Query &query, Xapian::doccount hits, Xapian::doccount check_at_least)
{
	Xapian::Enquire enquire(source);
	xc::limited_query limited = xc::limited(db, query, source.get_lastdocid());
	enquire.set_query(limited.query);
	enquire.set_weighting_scheme(Xapian::BoolWeight());
	Xapian::MSet found = enquire.get_mset(0, hits, check_at_least);
	if (!limited.is_whole)
		budget_end_share(db->budget, BUDGET_WORK);
	return found;
}

namespace
{

void mark_list(
	struct budget *budget, const Xapian::Database &source, const std::string &term, marked *out)
{
	Xapian::PostingIterator end = source.postlist_end(term);
	for (Xapian::PostingIterator p = source.postlist_begin(term);
		p != end && budget_take(budget, 1); ++p)
		out->add(*p);
}

// Marks what matches QUERY, until the budget is over. To walk the lists of an "or" takes Xapian's
// matcher ten times as long.
void mark(struct xc_db *db, const Xapian::Database &source, const Xapian::Query &query, marked *out)
{
	if (query.get_type() == Xapian::Query::LEAF_TERM) {
		mark_list(db->budget, source, *query.get_terms_begin(), out);
	} else if (query.get_type() == Xapian::Query::LEAF_MATCH_ALL) {
		mark_list(db->budget, source, std::string(), out);
	} else if (is_or(query)) {
		for (size_t i = 0; i < query.get_num_subqueries(); i++)
			mark(db, source, query.get_subquery(i), out);
	} else if (!budget_is_over(db->budget)) {
		Xapian::MSet found = xc::match_all(db, source, query, source.get_doccount(), 0);
		for (Xapian::MSetIterator hit = found.begin(); hit != found.end(); ++hit)
			out->add(*hit);
	}
}

} // namespace

void xc::mark_all(
	struct xc_db *db, const Xapian::Database &source, const Xapian::Query &query, marked *out)
{
	if (query.get_type() != Xapian::Query::OP_AND_NOT) {
		mark(db, source, query, out);
		return;
	}
	xc::mark_all(db, source, query.get_subquery(0), out);
	marked others(source.get_lastdocid());
	for (size_t i = 1; i < query.get_num_subqueries(); i++)
		mark(db, source, query.get_subquery(i), &others);
	if (budget_is_over(db->budget))
		*out = marked(source.get_lastdocid());
	else
		out->combine(others, [](uint64_t &a, uint64_t b) { a &= ~b; });
}
