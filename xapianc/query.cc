#include "xapianc/query.hh"
#include "xapianc/database.hh"
#include "xapianc/weight.hh"
#include "xapianc/work.hh"
#include "xapianc/xapianc.h"

#include <algorithm>
#include <cmath>

using xc::build;
using xc::owned_query;
using xc::parts;

parts::~parts()
{
	for (size_t i = 0; i < n; i++)
		delete subs[i];
}

bool parts::complete() const
{
	return std::find(subs, subs + n, nullptr) == subs + n;
}

bool parts::all_have_positions() const
{
	return std::all_of(subs, subs + n, [](xc_query *q) { return q->has_positions; });
}

owned_query parts::parent(struct error *err) const
{
	owned_query q(new xc_query);
	for (size_t i = 0; i < n; i++) {
		q->depth = std::max(q->depth, subs[i]->depth + 1);
		q->size += subs[i]->size;
		q->needs_positions |= subs[i]->needs_positions;
		q->has_max |= subs[i]->has_max;
		q->has_rows |= subs[i]->has_rows;
		q->counts &= subs[i]->counts;
	}
	bool of_words = std::all_of(subs, subs + n, [](xc_query *sub) { return sub->all > 0; });
	if (of_words && n > 0) {
		q->all = q->without = subs[0]->all;
		for (size_t i = 0; i < n; i++)
			q->without *= subs[i]->without / q->all;
	}
	bool served = of_words && std::all_of(subs, subs + n,
					  [](xc_query *sub) { return sub->served_all > 0; });
	if (served && n > 0) {
		q->served_all = subs[0]->served_all;
		q->served_documents = subs[0]->served_documents;
		for (size_t i = 1; i < n; i++)
			q->served_documents = xc::documents_of_both(
				q->served_all, q->served_documents, subs[i]->served_documents);
	}
	if (q->depth <= XC_QUERY_MAX_DEPTH && q->size <= XC_QUERY_MAX_SIZE)
		return q;
	error_set(err, ERROR_LIMIT,
		SAY("câu tìm kiếm quá lớn (tối đa %d phần, lồng nhau %d lớp); hãy rút gọn",
			"query too large (at most %d parts, nested %d deep); shorten it"),
		XC_QUERY_MAX_SIZE, XC_QUERY_MAX_DEPTH);
	return nullptr;
}

std::vector<Xapian::Query> parts::queries(Xapian::Query xc_query::*which) const
{
	std::vector<Xapian::Query> all;
	all.reserve(n);
	for (size_t i = 0; i < n; i++)
		all.push_back(subs[i]->*which);
	return all;
}

static bool weighs_otherwise(Xapian::Query::op op)
{
	return op == Xapian::Query::OP_MAX || op == Xapian::Query::OP_SYNONYM;
}

Xapian::Query xc::selecting(const Xapian::Query &query)
{
	switch (query.get_type()) {
	case Xapian::Query::OP_AND_MAYBE:
	case Xapian::Query::OP_SCALE_WEIGHT:
		return selecting(query.get_subquery(0));
	case Xapian::Query::OP_FILTER:
		// A row: its words are for the weight.
		if (query.get_subquery(1).get_type() == Xapian::Query::LEAF_POSTING_SOURCE)
			return query.get_subquery(1);
		[[fallthrough]];
	case Xapian::Query::OP_AND:
	case Xapian::Query::OP_OR:
	case Xapian::Query::OP_MAX:
	case Xapian::Query::OP_SYNONYM:
	case Xapian::Query::OP_AND_NOT: {
		std::vector<Xapian::Query> subs;
		for (size_t i = 0; i < query.get_num_subqueries(); i++)
			subs.push_back(selecting(query.get_subquery(i)));
		return combine(weighs_otherwise(query.get_type()) ? Xapian::Query::OP_OR
								  : query.get_type(),
			subs);
	}
	default:
		return query;
	}
}

namespace
{

owned_query leaf(const Xapian::Query &query)
{
	owned_query q(new xc_query);
	q->query = query;
	return q;
}

// A leaf that may stand in a phrase.
owned_query leaf_with_positions(const Xapian::Query &query)
{
	owned_query q = leaf(query);
	q->has_positions = true;
	q->spelled_out = query;
	return q;
}

// SUBS, which Q is made of, as one: of words their own weights do not count, but that of all. Of
// more than two, Xapian guesses how many documents have one in an order that depends on the shard,
// unless they are put together two by two.
Xapian::Query synonym(const parts &subs, const xc_query &q)
{
	std::vector<Xapian::Query> queries = subs.queries();
	for (; q.served_all > 0 && queries.size() > 2; queries.erase(queries.begin() + 1))
		queries[0] = Xapian::Query(Xapian::Query::OP_SYNONYM, queries[0], queries[1]);
	Xapian::Query one = xc::combine(Xapian::Query::OP_SYNONYM, queries);
	if (q.all == 0)
		return one;
	double weight = xc::rarity(q.all, std::round(q.all - q.without));
	if (q.served_all > 0 && one.get_type() == Xapian::Query::OP_SYNONYM)
		weight /= xc::weight_of_xapian(q.served_all, q.served_documents);
	return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, one, weight);
}

