/* Sets of documents: all that match a query, to be counted and looked at. Errors, ownership and
 * threads are those of xapianc.h. */
#ifndef XAPIANC_SET_H
#define XAPIANC_SET_H

#include "xapianc/xapianc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* All documents that match a query, one bit for each of the database. */
struct xc_set;

struct xc_set *xc_select(
	struct xc_db *db, const struct xc_query *query, struct error *err) XC_NOEXCEPT;

/* The documents DOCIDS[0..N); 0 and those that there are not are left out. */
struct xc_set *xc_set_of(
	struct xc_db *db, const uint32_t *docids, size_t n, struct error *err) XC_NOEXCEPT;
void xc_set_free(struct xc_set *set) XC_NOEXCEPT;

/* Not exact where the budget did not last: there may be more. */
struct xc_total xc_set_total(const struct xc_set *set) XC_NOEXCEPT;

/* Whether SET has the document DOCID; of any number. */
bool xc_set_has(const struct xc_set *set, uint32_t docid) XC_NOEXCEPT;

/* Adds to SET, keeps in it, or removes from it, what OTHER, which is of the same database, has. */
void xc_set_add_all(struct xc_set *set, const struct xc_set *other) XC_NOEXCEPT;
void xc_set_keep_all(struct xc_set *set, const struct xc_set *other) XC_NOEXCEPT;
void xc_set_remove_all(struct xc_set *set, const struct xc_set *other) XC_NOEXCEPT;

/* Takes DOCID, of any number, out of SET, also while it is walked. */
void xc_set_remove(struct xc_set *set, uint32_t docid) XC_NOEXCEPT;

/* The documents of SET, which is of DB, and both of which the query borrows. No weight. */
struct xc_query *xc_query_set(
	struct xc_db *db, const struct xc_set *set, struct error *err) XC_NOEXCEPT;

/* Visitors return false to end the walk, which then still succeeds. */
typedef bool xc_visit_document(void *context, uint32_t docid);
typedef bool xc_visit_value(void *context, uint32_t docid, struct str value);

/* Visits the documents of SET, source by source, ascending. False where VISIT ended it. */
bool xc_set_each(const struct xc_set *set, xc_visit_document *visit, void *context) XC_NOEXCEPT;

/* Visits the values that documents of SET, which is of DB, have in SLOT, in no order to rely on,
   for the time of the call; a document without one is passed over. Where the budget is over, it
   ends. */
bool xc_set_each_value(const struct xc_set *set, struct xc_db *db, uint32_t slot,
	xc_visit_value *visit, void *context, struct error *err) XC_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
