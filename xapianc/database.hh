// The inside of a database opened for reading.
#ifndef XAPIANC_DATABASE_HH
#define XAPIANC_DATABASE_HH

#include <xapian.h>

#include <string>

struct xc_db {
	Xapian::Database db;
	std::string where;         // for messages
	bool has_positions = true; // as in struct xc_stats
};

#endif
