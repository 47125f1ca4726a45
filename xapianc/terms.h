/* The terms of a database without all that is known of them. */
#ifndef XAPIANC_TERMS_H
#define XAPIANC_TERMS_H

#include "xapianc/xapianc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Visits all terms of the database that start with PREFIX, as xc_db_each_term does, with no more
   than the number of documents that have each: a third of the work, as occurrences are looked up
   apart. */
typedef bool xc_visit_documents(void *context, struct str term, uint32_t documents);
bool xc_db_each_documents(struct xc_db *db, struct str prefix, xc_visit_documents *visit,
	void *context, struct error *err) XC_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
