// The documents of a set, as a part of a query.
#include "xapianc/database.hh"
#include "xapianc/query.hh"
#include "xapianc/set.h"
#include "xapianc/set.hh"
#include "xapianc/source.hh"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

using xc::build;
using xc::owned_query;

namespace
{

class set_source : public xc::sought_source
{
	const xc_db *db = nullptr;
	const xc_set *set = nullptr;
	const xc::marked *part = nullptr; // of the source being matched

	void seek(Xapian::docid least) override;

      public:
	set_source() = default;
	set_source(const xc_db *d, const xc_set *s) : db(d), set(s)
	{
	}

	PostingSource *clone() const override;
	std::string name() const override;
	std::string serialise() const override;
	PostingSource *unserialise(const std::string &bytes) const override;
	void init(const Xapian::Database &source) override;
	bool check(Xapian::docid document, double) override;
};

void set_source::seek(Xapian::docid least)
{
	at = part->next(least);
	ended = at == 0;
}

Xapian::PostingSource *set_source::clone() const
{
	return new set_source(db, set);
}

std::string set_source::name() const
{
	return "set";
}

// How Xapian lets a query be copied; these bytes never leave the process.
std::string set_source::serialise() const
{
	std::string out(sizeof db + sizeof set, '\0');
	std::memcpy(&out[0], &db, sizeof db);
	std::memcpy(&out[sizeof db], &set, sizeof set);
	return out;
}

Xapian::PostingSource *set_source::unserialise(const std::string &bytes) const
{
	auto copy = std::make_unique<set_source>();
	std::memcpy(&copy->db, &bytes[0], sizeof copy->db);
	std::memcpy(&copy->set, &bytes[sizeof copy->db], sizeof copy->set);
	return copy.release();
}

void set_source::init(const Xapian::Database &source)
{
	auto number = std::find(db->parts.begin(), db->parts.end(), source.get_uuid());
	part = &set->of[(size_t)(number - db->parts.begin())];
	begin((Xapian::doccount)part->count());
}

bool set_source::check(Xapian::docid document, double)
{
	if (document > at && part->has(document))
		at = document;
	return document <= at;
}

} // namespace

void xc::register_sets(Xapian::Registry *r)
{
	r->register_posting_source(set_source());
}

struct xc_query *xc_query_set(
	struct xc_db *db, const struct xc_set *set, struct error *err) noexcept
{
	return build(err, [&] {
		owned_query q = std::make_unique<xc_query>();
		q->counts = false;
		if (db->is_served) {
			q->query = Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, set->asked, 0.0);
			q->checks = {{set, true}};
			q->is_set = true;
			return q;
		}
		q->query =
			Xapian::Query(std::make_unique<set_source>(db, set).release()->release());
		return q;
	});
}
