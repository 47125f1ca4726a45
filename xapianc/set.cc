#include "xapianc/set.hh"
#include "base/budget.h"
#include "xapianc/database.hh"
#include "xapianc/guard.hh"
#include "xapianc/marking.hh"
#include "xapianc/query.hh"
#include "xapianc/set.h"

#include <memory>
#include <string>
#include <vector>

namespace
{

std::unique_ptr<xc_set> select_served(
	struct xc_db *db, const Xapian::Query &query, const xc::checks &checks)
{
	auto set = std::make_unique<xc_set>();
	const auto sources = (Xapian::docid)db->sources.size();
	for (const Xapian::Database &source : db->sources)
		set->of.emplace_back(source.get_lastdocid());
	for (const xc::served_value &v : xc::select_served(db, query, checks, Xapian::BAD_VALUENO))
		set->of[(v.docid - 1) % sources].add((v.docid - 1) / sources + 1);
	set->is_served = true;
	set->asked = query;
	return set;
}

std::unique_ptr<xc_set> select(
	struct xc_db *db, const Xapian::Query &query, const xc::checks &checks)
{
	if (db->is_served)
		return select_served(db, query, checks);
	auto set = std::make_unique<xc_set>();
	for (size_t i = 0; i < db->sources.size(); i++) {
		xc::marked found(db->sources[i].get_lastdocid());
		if (!query.empty())
			xc::mark_all(db, db->sources[i], query, &found);
		auto hidden = db->hidden_of.find(db->parts[i]);
		if (hidden != db->hidden_of.end())
			for (Xapian::docid d : hidden->second)
				found.remove(d);
		set->of.push_back(std::move(found));
	}
	set->exact = !budget_is_over(db->budget);
	return set;
}

// The number in the whole of document D of source NUMBER, one of so many SOURCES.
uint32_t whole_docid(size_t sources, size_t number, Xapian::docid d)
{
	return (uint32_t)((d - 1) * sources + number + 1);
}

// The values of SLOT in one source, of those of MARKED; false when VISIT has had enough. Sets of
// hardly any documents skip from one to the next, others walk.
bool visit_values(struct xc_db *db, size_t number, const xc::marked &marked, uint32_t slot,
	xc_visit_value *visit, void *context)
{
	const Xapian::Database &source = db->sources[number];
	const Xapian::ValueIterator end = source.valuestream_end(slot);
	Xapian::ValueIterator at = source.valuestream_begin(slot);
	while (at != end && budget_take(db->budget, 1)) {
		Xapian::docid wanted = marked.next(at.get_docid());
		if (wanted == 0)
			return true;
		if (wanted > at.get_docid()) {
			at.skip_to(wanted);
			continue;
		}
		const std::string value = *at;
		if (!visit(context, whole_docid(db->sources.size(), number, wanted),
			    str_make(value.data(), value.size())))
			return false;
		++at;
	}
	return true;
}

bool visit_served(const struct xc_set *set, struct xc_db *db, uint32_t slot, xc_visit_value *visit,
	void *context)
{
	for (const xc::served_value &v : xc::select_served(db, set->asked, {{set, true}}, slot))
		if (!v.value.empty() &&
			!visit(context, v.docid, str_make(v.value.data(), v.value.size())))
			break;
	return true;
}

} // namespace

struct xc_set *xc_select(struct xc_db *db, const struct xc_query *query, struct error *err) noexcept
{
	if (!xc::check_positions(db, query, err))
		return nullptr;
	std::unique_ptr<xc_set> set = xc::guard(err, db->where.c_str(),
		[&] { return select(db, xc::selecting(query->query), query->checks); });
	return set.release();
}

struct xc_set *xc_set_of(
	struct xc_db *db, const uint32_t *docids, size_t n, struct error *err) noexcept
{
	return xc::guard(err, db->where.c_str(), [&] {
		std::unique_ptr<xc_set> set = select(db, Xapian::Query(), {});
		for (size_t i = 0; i < n; i++)
			if (docids[i] > 0)
				set->of[(docids[i] - 1) % set->of.size()].add(
					(docids[i] - 1) / (Xapian::docid)set->of.size() + 1);
		set->exact = true;
		set->asked = Xapian::Query(std::string());
		return set.release();
	});
}

void xc_set_free(struct xc_set *set) noexcept
{
	delete set;
}

struct xc_total xc_set_total(const struct xc_set *set) noexcept
{
	struct xc_total total = {0, set->exact};
	for (const xc::marked &part : set->of)
		total.count += part.count();
	return total;
}

template <typename Combine>
static void combine(struct xc_set *set, const struct xc_set *other, Combine with)
{
	for (size_t i = 0; i < set->of.size(); i++)
		set->of[i].combine(other->of[i], with);
	set->exact &= other->exact;
}

// Where memory does not suffice to say it better, everything is asked for.
static void ask_for_both(struct xc_set *set, const struct xc_set *other, Xapian::Query::op op)
{
	static const Xapian::Query everything{std::string()};
	if (!set->is_served)
		return;
	try {
		set->asked = Xapian::Query(op, set->asked, other->asked);
	} catch (...) {
		set->asked = everything;
	}
}

void xc_set_add_all(struct xc_set *set, const struct xc_set *other) noexcept
{
	combine(set, other, [](uint64_t &a, uint64_t b) { a |= b; });
	ask_for_both(set, other, Xapian::Query::OP_OR);
}

void xc_set_keep_all(struct xc_set *set, const struct xc_set *other) noexcept
{
	combine(set, other, [](uint64_t &a, uint64_t b) { a &= b; });
	ask_for_both(set, other, Xapian::Query::OP_AND);
}

void xc_set_remove_all(struct xc_set *set, const struct xc_set *other) noexcept
{
	combine(set, other, [](uint64_t &a, uint64_t b) { a &= ~b; });
}

bool xc_set_has(const struct xc_set *set, uint32_t docid) noexcept
{
	const uint32_t n = (uint32_t)set->of.size();
	return docid > 0 && set->of[(docid - 1) % n].has((docid - 1) / n + 1);
}

void xc_set_remove(struct xc_set *set, uint32_t docid) noexcept
{
	const uint32_t n = (uint32_t)set->of.size();
	if (xc_set_has(set, docid))
		set->of[(docid - 1) % n].remove((docid - 1) / n + 1);
}

bool xc_set_each(const struct xc_set *set, xc_visit_document *visit, void *context) noexcept
{
	const size_t n = set->of.size();
	for (size_t i = 0; i < n; i++)
		for (Xapian::docid d = set->of[i].next(1); d != 0; d = set->of[i].next(d + 1))
			if (!visit(context, whole_docid(n, i, d)))
				return false;
	return true;
}

bool xc_set_each_value(const struct xc_set *set, struct xc_db *db, uint32_t slot,
	xc_visit_value *visit, void *context, struct error *err) noexcept
{
	return xc::guard(err, db->where.c_str(), [&] {
		if (db->is_served)
			return visit_served(set, db, slot, visit, context);
		for (size_t i = 0; i < set->of.size() && i < db->sources.size(); i++)
			if (!visit_values(db, i, set->of[i], slot, visit, context))
				break;
		return true;
	});
}
