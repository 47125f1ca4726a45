/* What an article's own text says about it: title, authors, source, date, place. */
#ifndef ARTICLE_METADATA_METADATA_H
#define ARTICLE_METADATA_METADATA_H

#include "article/article.h"

/* Fills the fields of A that its format did not give, from its blocks, whose zones
 * are known; PATH is its file's path.
 *
 * - title: the first title block.
 * - authors, source: the byline blocks (article/metadata/byline.h).
 * - date: article/metadata/date_choice.h says which.
 * - place: article/metadata/place.h says which; of a date line its own, before any guess; of a
 *   document its issuer's province.
 * - source: where nothing says so, the agency that its lead begins with, else the outlet whose
 *   address the page has.
 *
 * Only titles, bylines and the beginning of the lead (of the body where there is
 * no lead) are read. Returns false when out of memory. */
bool metadata_complete(struct article *a, struct str path, struct error *err);

#endif