// Gives Q, made of SUBS by OP, what has to be looked at of what comes back for them.
bool take_checks(Xapian::Query::op op, xc_query **subs, size_t n, xc_query *q, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		bool all = op == Xapian::Query::OP_AND || op == Xapian::Query::OP_FILTER;
		bool same = i > 0 && subs[i]->checks == q->checks;
		if (subs[i]->checks.empty() && (i == 0 || all || q->checks.empty()))
			continue;
		if (all || i == 0) {
			q->checks.insert(
				q->checks.end(), subs[i]->checks.begin(), subs[i]->checks.end());
		} else if (op == Xapian::Query::OP_AND_NOT && subs[i]->is_set) {
			for (const xc::check &c : subs[i]->checks)
				q->checks.push_back({c.set, !c.is_in});
		} else if (subs[i]->checks.empty() &&
			   (op == Xapian::Query::OP_AND_NOT || op == Xapian::Query::OP_AND_MAYBE)) {
			continue;
		} else if (!same) {
			return error_set(err, ERROR_INTERNAL,
				SAY("câu tìm kiếm có phần mà máy chủ từ xa không hỏi được",
					"a part of the query can't be asked of a remote server"));
		}
	}
	return true;
}

struct xc_query *branch(
	Xapian::Query::op op, struct xc_query **subs, size_t n, struct error *err) noexcept
{
	parts given{subs, n};
	return build(err, [&]() -> owned_query {
		if (!given.complete())
			return nullptr;
		owned_query q = given.parent(err);
		if (!q)
			return nullptr;
		if (op == Xapian::Query::OP_SYNONYM && !q->counts) {
			error_set(err, ERROR_USAGE,
				SAY("một khoảng giá trị không thể đồng nghĩa với một từ",
					"a range of values can't be a synonym of a word"));
			return nullptr;
		}
		if (!take_checks(op, subs, n, q.get(), err))
			return nullptr;
		if (op == Xapian::Query::OP_SYNONYM)
			q->query = synonym(given, *q);
		else if (op == Xapian::Query::OP_AND_NOT && n == 2 && subs[1]->is_set)
			q->query = subs[0]->query;
		else
			q->query = xc::combine(op, given.queries());
		q->has_max |= op == Xapian::Query::OP_MAX;
		if (op == Xapian::Query::OP_OR || op == Xapian::Query::OP_SYNONYM)
			q->has_positions = given.all_have_positions();
		if (q->has_positions)
			q->spelled_out = xc::combine(
				Xapian::Query::OP_OR, given.queries(&xc_query::spelled_out));
		return q;
	});
}

bool check_weight(double weight, struct error *err)
{
	if (std::isfinite(weight) && weight >= 0)
		return true;
	return error_set(err, ERROR_USAGE,
		SAY("trọng số %g phải hữu hạn và không âm",
			"the weight %g must be finite and not negative"),
		weight);
}

// LEFT, whose weight counts, and RIGHT, which only selects.
struct xc_query *select(Xapian::Query::op op, struct xc_query *left, struct xc_query *right,
	struct error *err) noexcept
{
	if (right) {
		bool ok = xc::guard(err, xc::query_name(), [&] {
			right->query = xc::selecting(right->query);
			if (op == Xapian::Query::OP_AND_NOT && right->has_rows)
				right->query = xc::excluding(right->query);
			return true;
		});
		if (!ok) {
			xc_query_free(right);
			right = nullptr;
		}
	}
	struct xc_query *subs[] = {left, right};
	return branch(op, subs, 2, err);
}

struct xc_query *branch(Xapian::Query::op op, struct xc_query *left, struct xc_query *right,
	struct error *err) noexcept
{
	struct xc_query *subs[] = {left, right};
	return branch(op, subs, 2, err);
}

} // namespace

void xc_query_free(struct xc_query *q) noexcept
{
	delete q;
}

struct xc_query *xc_query_copy(const struct xc_query *q, struct error *err) noexcept
{
	if (!q)
		return nullptr;
	return build(err, [&] {
		owned_query copy = std::make_unique<xc_query>(*q);
		copy->query = xc::apart(q->query);
		copy->spelled_out = xc::apart(q->spelled_out);
		return copy;
	});
}

