// The inside of a database opened for reading.
#ifndef XAPIANC_DATABASE_HH
#define XAPIANC_DATABASE_HH

#include "xapianc/served.hh"
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
	Xapian::doccount count, with_hidden;
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

	bool is_served = false; // a source is, so that all are asked as if they were
	std::vector<std::shared_ptr<xc::server>> servers; // of each source; null: it is local
	std::vector<xc::shard> shards; // where each is; of joined ones in their parts
	std::vector<std::unique_ptr<xc::search_for_shard>> searches; // for those that are missing
	std::chrono::steady_clock::time_point searched;              // begun last
	std::vector<bool> missing; // of each source; empty: none is
	std::vector<struct xc_db *> joined_of;
	std::vector<Xapian::docid> told_hidden; // those of missing sources, too
	const struct xc_texts *texts = nullptr;
	xc::records records;

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

	bool is_missing(size_t source) const
	{
		return source < missing.size() && missing[source];
	}

	// Hides those of told_hidden that are there.
	void hide_told();

	// Puts all SOURCES together.
	void unite();

	bool hides(Xapian::docid docid) const
	{
		return std::binary_search(hidden.begin(), hidden.end(), docid);
	}
};

#endif
