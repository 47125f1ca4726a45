// Words in a row, by positions that are kept elsewhere than in Xapian's table.
#include "base/budget.h"
#include "xapianc/database.hh"
#include "xapianc/query.hh"
#include "xapianc/set.hh"
#include "xapianc/source.hh"
#include "xapianc/xapianc.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

using xc::build;
using xc::owned_query;
using xc::parts;

namespace
{

// The terms of each word.
using words = std::vector<std::vector<std::string>>;

std::vector<xc_word> views(const words &of, std::vector<std::vector<str>> *spellings)
{
	std::vector<xc_word> all;
	for (const std::vector<std::string> &word : of) {
		spellings->emplace_back();
		for (const std::string &term : word)
			spellings->back().push_back(str_make(term.data(), term.size()));
	}
	for (const std::vector<str> &word : *spellings)
		all.push_back({word.data(), word.size()});
	return all;
}

// ---- As bytes: how Xapian lets a query be copied; they never leave the process. ----

void put(std::string *out, const void *value, size_t size)
{
	out->append(static_cast<const char *>(value), size);
}

void put(std::string *out, size_t number)
{
	put(out, &number, sizeof number);
}

class bytes_reader
{
	const std::string &bytes;
	size_t at = 0;

      public:
	explicit bytes_reader(const std::string &b) : bytes(b)
	{
	}

	std::string take(size_t size)
	{
		std::string taken = bytes.substr(at, size);
		at += size;
		return taken;
	}

	template <typename T> T value()
	{
		T v;
		std::memcpy(&v, take(sizeof v).data(), sizeof v);
		return v;
	}
};

// ---- The source ----

const uint64_t FOUND_WORK = 5; // of a document with the row, on its way through the query's tree

class row_source : public xc::sought_source
{
	const xc_db *db = nullptr;
	words of;
	bool is_excluding = false; // as xc::excluding says
	void *walk = nullptr;
	Xapian::docid last = 0; // of the source

	void close();
	bool is_left_out() const;
	void seek(Xapian::docid least) override;

      public:
	row_source() = default;
	explicit row_source(bool excludes) : is_excluding(excludes)
	{
	}
	row_source(const xc_db *d, words w, bool excludes = false)
	    : db(d), of(std::move(w)), is_excluding(excludes)
	{
	}
	row_source(const row_source &) = delete;
	row_source &operator=(const row_source &) = delete;
	~row_source() override;

