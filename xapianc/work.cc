#include "xapianc/work.hh"
#include "base/budget.h"
#include "xapianc/database.hh"
#include "xapianc/guard.hh"
#include "xapianc/source.hh"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace
{

const size_t FREQUENCIES_MAX = 50000; // that are kept
const uint64_t LOOKUP_WORK = 50;      // of a term in a source, in postings

// Postings that are passed to reach one that is asked for: the half of a block of a list.
const uint64_t SKIP_WORK = 500;

// So little is not worth knowing better.
const uint64_t NEGLIGIBLE_WORK = 50000;

// What reads more looks at the clock meanwhile.
const uint64_t LONG_WORK = 1000000;

// ---- What is read ----

// A part of a query.
struct part {
	enum {
		LIST, // FREQUENCY postings
		ROW,  // counts for itself
		EVERY,
		ALL,  // of its parts
		SOME, // likewise
		FIRST // of its parts; the others are asked about what it has
	} kind;
	uint64_t frequency;
	std::vector<part> parts;
};

uint64_t product(uint64_t a, uint64_t b)
{
	return b > 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

// How many of the first WINDOW documents P has, at most.
uint64_t documents(const part &p, uint64_t window)
{
	uint64_t all = p.kind == part::SOME ? 0 : window;
	switch (p.kind) {
	case part::LIST:
		return std::min(p.frequency, window);
	case part::ROW:
	case part::EVERY:
		return window;
	case part::ALL:
		for (const part &sub : p.parts)
			all = std::min(all, documents(sub, window));
		return all;
	case part::SOME:
		for (const part &sub : p.parts)
			all += documents(sub, window);
		return std::min(all, window);
	case part::FIRST:
		return documents(p.parts.front(), window);
	}
	return window;
}

// Of the tree of pairs that Xapian's matcher makes of so many parts of an "or": each posting goes
// through all of them.
uint64_t levels(size_t parts)
{
	uint64_t count = 0;
	for (size_t i = 1; i < parts; i *= 2)
		count++;
	return count;
}

uint64_t reads(const part &p, uint64_t window, uint64_t asked);

// Likewise of P, which has several parts that are all asked for: the rarest leads; each other one
// is asked for the documents that have those before it. They are taken to be independent, but for
// CLOSENESS, as words are not: a quarter of all documents is as good as all.
uint64_t reads_of_all(const part &p, uint64_t window)
{
	const uint64_t CLOSENESS = 4;
	std::vector<std::pair<uint64_t, const part *>> order;
	for (const part &sub : p.parts)
		order.push_back({documents(sub, window), &sub});
	std::sort(order.begin(), order.end());
	uint64_t all = 0;
	uint64_t asked = order.empty() ? 0 : order.front().first;
	for (const auto &[found, sub] : order) {
		all += reads(*sub, window, asked);
		if (sub != order.front().second && found < window / CLOSENESS)
			asked = product(asked, CLOSENESS * found) / window + 1;
	}
	return all;
}

// What P reads of the first WINDOW documents, if ASKED of them are asked for, at most.
uint64_t reads(const part &p, uint64_t window, uint64_t asked)
{
	uint64_t all = 0;
	switch (p.kind) {
	case part::LIST:
		return std::min({p.frequency, window, product(asked, SKIP_WORK)});
	case part::EVERY:
		return std::min(window, product(asked, SKIP_WORK));
	case part::ROW:
		return 0;
	case part::ALL:
		// Asked for one document, it looks for the next that all its parts have.
		return reads_of_all(p, window);
	case part::SOME:
		for (const part &sub : p.parts)
			all += reads(sub, window, asked);
		return all + product(all, levels(p.parts.size())) / 2;
	case part::FIRST:
		all = reads(p.parts.front(), window, asked);
		asked = std::min(asked, documents(p.parts.front(), window));
		for (size_t i = 1; i < p.parts.size(); i++)
			all += reads(p.parts[i], window, asked);
		return all;
	}
	return all;
}

part part_of(xc_db *db, const Xapian::Query &query)
{
	part p{part::EVERY, 0, {}};
	switch (query.get_type()) {
	case Xapian::Query::LEAF_TERM:
		return {part::LIST, xc::frequency(db, *query.get_terms_begin()), {}};
	case Xapian::Query::LEAF_MATCH_NOTHING:
		return {part::LIST, 0, {}};
	case Xapian::Query::LEAF_POSTING_SOURCE:
		return {part::ROW, 0, {}};
	case Xapian::Query::OP_SCALE_WEIGHT:
		return part_of(db, query.get_subquery(0));
	case Xapian::Query::OP_AND:
	case Xapian::Query::OP_FILTER:
	case Xapian::Query::OP_PHRASE:
	case Xapian::Query::OP_NEAR:
		p.kind = part::ALL;
		break;
	case Xapian::Query::OP_OR:
	case Xapian::Query::OP_MAX:
	case Xapian::Query::OP_SYNONYM:
		p.kind = part::SOME;
		break;
	case Xapian::Query::OP_AND_NOT:
	case Xapian::Query::OP_AND_MAYBE:
		p.kind = part::FIRST;
		break;
	default:
		return p;
	}
	for (size_t i = 0; i < query.get_num_subqueries(); i++)
		p.parts.push_back(part_of(db, query.get_subquery(i)));
	return p;
}

// Whether a row is in P. Of one that is left out each document is asked for, one by one, even when
// the budget is over.
bool has_row(const part &p)
{
	return p.kind == part::ROW || std::any_of(p.parts.begin(), p.parts.end(), has_row);
}

// ---- The first documents ----

// The first WINDOW of LAST documents, of each source as large a part; none after the budget is
// over.
class window_source : public xc::sought_source
{
	struct budget *budget;
	uint64_t window, last;

	void seek(Xapian::docid least) override;

      public:
	window_source(struct budget *b, uint64_t w, uint64_t l) : budget(b), window(w), last(l)
	{
	}

	PostingSource *clone() const override;
	void init(const Xapian::Database &source) override;
};

void window_source::seek(Xapian::docid least)
{
	at = least;
	ended = !budget_take(budget, 1) || least > most;
}

Xapian::PostingSource *window_source::clone() const
{
	return new window_source(budget, window, last);
}

void window_source::init(const Xapian::Database &source)
{
	begin((Xapian::docid)(source.get_lastdocid() * window / last));
}

Xapian::Query among(
	const Xapian::Query &query, struct budget *budget, uint64_t window, uint64_t last)
{
	auto source = std::make_unique<window_source>(budget, window, last);
	return Xapian::Query(
		Xapian::Query::OP_FILTER, query, Xapian::Query(source.release()->release()));
}

// The greatest number of first documents, of LAST, of which P reads no more than MOST.
uint64_t window_for(const part &p, uint64_t last, uint64_t most)
{
	uint64_t fits = 0;
	for (uint64_t over = last; over - fits > 1;) {
		uint64_t middle = fits + (over - fits) / 2;
		if (reads(p, middle, middle) <= most)
			fits = middle;
		else
			over = middle;
	}
	return fits;
}

// The terms and rows of QUERY.
uint64_t leaves(const Xapian::Query &query)
{
	uint64_t count = query.get_num_subqueries() == 0;
	for (size_t i = 0; i < query.get_num_subqueries(); i++)
		count += leaves(query.get_subquery(i));
	return count;
}

// As if each document had each of them.
uint64_t rough_work(const Xapian::Query &query, uint64_t last)
{
	return product(leaves(query) + 1, last);
}

} // namespace

bool xc::is_negligible(const Xapian::Query &query, uint64_t last)
{
	return rough_work(query, last) <= NEGLIGIBLE_WORK;
}

uint64_t xc::last_document(const struct xc_db *db)
{
	uint64_t all = 0;
	for (const Xapian::Database &source : db->sources)
		all += source.get_lastdocid();
	return all;
}

// Takes the hidden ones off COUNT documents that have TERM.
static Xapian::doccount without_hidden(
	const struct xc_db *db, const std::string &term, Xapian::doccount count)
{
	struct error err = {};
	uint32_t hidden = 0;
	if (count > 0 && db->lost &&
		!db->lost->frequency(
			db->lost->context, str_make(term.data(), term.size()), &hidden, &err))
		throw xc::failure{err};
	return count > hidden ? count - hidden : 0;
}

static const xc::known_frequency &look_up_frequency(struct xc_db *db, const std::string &term)
{
	auto known = db->frequencies.find(term);
	// One that an earlier query left is work all the same: the budget counts alike every time.
	if (known == db->frequencies.end() || known->second.asked != db->asked)
		budget_take(db->budget, LOOKUP_WORK * db->sources.size());
	if (known != db->frequencies.end()) {
		known->second.asked = db->asked;
		return known->second;
	}
	Xapian::doccount all = db->db.get_termfreq(term);
	Xapian::doccount count = without_hidden(db, term, all);
	if (db->frequencies.size() == FREQUENCIES_MAX)
		db->frequencies.clear();
	return db->frequencies[term] = {count, all, db->asked};
}

Xapian::doccount xc::frequency(struct xc_db *db, const std::string &term)
{
	return look_up_frequency(db, term).count;
}

Xapian::doccount xc::frequency_with_hidden(struct xc_db *db, const std::string &term)
{
	return look_up_frequency(db, term).with_hidden;
}

xc::limited_query xc::limited(struct xc_db *db, const Xapian::Query &query, uint64_t last)
{
	if (!db->budget)
		return {query, true};
	uint64_t left = budget_left(db->budget);
	if (left == 0)
		return {Xapian::Query(), false};
	uint64_t roughly = rough_work(query, last);
	if (roughly <= NEGLIGIBLE_WORK && roughly < left) {
		budget_take(db->budget, roughly);
		return {query, true};
	}
	part all = part_of(db, query);
	uint64_t work = reads(all, last, last);
	left = budget_left(db->budget);
	if (work < left) {
		budget_take(db->budget, work);
		bool ends_by_itself = work < LONG_WORK && !has_row(all);
		return {ends_by_itself ? query : among(query, db->budget, last, last), true};
	}
	// As much again is left to rows.
	uint64_t window = window_for(all, last, left / 2);
	budget_take(db->budget, reads(all, window, window));
	return {window > 0 ? among(query, db->budget, window, last) : Xapian::Query(), false};
}
