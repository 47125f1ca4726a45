// Words in their order, words close to each other.
#include "xapianc/query.hh"
#include "xapianc/xapianc.h"

#include <algorithm>
#include <set>
#include <string>

using std::vector;
using xc::build;
using xc::owned_query;
using xc::parts;

namespace
{

// n! phrases stand for a "near" of n subqueries that share a term.
const size_t MAX_PERMUTED = 5;

} // namespace

bool xc::check_phrase(const parts &given, struct error *err)
{
	if (given.n > XC_PHRASE_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("cụm từ dài quá %d từ; hãy rút ngắn",
				"a phrase of more than %d words; shorten it"),
			XC_PHRASE_MAX);
	if (!given.all_have_positions())
		return error_set(err, ERROR_USAGE,
			SAY("trong một cụm từ chỉ được có từ và các cách viết của từ",
				"only words and spellings of words can stand in a phrase"));
	return true;
}

namespace
{

// All that Xapian's positional operators take: SUBS without the weights of words.
vector<Xapian::Query> unweighed(const vector<Xapian::Query> &subs)
{
	vector<Xapian::Query> plain;
	plain.reserve(subs.size());
	for (const Xapian::Query &q : subs)
		plain.push_back(xc::selecting(q));
	return plain;
}

// Runs MAKE(q, subs, window), which sets the query of q from the subqueries. That of words only
// selects, and they are for the weight.
template <typename Make>
struct xc_query *positional(const parts &given, uint32_t window, struct error *err, Make make)
{
	return build(err, [&]() -> owned_query {
		if (!given.complete() || !xc::check_phrase(given, err))
			return nullptr;
		owned_query q = given.parent(err);
		if (!q)
			return nullptr;
		q->needs_positions = given.n > 1;
		window = std::max(window, (uint32_t)given.n);
		if (!make(q.get(), unweighed(given.queries(&xc_query::spelled_out)), window))
			return nullptr;
		if (q->all > 0)
			q->query = Xapian::Query(Xapian::Query::OP_FILTER,
				xc::combine(Xapian::Query::OP_AND, given.queries()), q->query);
		return q;
	});
}

bool share_a_term(const vector<Xapian::Query> &subs)
{
	std::set<std::string> seen;
	size_t count = 0;
	for (const Xapian::Query &q : subs)
		for (auto t = q.get_unique_terms_begin(); t != q.get_terms_end(); ++t) {
			seen.insert(*t);
			count++;
		}
	return seen.size() < count;
}

// Where one word can stand for two subqueries, Xapian's NEAR gives it to one of them
// without trying the other, and so misses documents. Its PHRASE does not: so ask for
// the phrases in every order, and let the words alone give the weight.
Xapian::Query near_in_every_order(const vector<Xapian::Query> &subs, uint32_t window)
{
	struct word {
		std::string key;
		Xapian::Query query;
	};
	vector<word> words;
	words.reserve(subs.size());
	for (const Xapian::Query &q : subs)
		words.push_back({q.serialise(), q});
	auto before = [](const word &a, const word &b) { return a.key < b.key; };
	std::sort(words.begin(), words.end(), before);

	vector<Xapian::Query> phrases;
	do {
		vector<Xapian::Query> order;
		order.reserve(words.size());
		for (const word &w : words)
			order.push_back(w.query);
		phrases.push_back(xc::combine(Xapian::Query::OP_PHRASE, order, window));
	} while (std::next_permutation(words.begin(), words.end(), before));
	return Xapian::Query(Xapian::Query::OP_FILTER, xc::combine(Xapian::Query::OP_AND, subs),
		xc::combine(Xapian::Query::OP_OR, phrases));
}

bool make_near(
	struct xc_query *q, const vector<Xapian::Query> &subs, uint32_t window, struct error *err)
{
	if (!share_a_term(subs)) {
		q->query = xc::combine(Xapian::Query::OP_NEAR, subs, window);
		return true;
	}
	if (subs.size() > MAX_PERMUTED)
		return error_set(err, ERROR_LIMIT,
			SAY("hơn %zu từ đứng gần nhau mà có từ lặp lại; hãy rút ngắn",
				"more than %zu words near each other, with one of them repeated; "
				"shorten it"),
			MAX_PERMUTED);
	q->query = near_in_every_order(subs, window);
	return true;
}

} // namespace

struct xc_query *xc_query_phrase(
	struct xc_query **subs, size_t n, uint32_t window, struct error *err) noexcept
{
	return positional(parts{subs, n}, window, err,
		[](xc_query *q, const vector<Xapian::Query> &queries, uint32_t width) {
			q->query = xc::combine(Xapian::Query::OP_PHRASE, queries, width);
			return true;
		});
}

struct xc_query *xc_query_near(
	struct xc_query **subs, size_t n, uint32_t window, struct error *err) noexcept
{
	return positional(parts{subs, n}, window, err,
		[err](xc_query *q, const vector<Xapian::Query> &queries, uint32_t width) {
			return make_near(q, queries, width, err);
		});
}
