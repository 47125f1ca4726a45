/* One article as a trial reading shows it: each field, and where it was read. */
#ifndef INDEXER_TRIAL_H
#define INDEXER_TRIAL_H

#include "article/article.h"

/* A field that has a value. */
struct trial_field {
	const char *name; /* for programs: title, date … */
	const char *label;
	struct str value;
	enum provenance provenance;
};

enum { TRIAL_FIELDS = 9 };

/* The fields of A that have values, into OUT; how many. The authors are none of them. */
size_t trial_fields(const struct article *a, struct trial_field out[TRIAL_FIELDS]);

/* ID is that which the article would have in a source without a label. */
void trial_print_text(const struct article *a, struct str id);

/* One object, a line. False when out of memory. */
bool trial_print_json(const struct article *a, struct str id);

#endif
