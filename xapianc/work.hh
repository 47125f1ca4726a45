// What a match reads, told ahead, and how it is kept within a budget. Xapian's own limit,
// Enquire::set_time_limit, ends no match: past it documents that can't be among the best are no
// longer counted (measured: docs/security.md).
#ifndef XAPIANC_WORK_HH
#define XAPIANC_WORK_HH

#include <xapian.h>

#include <cstdint>
#include <string>

struct xc_db;

namespace xc
{

// In how many documents of DB TERM is, without those hidden where it is told what these have;
// looked up once.
Xapian::doccount frequency(struct xc_db *db, const std::string &term);

// The same with the hidden ones, as Xapian counts.
Xapian::doccount frequency_with_hidden(struct xc_db *db, const std::string &term);

struct limited_query {
	Xapian::Query query;
	bool is_whole; // else it matches among the first documents of each source only
};

// QUERY, for a match on DB or one of its sources, of LAST documents, which reads no more than the
// budget has left: what it will read is counted now, by the documents that its terms are in, but
// for rows, which count what they do read. What reads much ends when the budget does.
limited_query limited(struct xc_db *db, const Xapian::Query &query, uint64_t last);

// Whether QUERY reads so little of LAST documents that short cuts save nothing.
bool is_negligible(const Xapian::Query &query, uint64_t last);

// How many documents DB has, those hidden or lost included.
uint64_t last_document(const struct xc_db *db);

} // namespace xc

#endif
