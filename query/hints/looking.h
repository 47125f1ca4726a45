/* A query that hints are looked for in. Private to query/hints/. */
#ifndef QUERY_HINTS_LOOKING_H
#define QUERY_HINTS_LOOKING_H

#include "base/buf.h"
#include "query/decoding/decoded.h"
#include "query/reading/filters.h"
#include "query/reading/lexer.h"

/* Words and signs of a query up to which it was typed, and up to which any name is a field. */
enum { HINTS_TYPED_ITEMS = 12, HINTS_SHORT_ITEMS = 8 };

struct looking {
	struct str typed;
	const struct decoding *decoding;
	struct query *query;
	struct arena *memory; /* of what is noted */
	struct items items;
	bool failed; /* out of memory */
};

/* The item I, or the end, of the query that is looked at. */
static inline const struct item *looking_at(const struct looking *l, size_t i)
{
	return &l->items.list[i < l->items.count ? i : l->items.count];
}

/* The text of item I, without signs. */
struct str looking_word(const struct looking *l, size_t i);

/* Whether item I is a word, a quote or a group, or begins or ends one. */
bool looking_begins(const struct looking *l, size_t i);
bool looking_ends(const struct looking *l, size_t i);

/* Whether item I begins with a capital. */
bool looking_is_name(const struct looking *l, size_t i);

/* Notes that bytes [START, END) of the query were perhaps meant as a KIND, which is typed as FORMAT
   has it; empty: nobody knows. */
void looking_note(struct looking *l, size_t start, size_t end, enum stray_kind kind,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
