// The inside of a database opened for reading.
#ifndef XAPIANC_DATABASE_HH
#define XAPIANC_DATABASE_HH

#include "xapianc/watch.hh"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

struct xc_db {
	xc::watches watches; // until all below is closed
	Xapian::Database db;
	std::string where;         // for messages
	bool has_positions = true; // as in struct xc_stats
	const struct xc_rows *rows = nullptr;
	struct budget *budget = nullptr; // NULL: without limits

	std::unordered_map<std::string, Xapian::doccount> frequencies; // of terms asked about

	std::vector<Xapian::Database> sources; // in order
	std::vector<std::string> parts;        // the id of each

	// Ascending; and by the id of their source, as numbered there.
	std::vector<Xapian::docid> hidden;
	std::map<std::string, std::vector<Xapian::docid>> hidden_of;

	bool hides(Xapian::docid docid) const
	{
		return std::binary_search(hidden.begin(), hidden.end(), docid);
	}
};

#endif
