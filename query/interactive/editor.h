/* A line that somebody edits: UTF-8, and nothing in it that a line does not have. The cursor stands
 * before a letter with all its marks, never between them. */
#ifndef QUERY_INTERACTIVE_EDITOR_H
#define QUERY_INTERACTIVE_EDITOR_H

#include "base/buf.h"

enum { EDITOR_BYTES_MAX = 16 << 10 /* of a query: docs/answer.md */ };

struct editor {
	struct buf text; /* owned */
	size_t cursor;   /* byte of TEXT */
	char begun[4];   /* of a character of which not all bytes have come */
	size_t begun_count;
	bool truncated; /* something was left out, as the line is full */
};

void editor_free(struct editor *e);

/* Takes one byte that was typed or pasted, at the cursor: line ends and tabs as blanks, what is no
   UTF-8 and other control characters not at all. */
void editor_type(struct editor *e, unsigned char byte);

/* All of TEXT likewise, in the place of what the line has; the cursor at its end. */
void editor_set(struct editor *e, struct str text);

enum editor_move {
	EDITOR_LEFT,
	EDITOR_RIGHT,
	EDITOR_WORD_LEFT,
	EDITOR_WORD_RIGHT,
	EDITOR_HOME,
	EDITOR_END
};

void editor_go(struct editor *e, enum editor_move move);

/* Removes what a move would pass. */
void editor_delete(struct editor *e, enum editor_move move);

#endif
