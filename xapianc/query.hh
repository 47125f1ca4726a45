// The inside of a query, and what its constructors share.
#ifndef XAPIANC_QUERY_HH
#define XAPIANC_QUERY_HH

#include "xapianc/guard.hh"
#include "xapianc/served.hh"

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

struct xc_db;

struct xc_query {
	Xapian::Query query;
	size_t depth = 1;
	size_t size = 1;
	bool needs_positions = false;
	bool has_max = false; // an OP_MAX in it, which is a danger to xc_match
	bool has_rows = false;
	bool counts = true; // all in it have a wdf, so it can be a synonym

	// Of words: documents of the database they are for, and those of them without any of the
	// words, if these are independent. 0: it is of no words.
	double all = 0, without = 0;

	// What Xapian has of the same, which does not leave out what is hidden; 0: no server is asked.
	double served_all = 0, served_documents = 0;

	// Of what is served: what matches has to be in these sets, or must not be.
	xc::checks checks;
	bool is_set = false; // and is asked for nothing else

	// What may stand in a phrase: a term, a word, "or" or "synonym" of such, or nothing.
	bool has_positions = false;
	// Then: the same with every synonym turned into "or".
	Xapian::Query spelled_out;
};

namespace xc
{

using owned_query = std::unique_ptr<xc_query>;

// The name of what is being made, for messages.
inline const char *query_name()
{
	return SAY("câu tìm kiếm", "query");
}

// Runs BODY, which makes a query or returns null, and hands the query to C.
template <typename Body> struct xc_query *build(struct error *err, Body body) noexcept
{
	owned_query q = guard(err, query_name(), std::move(body));
	return q.release();
}

// The subqueries that a constructor was given; they go when it is done.
struct parts {
	struct xc_query **subs;
	size_t n;

	~parts();

	// Whether all were made.
	bool complete() const;

	bool all_have_positions() const;

	// A node above the parts, its query not set yet, or null past a limit.
	owned_query parent(struct error *err) const;

	std::vector<Xapian::Query> queries(Xapian::Query xc_query::*which = &xc_query::query) const;
};

inline Xapian::Query combine(
	Xapian::Query::op op, const std::vector<Xapian::Query> &subs, Xapian::termcount window = 0)
{
	return Xapian::Query(op, subs.begin(), subs.end(), window);
}

// QUERY without the parts that only add weight, and with "or" for what is "or" but for
// its weight. Where no weight is asked, Xapian 1.4.22 decides on uninitialised memory
// whether AND_MAYBE is AND, and then loses documents.
Xapian::Query selecting(const Xapian::Query &query);

// A copy of QUERY whose rows, when the budget is over, have every document that is left: so what
// is to be left out never comes in.
Xapian::Query excluding(const Xapian::Query &query);

// A copy that shares nothing with QUERY: Xapian counts references without locks, so
// sharing would tie both to one thread.
Xapian::Query apart(const Xapian::Query &query);

// Fails unless the parts can be those of a phrase.
bool check_phrase(const parts &given, struct error *err);

// Fails where QUERY needs positions and DB has none.
bool check_positions(const struct xc_db *db, const struct xc_query *query, struct error *err);

} // namespace xc

#endif
