/* Where an object of JSON ends: brackets and strings, not yet what they hold. In time linear
   in its bytes, whatever they are. */
#ifndef ARTICLE_INPUT_CUT_H
#define ARTICLE_INPUT_CUT_H

#include "base/str.h"

#include <stdint.h>

enum {
	CUT_DEPTH_MAX = 64,
	CUT_VALUES_MAX = 1 << 16 /* members and elements of one object, of all levels */
};

enum cut_step {
	CUT_MORE,  /* it goes on behind the bytes */
	CUT_DONE,  /* it ends at AT */
	CUT_BROKEN /* another object begins at AT, before it ended */
};

/* How far the bytes from an object's bracket on were looked at; starts zeroed. */
struct cut {
	size_t at;
	size_t string, string_end; /* the last string, within its quotes */
	char quote;                /* of the string that AT is in; NUL: in none */
	char before;               /* the last sign outside of strings: one of {}[],: or 's' for
				      a string, number or word */
	unsigned depth;            /* brackets that are open */
	uint64_t arrays;           /* bit N: that of level N is [ */
	size_t values;
	bool deep; /* it was nested too deep somewhere */
};

/* Looks on through BYTES, which are those of before and more. AT_LINE: the object stands at
   the beginning of a line: then another that does is no part of it. */
enum cut_step cut_run(struct cut *c, struct str bytes, bool at_line);

#endif
