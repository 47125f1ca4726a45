/* Values of a field that a filter may go on with. */
#ifndef QUERY_COMPLETE_VALUES_H
#define QUERY_COMPLETE_VALUES_H

#include "base/error.h"
#include "query/complete/candidates.h"
#include "query/reading/fields.h"

struct xc_db;

/* Values of FIELD in DB that begin with TYPED, in small letters with one blank between words, as
   the archive writes names, those of most articles first. Adds them, in small letters, to OUT.
   Looks at no more than VALUES_LOOKED_AT that begin with the same letter. */
enum { VALUES_LOOKED_AT = 20000 };
bool values_complete(struct xc_db *db, enum query_field field, struct str typed,
	struct candidates *out, struct error *err);

#endif
