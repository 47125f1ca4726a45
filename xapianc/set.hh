// The inside of a set of documents.
#ifndef XAPIANC_SET_HH
#define XAPIANC_SET_HH

#include "xapianc/marking.hh"

#include <vector>

struct xc_set {
	std::vector<xc::marked> of; // each source, in order
	bool exact = true;

	// Of a database that is served: what may be asked for in its place, which has all of it,
	// and perhaps more.
	bool is_served = false;
	Xapian::Query asked;
};

namespace xc
{

// Lets queries with a set in them be copied by R.
void register_sets(Xapian::Registry *r);

} // namespace xc

#endif