struct xc_query *xc_query_everything(struct error *err) noexcept
{
	return build(err, [] { return leaf(Xapian::Query(std::string())); });
}

struct xc_query *xc_query_nothing(struct error *err) noexcept
{
	return build(err, [] { return leaf_with_positions(Xapian::Query()); });
}

struct xc_query *xc_query_term(struct str term, uint32_t wqf, struct error *err) noexcept
{
	return build(err, [&]() -> owned_query {
		// To Xapian the empty term means every document.
		if (!xc::check_term(term, err))
			return nullptr;
		return leaf_with_positions(Xapian::Query(xc::to_string(term), wqf));
	});
}

struct xc_query *xc_query_word(struct xc_db *db, struct str term, struct error *err) noexcept
{
	return build(err, [&]() -> owned_query {
		if (!xc::check_term(term, err))
			return nullptr;
		std::string t = xc::to_string(term);
		if (!db)
			return leaf_with_positions(Xapian::Query(t));
		double documents = xc::frequency(db, t);
		double all = db->visible();
		double weight = xc::rarity(all, documents);
		double served_all = db->db.get_doccount();
		double served = db->is_served ? xc::frequency_with_hidden(db, t) : 0;
		if (db->is_served)
			weight /= xc::weight_of_xapian(served_all, served);
		owned_query q = leaf_with_positions(
			Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(t), weight));
		if (db->is_served) {
			q->served_all = served_all;
			q->served_documents = served;
		}
		q->all = all;
		q->without = std::max(all - documents, 0.0);
		return q;
	});
}

struct xc_query *xc_query_and(struct xc_query **subs, size_t n, struct error *err) noexcept
{
	return branch(Xapian::Query::OP_AND, subs, n, err);
}

struct xc_query *xc_query_or(struct xc_query **subs, size_t n, struct error *err) noexcept
{
	return branch(Xapian::Query::OP_OR, subs, n, err);
}

struct xc_query *xc_query_max(struct xc_query **subs, size_t n, struct error *err) noexcept
{
	return branch(Xapian::Query::OP_MAX, subs, n, err);
}

struct xc_query *xc_query_synonym(struct xc_query **subs, size_t n, struct error *err) noexcept
{
	return branch(Xapian::Query::OP_SYNONYM, subs, n, err);
}

struct xc_query *xc_query_and_not(
	struct xc_query *left, struct xc_query *right, struct error *err) noexcept
{
	return select(Xapian::Query::OP_AND_NOT, left, right, err);
}

struct xc_query *xc_query_and_maybe(
	struct xc_query *left, struct xc_query *right, struct error *err) noexcept
{
	return branch(Xapian::Query::OP_AND_MAYBE, left, right, err);
}

struct xc_query *xc_query_filter(
	struct xc_query *left, struct xc_query *right, struct error *err) noexcept
{
	return select(Xapian::Query::OP_FILTER, left, right, err);
}

struct xc_query *xc_query_range(
	uint32_t slot, const struct str *lo, const struct str *hi, struct error *err) noexcept
{
	return build(err, [&] {
		// The least value that is not empty; from the empty one on, Xapian
		// would take documents without a value too.
		std::string from = lo && lo->len ? xc::to_string(*lo) : std::string(1, '\0');
		owned_query q = leaf(hi ? Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, from,
						  xc::to_string(*hi))
					: Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, from));
		q->counts = false;
		return q;
	});
}

struct xc_query *xc_query_scale(struct xc_query *sub, double factor, struct error *err) noexcept
{
	parts given{&sub, 1};
	return build(err, [&]() -> owned_query {
		if (!given.complete() || !check_weight(factor, err))
			return nullptr;
		owned_query q = given.parent(err);
		if (q) {
			q->query =
				Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, sub->query, factor);
			q->checks = sub->checks;
		}
		return q;
	});
}

struct xc_query *xc_query_add_weight(
	struct xc_query *sub, double weight, struct error *err) noexcept
{
	parts given{&sub, 1};
	return build(err, [&]() -> owned_query {
		if (!given.complete() || !check_weight(weight, err))
			return nullptr;
		owned_query q = given.parent(err);
		if (!q)
			return nullptr;
		auto constant = std::make_unique<Xapian::FixedWeightPostingSource>(weight);
		q->query = Xapian::Query(Xapian::Query::OP_AND, sub->query,
			Xapian::Query(constant.release()->release()));
		q->counts = false;
		return q;
	});
}

bool xc_query_describe(const struct xc_query *q, struct buf *out, struct error *err) noexcept
{
	return xc::guard(err, xc::query_name(),
		[&] { return xc::append(out, q->query.get_description(), err); });
}
