#include "xapianc/database.hh"
#include "xapianc/guard.hh"
#include "xapianc/xapianc.h"

#include <vector>

namespace
{

// Each look-up of positions reads two blocks of the disk's table, also in vain. A walk
// through the postings tells which documents have the term, at less cost unless so large
// a share of the documents has it.
const double WALKED_SHARE = 0.5;

class presence
{
	Xapian::PostingIterator at, end;
	bool walks;

      public:
	presence(const Xapian::Database &db, const std::string &term)
	    : walks(db.get_termfreq(term) < WALKED_SHARE * db.get_doccount())
	{
		if (!walks)
			return;
		at = db.postlist_begin(term);
		end = db.postlist_end(term);
	}

	bool may_have(Xapian::docid docid)
	{
		if (!walks)
			return true;
		if (at != end && *at < docid)
			at.skip_to(docid);
		return at != end && *at == docid;
	}
};

} // namespace

bool xc_db_positions_of(struct xc_db *db, struct str term, const uint32_t *docids, size_t n,
	uint32_t max, xc_visit_positions *visit, void *context, struct error *err) noexcept
{
	return xc::check_term(term, err) && xc::guard(err, db->where.c_str(), [&] {
		std::string t = xc::to_string(term);
		std::vector<uint32_t> found;
		presence among(db->db, t);
		for (size_t i = 0; i < n; i++) {
			if (!among.may_have(docids[i]))
				continue;
			Xapian::PositionIterator end = db->db.positionlist_end(docids[i], t);
			Xapian::PositionIterator p = db->db.positionlist_begin(docids[i], t);
			found.clear();
			for (; p != end && found.size() < max; ++p)
				found.push_back(*p);
			if (!found.empty() && !visit(context, i, found.data(), found.size()))
				break;
		}
		return true;
	});
}

bool xc_db_wdf_of(struct xc_db *db, struct str term, const uint32_t *docids, size_t n,
	uint32_t *wdf, struct error *err) noexcept
{
	return xc::check_term(term, err) && xc::guard(err, db->where.c_str(), [&] {
		std::string t = xc::to_string(term);
		Xapian::PostingIterator p = db->db.postlist_begin(t);
		Xapian::PostingIterator end = db->db.postlist_end(t);
		for (size_t i = 0; i < n; i++) {
			if (p != end && *p < docids[i])
				p.skip_to(docids[i]);
			wdf[i] = p != end && *p == docids[i] ? p.get_wdf() : 0;
		}
		return true;
	});
}
