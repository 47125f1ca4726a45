/* What is another in an article than it was, as parts of its texts. */
#ifndef QUERY_HISTORY_CHANGES_H
#define QUERY_HISTORY_CHANGES_H

#include "archive/record.h"
#include "base/arena.h"

enum part_kind {
	PART_SAME,
	PART_DELETED,  /* of the text before */
	PART_INSERTED, /* of the text since */
	PART_SKIPPED   /* words that are the same, and far from any that is not */
};

struct part {
	enum part_kind kind;
	struct str text; /* empty of PART_SKIPPED; else with the blanks behind it */
	size_t words;
};

struct change {
	const char *field; /* "text", or as record_field_name has it */
	struct part *parts;
	size_t count;
};

struct changes {
	struct change *list;
	size_t count;
};

/* What of BEFORE is another in NOW: the title and the text word by word, what else is known of them
   as a whole. All lives in MEMORY, which outlives both no longer than they live. False when out of
   memory. */
bool changes_find(const struct record *before, const struct record *now, struct arena *memory,
	struct changes *out);

#endif
