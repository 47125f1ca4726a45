#include "xapianc/database.hh"
#include "xapianc/guard.hh"
#include "xapianc/xapianc.h"

namespace
{

const uint64_t SEEK_WORK = 16; // for a document in a list, in postings

} // namespace

bool xc_db_wdf_of(struct xc_db *db, struct str term, const uint32_t *docids, size_t n,
	uint32_t *wdf, struct error *err) noexcept
{
	return xc::check_term(term, err) && xc::guard(err, db->where.c_str(), [&] {
		std::string t = xc::to_string(term);
		budget_take(db->budget, n * SEEK_WORK);
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
