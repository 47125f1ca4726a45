// The inside of a database opened for reading.
#ifndef XAPIANC_DATABASE_HH
#define XAPIANC_DATABASE_HH

#include "xapianc/watch.hh"
#include "xapianc/xapianc.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace xc
{
struct known_frequency {
	Xapian::doccount count;
	uint64_t asked; // by which of the budgets last
};

// What the hidden documents of several databases have, together.
struct joined_hidden {
	std::vector<const struct xc_hidden *> of;
	struct xc_hidden all = {};
};
} // namespace xc

struct xc_db {
	xc::watches watches; // until all below is closed
	Xapian::Database db;
	std::string where;         // for messages
	bool has_positions = true; // as in struct xc_stats
	const struct xc_rows *rows = nullptr;
	xc::joined_hidden joined;               // of what was joined
	const struct xc_hidden *lost = nullptr; // what the hidden documents have; NULL: not told
	struct budget *budget = nullptr;        // NULL: without limits

	std::unordered_map<std::string, xc::known_frequency> frequencies; // of terms asked about
	uint64_t asked = 0;                                               // budgets so far

	std::vector<Xapian::Database> sources; // in order
	std::vector<std::string> parts;        // the id of each

	// Ascending; and by the id of their source, as numbered there.
	std::vector<Xapian::docid> hidden;
	std::map<std::string, std::vector<Xapian::docid>> hidden_of;

	// Documents that are not hidden. A forged list may hide more than there are.
	Xapian::doccount visible() const
	{
		Xapian::doccount all = db.get_doccount();
		return all > hidden.size() ? all - (Xapian::doccount)hidden.size() : 0;
	}

	// Of these, where it is told what the others have; else of all.
	double average_length() const
	{
		if (!lost)
			return db.get_avlength();
		Xapian::totallength all = db.get_total_length();
		double length = all > lost->length ? (double)(all - lost->length) : 0;
		return visible() > 0 ? length / visible() : 0;
	}

	bool hides(Xapian::docid docid) const
	{
		return std::binary_search(hidden.begin(), hidden.end(), docid);
	}
};

#endif
