/* Words that stand in a row: which documents have them so, and where. */
#ifndef QUERY_RANKING_ROWS_H
#define QUERY_RANKING_ROWS_H

#include "archive/places.h"
#include "query/expansion/expansion.h"

enum { ROWS_MAX_STARTS = 96 }; /* looked at in a document */

struct row {
	size_t i;         /* of the document among those asked about */
	uint32_t *starts; /* positions of the first word, ascending */
	size_t count;     /* at least 1 */
};

struct rows {
	struct row *items; /* by I */
	size_t count;
};

/* Finds those of DOCIDS, ascending, N of them, that have the words of A in a row. What OUT
   holds lives in MEMORY. */
bool rows_find(struct places *places, const struct alternative *a, const uint32_t *docids, size_t n,
	struct arena *memory, struct rows *out, struct error *err);

#endif
