// The order of hits that Xapian takes for equal, as it compares by one value and the weight.
#ifndef XAPIANC_TIES_HH
#define XAPIANC_TIES_HH

#include "xapianc/xapianc.h"

#include <xapian.h>

#include <vector>

namespace xc
{

// Whether the hits A and B of FOUND, from 0, have the same value and the same weight.
bool are_equal(const Xapian::MSet &found, Xapian::doccount a, Xapian::doccount b);

// The hits of FOUND from BEGIN on, up to END if there are so many, as their places in FOUND: of
// equals those with the smaller value in the tie slot of OPTIONS first. All that are equal to one
// of them must be there.
std::vector<Xapian::doccount> break_ties(const Xapian::MSet &found, Xapian::doccount begin,
	Xapian::doccount end, const struct xc_match_options *options);

} // namespace xc

#endif
