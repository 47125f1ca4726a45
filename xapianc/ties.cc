#include "xapianc/ties.hh"

#include <algorithm>
#include <string>

bool xc::are_equal(const Xapian::MSet &found, Xapian::doccount a, Xapian::doccount b)
{
	Xapian::MSetIterator x = found[a];
	Xapian::MSetIterator y = found[b];
	return !(x.get_weight() < y.get_weight()) && !(y.get_weight() < x.get_weight()) &&
	       x.get_sort_key() == y.get_sort_key();
}

namespace
{

struct tied {
	std::string value;
	Xapian::doccount place;
};

// Adds the hits [BEGIN, END), which are equal, in order. To look up their values costs more than
// all else: nobody asks for those of a loose group.
void add_group(const Xapian::MSet &found, Xapian::doccount begin, Xapian::doccount end,
	const struct xc_match_options *options, std::vector<Xapian::doccount> *out)
{
	bool is_loose = begin >= options->loose_from && end <= options->loose_end;
	bool is_settled = is_loose || end - begin == 1;
	std::vector<tied> group;
	for (Xapian::doccount i = begin; i < end; i++)
		group.push_back(
			{is_settled ? "" : found[i].get_document().get_value(options->tie_slot),
				i});
	if (!is_settled)
		std::stable_sort(group.begin(), group.end(),
			[](const tied &a, const tied &b) { return a.value < b.value; });
	for (const tied &t : group)
		out->push_back(t.place);
}

} // namespace

std::vector<Xapian::doccount> xc::break_ties(const Xapian::MSet &found, Xapian::doccount begin,
	Xapian::doccount end, const struct xc_match_options *options)
{
	std::vector<Xapian::doccount> places;
	Xapian::doccount size = found.size();
	end = std::min(end, size);
	begin = std::min(begin, end);
	Xapian::doccount first = begin;
	while (first > 0 && are_equal(found, first - 1, begin))
		first--;
	for (Xapian::doccount at = first, next; at < end; at = next) {
		for (next = at + 1; next < size && are_equal(found, at, next);)
			next++;
		add_group(found, at, next, options, &places);
	}
	// The groups may begin before the page, and end behind it.
	places.erase(places.begin(), places.begin() + (begin - first));
	places.resize(end - begin);
	return places;
}
