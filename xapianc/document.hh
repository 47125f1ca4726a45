// The inside of a document to be indexed.
#ifndef XAPIANC_DOCUMENT_HH
#define XAPIANC_DOCUMENT_HH

#include "base/error.h"

#include <xapian.h>

#include <cstdint>
#include <string>

struct xc_doc {
	Xapian::Document document;
	std::string scratch;       // a term on its way into document; keeps its memory
	uint64_t length = 0;       // sum of wdf
	uint64_t bytes = 0;        // of terms
	struct error failure = {}; // the first; ERROR_NONE: none
};

#endif
