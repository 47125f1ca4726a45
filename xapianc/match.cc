#include "xapianc/database.hh"
#include "xapianc/guard.hh"
#include "xapianc/query.hh"
#include "xapianc/ties.hh"
#include "xapianc/weight.hh"
#include "xapianc/work.hh"
#include "xapianc/xapianc.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

bool xc::check_positions(const struct xc_db *db, const struct xc_query *query, struct error *err)
{
	if (db->has_positions || !query->needs_positions)
		return true;
	return error_set(err, ERROR_CORRUPT,
		SAY("%s: thiếu vị trí của các từ nên không tìm được cụm từ; hãy lập chỉ mục lại",
			"%s: the positions of words are missing, phrases can't be searched; index "
			"again"),
		db->where.c_str());
}

namespace
{

const uint32_t DEFAULT_LIMIT = 10;

// What a caller sees as struct xc_matches, with the memory that it points into.
struct matches : xc_matches {
	std::vector<xc_hit> hit_list;
	std::vector<str> terms;       // of all hits, one after the other
	std::vector<std::string> all; // terms of the query, in byte order
};

bool check_bm25(const struct xc_bm25 *c, struct error *err)
{
	for (double d : {c->k1, c->b, c->min_length})
		if (!std::isfinite(d) || d < 0)
			return error_set(err, ERROR_USAGE,
				SAY("hằng số BM25 %g phải hữu hạn và không âm",
					"the BM25 constant %g must be finite and not negative"),
				d);
	if (c->b > 1)
		return error_set(err, ERROR_USAGE,
			SAY("hằng số b = %g của BM25 phải từ 0 đến 1",
				"the BM25 constant b = %g must be from 0 to 1"),
			c->b);
	return true;
}

void set_weighting(
	Xapian::Enquire *enquire, const struct xc_db *db, const struct xc_match_options *options)
{
	if (options->boolean)
		enquire->set_weighting_scheme(Xapian::BoolWeight());
	else if (options->bm25)
		enquire->set_weighting_scheme(
			xc::word_weight(*options->bm25, db->average_length()));
}

bool is_descending(const struct xc_match_options *options)
{
	return options->sort == XC_BY_SLOT_DESCENDING;
}

// KEYS sorts what has no weights by both slots at once.
void set_order(Xapian::Enquire *enquire, const struct xc_match_options *options,
	Xapian::MultiValueKeyMaker *keys)
{
	if (options->boolean && options->breaks_ties) {
		if (options->sort != XC_BY_WEIGHT)
			keys->add_value(options->sort_slot, is_descending(options));
		keys->add_value(options->tie_slot);
		enquire->set_sort_by_key(keys, false);
	} else if (options->sort != XC_BY_WEIGHT) {
		enquire->set_sort_by_value_then_relevance(
			options->sort_slot, is_descending(options));
	}
}

// Which hits have TERM: one walk along its postings, in the order of the documents.
void mark_term(const Xapian::Database &db, const std::string &term,
	const std::vector<std::pair<Xapian::docid, size_t>> &order,
	std::vector<std::vector<size_t>> *terms_of, size_t number)
{
	Xapian::PostingIterator p = db.postlist_begin(term);
	Xapian::PostingIterator end = db.postlist_end(term);
	for (const auto &[docid, hit] : order) {
		if (p == end)
			break;
		p.skip_to(docid);
		if (p != end && *p == docid)
			(*terms_of)[hit].push_back(number);
	}
}

void collect_terms(struct matches *m, const Xapian::Database &db, const Xapian::Query &query)
{
	m->all.assign(query.get_unique_terms_begin(), query.get_terms_end());
	std::vector<std::pair<Xapian::docid, size_t>> order;
	for (size_t i = 0; i < m->hit_list.size(); i++)
		order.push_back({m->hit_list[i].docid, i});
	std::sort(order.begin(), order.end());
	std::vector<std::vector<size_t>> terms_of(m->hit_list.size());
	for (size_t i = 0; i < m->all.size(); i++)
		mark_term(db, m->all[i], order, &terms_of, i);
	for (const std::vector<size_t> &numbers : terms_of)
		for (size_t number : numbers)
			m->terms.push_back(str_make(m->all[number].data(), m->all[number].size()));
	const struct str *next = m->terms.data();
	for (size_t i = 0; i < m->hit_list.size(); i++) {
		m->hit_list[i].terms = next;
		m->hit_list[i].term_count = terms_of[i].size();
		next += terms_of[i].size();
	}
}

uint32_t limit(const struct xc_match_options *options)
{
	return options->limit ? options->limit : DEFAULT_LIMIT;
}

// Whether what Xapian takes for equal is put in order afterwards: it compares by one value and the
// weight at most, and to look at a value of each document costs more than to look at those of
// equals.
bool settles_ties(const struct xc_match_options *options)
{
	return options->breaks_ties && !options->boolean;
}

// Hits more than N that are asked for at first: most groups of equals end within, and to match
// again takes as long as to match. The further down, the more are equal.
uint64_t group(uint64_t n)
{
	return 16 + n / 16;
}

// So many hits of FOUND that no group of equals is cut where the list ends.
Xapian::MSet run_to_end_of_group(Xapian::Enquire *enquire, const struct xc_match_options *options)
{
	uint64_t wanted = (uint64_t)options->offset + limit(options);
	bool has_one_key = options->sort == XC_BY_WEIGHT;
	for (uint64_t n = wanted + group(wanted);;) {
		Xapian::doccount most = (Xapian::doccount)std::min<uint64_t>(n, UINT32_MAX);
		Xapian::MSet found = enquire->get_mset(0, most, options->check_at_least);
		if (found.size() < most || most == UINT32_MAX ||
			!xc::are_equal(found, (Xapian::doccount)wanted - 1, most - 1))
			return found;
		// Where the weight is all that it compares by so far, one value more is possible.
		if (has_one_key)
			enquire->set_sort_by_relevance_then_value(options->tie_slot, false);
		else
			n *= 4;
		has_one_key = false;
	}
}

// Once it has enough hits, Xapian asks all parts of a query for the weight that may
// still come; an OP_MAX that has come to its end reads freed memory then. So with one
// in the query there must never be enough.
Xapian::MSet run(Xapian::Enquire *enquire, const struct xc_match_options *options, bool has_max)
{
	if (has_max)
		return enquire->get_mset(0, UINT32_MAX);
	if (settles_ties(options))
		return run_to_end_of_group(enquire, options);
	return enquire->get_mset(options->offset, limit(options), options->check_at_least);
}

// The places in FOUND of the hits that are asked for.
std::vector<Xapian::doccount> page_of(
	const Xapian::MSet &found, const struct xc_match_options *options)
{
	Xapian::doccount first = found.get_firstitem();
	Xapian::doccount begin = std::min(options->offset - first, found.size());
	Xapian::doccount end = begin + std::min(limit(options), found.size() - begin);
	if (settles_ties(options))
		return xc::break_ties(found, begin, end, options);
	std::vector<Xapian::doccount> places(end - begin);
	std::iota(places.begin(), places.end(), begin);
	return places;
}

// The hidden documents as a list that a query can leave out. (A Xapian::MatchDecider
// is not told which source a document is from, only its number there.)
class hidden_source : public Xapian::PostingSource
{
	const struct xc_db &db;
	std::vector<Xapian::docid> list; // of the source being matched
	size_t at = 0;                   // of the next; the current one is before it

