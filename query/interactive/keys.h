/* The keys, and what each does where: one table feeds the program, its help, and the test that
 * holds the page of keys against it. */
#ifndef QUERY_INTERACTIVE_KEYS_H
#define QUERY_INTERACTIVE_KEYS_H

#include "query/interactive/session.h"

enum act {
	ACT_NONE,
	ACT_LEAVE,
	ACT_LEAVE_OR_DELETE, /* where the line is empty, else what is under the cursor */
	ACT_STOP,            /* the program, until the shell goes on with it */
	ACT_HELP,
	ACT_BACK,
	ACT_UP,
	ACT_DOWN,
	ACT_PAGE_UP,
	ACT_PAGE_DOWN,
	ACT_FIRST,
	ACT_LAST,
	ACT_NEXT_SECTION,
	ACT_PREVIOUS_SECTION,
	ACT_TAKE, /* what is selected */
	ACT_LINE,
	ACT_ORIGINAL,
	ACT_CITE,
	ACT_SIMILAR,
	ACT_SORT,
	ACT_FILTERS,
	ACT_DATE,
	ACT_UNDO_FILTER,
	ACT_UNFOLD,
	ACT_SUGGESTION,
	ACT_NEXT_MARK,
	ACT_PREVIOUS_MARK,
	ACT_NEXT_ARTICLE,
	ACT_PREVIOUS_ARTICLE,
	ACT_OFFERS,
	ACT_OLDER,
	ACT_NEWER,
	/* Of the line. */
	ACT_LEFT,
	ACT_RIGHT,
	ACT_WORD_LEFT,
	ACT_WORD_RIGHT,
	ACT_HOME,
	ACT_END,
	ACT_ERASE,
	ACT_DELETE,
	ACT_ERASE_WORD,
	ACT_ERASE_ALL,
	ACT_ERASE_REST,
};

/* What KEY does in FOCUS. */
enum act keys_act(enum focus focus, int key);

/* Appends the help, as wide as COLUMNS. */
void keys_append_help(struct buf *out, size_t columns);

#endif
