/* How a query that is being typed may go on. */
#ifndef QUERY_COMPLETE_LINE_H
#define QUERY_COMPLETE_LINE_H

#include "base/error.h"
#include "query/complete/candidates.h"
#include "query/reading/fields.h"

struct archives;
struct tokenizer;

struct line_way {
	struct str text;                   /* in the place of what was typed last */
	const struct candidate *candidate; /* with the spellings that it stands for */
};

/* The likeliest first. Text is any that the archive has. */
struct line_ways {
	struct candidates found; /* owns all */
	struct line_way list[CANDIDATES_MAX];
	size_t count;
	bool is_value; /* values of FIELD, else words */
	enum query_field field;
};

/* Ways to go on with LAST, behind the text BEFORE it, which ends with a blank where there is any: a
   word, or a value where a filter is being typed. Free with line_ways_free either way. */
bool line_complete(const struct archives *as, struct tokenizer *tokenizer, struct str before,
	struct str last, struct line_ways *out, struct error *err);
void line_ways_free(struct line_ways *w);

#endif
