// What is asked of servers: Xapian's own kinds of queries, by more than is wanted, and what comes
// back is looked through.
#include "xapianc/database.hh"
#include "xapianc/query.hh"
#include "xapianc/served.hh"
#include "xapianc/set.h"
#include "xapianc/work.hh"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace
{

const uint32_t DEFAULT_LIMIT = 10;

// Sums of weights are added up in other orders by each server: what differs by less is equal.
const double NOISE = 1e-9;

// As weights that are computed here: in multiples of it.
const double STEPS = 1 << 24;

bool are_near(double a, double b)
{
	return std::fabs(a - b) <= NOISE * std::max(1.0, std::fabs(a));
}

struct row {
	Xapian::docid docid;
	double weight;
	std::string key; // what it is sorted by before or after the weight
};

bool fits(const struct xc_db *db, const xc::checks &all, Xapian::docid docid)
{
	return !db->hides(docid) && std::all_of(all.begin(), all.end(), [&](const xc::check &c) {
		return xc_set_has(c.set, docid) == c.is_in;
	});
}

// What BM25 as we compute it is to Xapian's, which knows the average length of all documents, those
// hidden included, and multiplies by k1 + 1 where we do by ours: the same, but for the last bits.
struct stock_bm25 {
	Xapian::BM25Weight weight;
	double factor;
};

stock_bm25 stock(const struct xc_db *db, const struct xc_bm25 &c)
{
	double ours = db->average_length();
	double theirs = db->db.get_avlength();
	double by = ours > 0 ? theirs / ours : 1;
	double fixed = c.k1 * (1 - c.b);
	double of_length = c.k1 * c.b * by;
	double k1 = fixed + of_length;
	return {Xapian::BM25Weight(k1, 0, 0, k1 > 0 ? of_length / k1 : 0,
			by > 0 ? c.min_length / by : c.min_length),
		(c.k1 + 1) / (k1 + 1)};
}

class asking
{
	struct xc_db *db;
	const xc_query *query;
	const struct xc_match_options *options;
	Xapian::Enquire enquire;
	Xapian::MSet found;
	std::vector<row> rows;
	bool is_all = false; // of what matches
	uint64_t wanted;

	void choose_weights();
	void choose_order();
	bool sorts() const
	{
		return options->sort != XC_BY_WEIGHT;
	}
	bool are_equal(const row &a, const row &b) const;
	bool ends_between() const;
	void take();
	void ask();
	void settle(size_t begin, size_t end, std::unordered_map<Xapian::docid, std::string> &ties);
	void settle_all();

      public:
	asking(struct xc_db *d, const xc_query *q, const struct xc_match_options *o);
	xc::served_hits hits();
};

asking::asking(struct xc_db *d, const xc_query *q, const struct xc_match_options *o)
    : db(d), query(q), options(o), enquire(d->db)
{
	wanted = (uint64_t)o->offset + (o->limit ? o->limit : DEFAULT_LIMIT);
	choose_weights();
	choose_order();
}

void asking::choose_weights()
{
	if (options->boolean) {
		enquire.set_weighting_scheme(Xapian::BoolWeight());
		enquire.set_query(query->query);
	} else if (options->bm25) {
		stock_bm25 bm25 = stock(db, *options->bm25);
		enquire.set_weighting_scheme(bm25.weight);
		enquire.set_query(
			Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query->query, bm25.factor));
	} else {
		enquire.set_query(query->query);
	}
}

void asking::choose_order()
{
	bool descending = options->sort == XC_BY_SLOT_DESCENDING;
	if (sorts() && options->boolean)
		enquire.set_sort_by_value(options->sort_slot, descending);
	else if (sorts())
		enquire.set_sort_by_value_then_relevance(options->sort_slot, descending);
	else if (options->breaks_ties)
		enquire.set_sort_by_relevance_then_value(options->tie_slot, false);
}

// As far as the servers sort.
bool asking::are_equal(const row &a, const row &b) const
{
	return are_near(a.weight, b.weight) && (!sorts() || a.key == b.key);
}

// What is asked for of FOUND.
void asking::take()
{
	rows.clear();
	for (Xapian::MSetIterator hit = found.begin(); hit != found.end(); ++hit)
		if (fits(db, query->checks, *hit))
			rows.push_back({*hit, hit.get_weight(), hit.get_sort_key()});
}

// Whether no group of equals is cut where the list ends.
bool asking::ends_between() const
{
	if (rows.size() <= wanted)
		return false;
	Xapian::MSetIterator last = found.back();
	const row end = {*last, last.get_weight(), last.get_sort_key()};
	return !options->breaks_ties || !are_equal(rows[wanted - 1], end);
}

