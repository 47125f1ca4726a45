// Which documents match, without weights: what counts them, and what looks at them all, is built on
// it.
#ifndef XAPIANC_MARKING_HH
#define XAPIANC_MARKING_HH

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <vector>

struct xc_db;

namespace xc
{

// A set of documents of one source, by their numbers there.
class marked
{
	static const size_t BITS = 64;
	std::vector<uint64_t> words;

      public:
	explicit marked(Xapian::docid last) : words(last / BITS + 1)
	{
	}

	// A forged list may hold any number.
	void add(Xapian::docid d)
	{
		if (d / BITS < words.size())
			words[d / BITS] |= uint64_t(1) << d % BITS;
	}

	void remove(Xapian::docid d)
	{
		if (d / BITS < words.size())
			words[d / BITS] &= ~(uint64_t(1) << d % BITS);
	}

	// WITH is given a word of each, and changes the first.
	template <typename Combine> void combine(const marked &other, Combine with)
	{
		for (size_t i = 0; i < words.size(); i++)
			with(words[i], other.words[i]);
	}

	bool has(Xapian::docid d) const
	{
		return d / BITS < words.size() && (words[d / BITS] >> d % BITS & 1);
	}

	// The first from LEAST on; 0: none.
	Xapian::docid next(Xapian::docid least) const
	{
		size_t i = least / BITS;
		uint64_t rest = i < words.size() ? words[i] & ~uint64_t(0) << least % BITS : 0;
		while (rest == 0 && ++i < words.size())
			rest = words[i];
		return rest ? (Xapian::docid)(i * BITS + (size_t)__builtin_ctzll(rest)) : 0;
	}

	uint64_t count() const
	{
		uint64_t all = 0;
		for (uint64_t w : words)
			all += (uint64_t)__builtin_popcountll(w);
		return all;
	}
};

inline bool is_or(const Xapian::Query &query)
{
	return query.get_type() == Xapian::Query::OP_OR;
}

// HITS documents of SOURCE, of DB, that match QUERY, counted up to CHECK_AT_LEAST.
Xapian::MSet match_all(struct xc_db *db, const Xapian::Database &source, const Xapian::Query &query,
	Xapian::doccount hits, Xapian::doccount check_at_least);

// Marks those documents of SOURCE, of DB, that match QUERY, until the budget is over. Where not all
// of what is left out was found, nothing is sure to match.
void mark_all(
	struct xc_db *db, const Xapian::Database &source, const Xapian::Query &query, marked *out);

} // namespace xc

#endif