      public:
	explicit hidden_source(const struct xc_db &d) : db(d)
	{
	}

	PostingSource *clone() const override
	{
		return new hidden_source(db);
	}

	void init(const Xapian::Database &source) override
	{
		auto found = db.hidden_of.find(source.get_uuid());
		list = found == db.hidden_of.end() ? std::vector<Xapian::docid>() : found->second;
		at = 0;
	}

	Xapian::doccount get_termfreq_min() const override
	{
		return (Xapian::doccount)list.size();
	}

	Xapian::doccount get_termfreq_est() const override
	{
		return (Xapian::doccount)list.size();
	}

	Xapian::doccount get_termfreq_max() const override
	{
		return (Xapian::doccount)list.size();
	}

	void next(double) override
	{
		at++;
	}

	void skip_to(Xapian::docid docid, double) override
	{
		auto from = list.begin() + (std::ptrdiff_t)(at ? at - 1 : 0);
		at = (size_t)(std::lower_bound(from, list.end(), docid) - list.begin()) + 1;
	}

	bool at_end() const override
	{
		return at > list.size();
	}

	Xapian::docid get_docid() const override
	{
		return list[at - 1];
	}
};

std::unique_ptr<matches> of_served(xc::served_hits &&hits)
{
	std::unique_ptr<matches> m(new matches());
	m->hit_list = std::move(hits.list);
	m->hits = m->hit_list.data();
	m->count = m->hit_list.size();
	m->total.lower = hits.lower;
	m->total.estimated = hits.estimated;
	m->total.upper = hits.upper;
	return m;
}

std::unique_ptr<matches> match(
	struct xc_db *db, const struct xc_query *query, const struct xc_match_options *given)
{
	if (db->is_served)
		return of_served(xc::match_served(db, query, given));
	struct xc_match_options chosen = *given;
	const struct xc_match_options *options = &chosen;
	if (xc::is_negligible(query->query, xc::last_document(db)))
		chosen.check_at_least = UINT32_MAX;
	Xapian::Enquire enquire(db->db);
	hidden_source hidden(*db);
	xc::limited_query limited = xc::limited(db, query->query, xc::last_document(db));
	if (db->hidden.empty() || limited.query.empty())
		enquire.set_query(limited.query);
	else
		enquire.set_query(Xapian::Query(
			Xapian::Query::OP_AND_NOT, limited.query, Xapian::Query(&hidden)));
	Xapian::MultiValueKeyMaker keys;
	set_weighting(&enquire, db, options);
	set_order(&enquire, options, &keys);
	Xapian::MSet found = run(&enquire, options, query->has_max);

	std::unique_ptr<matches> m(new matches());
	for (Xapian::doccount place : page_of(found, options)) {
		Xapian::MSetIterator hit = found[place];
		m->hit_list.push_back({*hit, hit.get_weight(), nullptr, 0});
	}
	if (options->with_terms)
		collect_terms(m.get(), db->db, query->query);
	m->hits = m->hit_list.data();
	m->count = m->hit_list.size();
	m->total.lower = found.get_matches_lower_bound();
	m->total.estimated = found.get_matches_estimated();
	m->total.upper = found.get_matches_upper_bound();
	if (!limited.is_whole)
		budget_end_share(db->budget, BUDGET_WORK);
	m->is_partial = budget_is_over(db->budget);
	if (m->is_partial)
		m->total.upper = UINT32_MAX;
	return m;
}

} // namespace

struct xc_matches *xc_match(struct xc_db *db, const struct xc_query *query,
	const struct xc_match_options *options, struct error *err) noexcept
{
	static const struct xc_match_options defaults = {};
	if (!options)
		options = &defaults;
	if (!xc::check_positions(db, query, err) ||
		(options->bm25 && !check_bm25(options->bm25, err)))
		return nullptr;
	return xc::guard(
		err, db->where.c_str(), [&]() -> struct xc_matches * {
			return match(db, query, options).release();
		});
}

void xc_matches_free(struct xc_matches *m) noexcept
{
	delete static_cast<matches *>(m);
}
