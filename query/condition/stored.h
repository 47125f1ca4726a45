/* Filters by what only stored articles tell. Private to query/condition/. */
#ifndef QUERY_CONDITION_STORED_H
#define QUERY_CONDITION_STORED_H

#include "query/condition/condition_request.h"
#include "query/reading/query.h"
#include "xapianc/set.h"

/* Keeps those of SET that FILTER holds for, whose field is such; where the budget is over, none of
   those that are left.
 *
 *     url:vov.vn          the host, or one below it: www.vov.vn, m.vov.vn
 *     url:vov.vn/the-thao its addresses that begin so
 *     url:vnexpress       a part of the host
 *     filetype:pdf        a.pdf, a.pdf.gz; a.pdf in a pack, and what is in a pack of that type
 *     filetype:word       doc, docx, rtf, odt */
bool stored_keep(const struct condition_request *request, const struct query_filter *filter,
	struct xc_set *set, struct error *err);

/* Whether the address URL, or the file at PATH, is what VALUE asks for. */
bool stored_is_under(struct str url, struct str value);
bool stored_is_type(struct str path, struct str value);

#endif