void asking::ask()
{
	const Xapian::doccount all = db->db.get_doccount();
	bool filters = !query->checks.empty() || !db->hidden.empty();
	bool counts = options->check_at_least >= all ||
		      xc::is_negligible(query->query, xc::last_document(db));
	uint64_t n = wanted + 16 + wanted / 16 + std::min<uint64_t>(db->hidden.size(), wanted);
	// An OP_MAX that has come to its end reads freed memory, see match.cc.
	if (query->has_max || (filters && counts))
		n = all;
	for (;; n *= 4) {
		auto most = (Xapian::doccount)std::min<uint64_t>(n, all);
		found = enquire.get_mset(0, most, counts ? all : options->check_at_least);
		take();
		is_all = found.size() < most || most == all;
		if (is_all || ends_between())
			return;
	}
}

// Puts the rows [BEGIN, END), which are equal, in order. TIES: their values, if known.
void asking::settle(size_t begin, size_t end, std::unordered_map<Xapian::docid, std::string> &ties)
{
	if (end - begin == 1)
		return;
	if (sorts() && ties.empty())
		for (xc::served_value &v : xc::select_served(
			     db, xc::selecting(query->query), query->checks, options->tie_slot))
			ties[v.docid] = std::move(v.value);
	if (sorts())
		for (size_t i = begin; i < end; i++)
			rows[i].key = ties[rows[i].docid];
	auto from = rows.begin() + (std::ptrdiff_t)begin;
	std::sort(from, rows.begin() + (std::ptrdiff_t)end, [](const row &a, const row &b) {
		return a.key != b.key ? a.key < b.key : a.docid < b.docid;
	});
}

void asking::settle_all()
{
	std::unordered_map<Xapian::docid, std::string> ties;
	for (size_t begin = 0, end; begin < rows.size() && begin < wanted; begin = end) {
		for (end = begin + 1; end < rows.size() && are_equal(rows[end - 1], rows[end]);)
			end++;
		if (begin < options->loose_from || end > options->loose_end)
			settle(begin, end, ties);
	}
}

xc::served_hits asking::hits()
{
	ask();
	if (options->breaks_ties)
		settle_all();
	xc::served_hits out;
	for (size_t i = options->offset; i < rows.size() && i < wanted; i++)
		out.list.push_back({rows[i].docid, std::nearbyint(rows[i].weight * STEPS) / STEPS,
			nullptr, 0});
	bool filters = !query->checks.empty() || !db->hidden.empty();
	auto count = (uint32_t)rows.size();
	out.lower = is_all || filters ? count : found.get_matches_lower_bound();
	out.upper = is_all ? count : found.get_matches_upper_bound();
	out.estimated = is_all ? count : found.get_matches_estimated();
	return out;
}

} // namespace

double xc::weight_of_xapian(double all, double documents)
{
	double odds = (all - documents + 0.5) / (documents + 0.5);
	return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

double xc::documents_of_both(double all, double a, double b)
{
	return std::floor(a + b - a * b / all + 0.5);
}

xc::served_hits xc::match_served(
	struct xc_db *db, const xc_query *query, const xc_match_options *options)
{
	if (query->query.empty())
		return {{}, 0, 0, 0};
	return asking(db, query, options).hits();
}

std::vector<xc::served_value> xc::select_served(
	struct xc_db *db, const Xapian::Query &query, const checks &all, Xapian::valueno slot)
{
	std::vector<served_value> out;
	if (query.empty())
		return out;
	Xapian::Enquire enquire(db->db);
	enquire.set_query(query);
	enquire.set_weighting_scheme(Xapian::BoolWeight());
	if (slot != Xapian::BAD_VALUENO)
		enquire.set_sort_by_value(slot, false);
	Xapian::MSet found = enquire.get_mset(0, db->db.get_doccount());
	for (Xapian::MSetIterator hit = found.begin(); hit != found.end(); ++hit)
		if (fits(db, all, *hit))
			out.push_back({*hit, hit.get_sort_key()});
	std::sort(out.begin(), out.end(),
		[](const served_value &a, const served_value &b) { return a.docid < b.docid; });
	return out;
}

uint64_t xc::count_served(
	struct xc_db *db, const Xapian::Query &query, const checks &all, uint64_t at_least)
{
	if (query.empty())
		return 0;
	if (!all.empty() || !db->hidden.empty())
		return select_served(db, query, all, Xapian::BAD_VALUENO).size();
	Xapian::Enquire enquire(db->db);
	enquire.set_query(query);
	enquire.set_weighting_scheme(Xapian::BoolWeight());
	auto most = (Xapian::doccount)std::min<uint64_t>(at_least, db->db.get_doccount());
	return enquire.get_mset(0, 0, most).get_matches_lower_bound();
}