	PostingSource *clone() const override;
	std::string name() const override;
	std::string serialise() const override;
	PostingSource *unserialise(const std::string &bytes) const override;
	void init(const Xapian::Database &source) override;
	Xapian::doccount get_termfreq_min() const override;
	Xapian::doccount get_termfreq_est() const override;
	bool check(Xapian::docid document, double) override;
};

void row_source::close()
{
	if (walk)
		db->rows->close(walk);
	walk = nullptr;
}

// Whether documents count as having the row, as there is nothing left to look for it with.
bool row_source::is_left_out() const
{
	return is_excluding && budget_is_over(db->budget);
}

void row_source::seek(Xapian::docid least)
{
	struct error err = {};
	uint32_t document = 0;
	if (!db->rows->seek(walk, least, &document, &err))
		throw xc::failure{err};
	budget_take(db->budget, FOUND_WORK);
	if (document == 0 && is_left_out() && least <= last)
		document = least;
	at = document;
	ended = document == 0;
}

row_source::~row_source()
{
	close();
}

Xapian::PostingSource *row_source::clone() const
{
	return new row_source(db, of, is_excluding);
}

std::string row_source::name() const
{
	return "row";
}

std::string row_source::serialise() const
{
	std::string out;
	put(&out, &db, sizeof db);
	put(&out, is_excluding);
	put(&out, of.size());
	for (const std::vector<std::string> &word : of) {
		put(&out, word.size());
		for (const std::string &term : word) {
			put(&out, term.size());
			out += term;
		}
	}
	return out;
}

Xapian::PostingSource *row_source::unserialise(const std::string &bytes) const
{
	bytes_reader in(bytes);
	const xc_db *d = in.value<const xc_db *>();
	bool excludes = in.value<size_t>() > 0;
	words w(in.value<size_t>());
	for (std::vector<std::string> &word : w) {
		word.resize(in.value<size_t>());
		for (std::string &term : word)
			term = in.take(in.value<size_t>());
	}
	return new row_source(d, std::move(w), excludes || is_excluding);
}

void row_source::init(const Xapian::Database &source)
{
	struct error err = {};
	std::vector<std::vector<str>> spellings;
	auto part = std::find(db->parts.begin(), db->parts.end(), source.get_uuid());
	std::vector<xc_word> all = views(of, &spellings);
	close();
	begin(0);
	last = source.get_lastdocid();
	// cppcheck takes what is opened for the parts that it is opened with.
	// cppcheck-suppress danglingLifetime
	walk = db->rows->open(db->rows->context, (size_t)(part - db->parts.begin()), all.data(),
		all.size(), &most, &err);
	// cppcheck-suppress danglingLifetime
	if (!walk)
		throw xc::failure{err};
}

Xapian::doccount row_source::get_termfreq_min() const
{
	return 0;
}

// As Xapian guesses of a phrase.
Xapian::doccount row_source::get_termfreq_est() const
{
	return most / 4;
}

// Looks at no document but this one: others may never be asked about.
bool row_source::check(Xapian::docid document, double)
{
	struct error err = {};
	bool found = false;
	if (document <= at)
		return true;
	if (!db->rows->has(walk, document, &found, &err))
		throw xc::failure{err};
	found = found || is_left_out();
	if (found)
		at = document;
	return found;
}

Xapian::Registry registry_of(const row_source &rows)
{
	Xapian::Registry r;
	r.register_posting_source(rows);
	xc::register_sets(&r);
	return r;
}

const Xapian::Registry &registry()
{
	static const Xapian::Registry all = registry_of(row_source());
	return all;
}

const Xapian::Registry &registry_excluding()
{
	static const Xapian::Registry all = registry_of(row_source(true));
	return all;
}

// The words for their weight: one that stands in the row several times weighs as often, but is
// read once.
Xapian::Query weighed(const std::vector<Xapian::Query> &subs, const words &of)
{
	std::vector<Xapian::Query> once;
	for (size_t i = 0; i < subs.size(); i++) {
		if (std::find(of.begin(), of.begin() + (std::ptrdiff_t)i, of[i]) !=
			of.begin() + (std::ptrdiff_t)i)
			continue;
		auto times = std::count(of.begin(), of.end(), of[i]);
		once.push_back(times == 1 ? subs[i]
					  : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, subs[i],
						    (double)times));
	}
	return xc::combine(Xapian::Query::OP_AND, once);
}

words spelled(const std::vector<Xapian::Query> &subs)
{
	words all;
	for (const Xapian::Query &q : subs)
		all.emplace_back(q.get_unique_terms_begin(), q.get_terms_end());
	return all;
}

} // namespace

Xapian::Query xc::apart(const Xapian::Query &query)
{
	return Xapian::Query::unserialise(query.serialise(), registry());
}

Xapian::Query xc::excluding(const Xapian::Query &query)
{
	return Xapian::Query::unserialise(query.serialise(), registry_excluding());
}

struct xc_query *xc_query_row(
	struct xc_db *db, struct xc_query **subs, size_t n, struct error *err) noexcept
{
	if (!db || !db->rows)
		return xc_query_phrase(subs, n, (uint32_t)n, err);
	return build(err, [&]() -> owned_query {
		parts given{subs, n};
		if (!given.complete() || !xc::check_phrase(given, err))
			return nullptr;
		owned_query q = given.parent(err);
		if (!q)
			return nullptr;
		std::vector<Xapian::Query> queries = given.queries(&xc_query::spelled_out);
		words of = spelled(queries);
		q->query = weighed(queries, of);
		q->counts = false;
		q->has_rows = n > 1;
		bool possible = std::none_of(of.begin(), of.end(),
			[](const std::vector<std::string> &word) { return word.empty(); });
		if (!possible || n == 0)
			q->query = Xapian::Query();
		else if (n > 1)
			q->query = Xapian::Query(Xapian::Query::OP_FILTER, q->query,
				Xapian::Query(std::make_unique<row_source>(db, std::move(of))
						      .release()
						      ->release()));
		return q;
	});
}
