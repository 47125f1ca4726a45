/* The queries of before, those of this person in any terminal: a file of lines in the state folder,
 * the newest last, which nobody else reads. A line is added at its end and no more, so that whoever
 * types never waits for a disk, and terminals side by side lose nothing; what is too much is left
 * out when the file is read. */
#ifndef QUERY_INTERACTIVE_PAST_H
#define QUERY_INTERACTIVE_PAST_H

#include "base/arena.h"
#include "base/buf.h"

enum { PAST_MAX = 500, PAST_BYTES_MAX = 4 << 20 };

struct past {
	struct arena memory; /* of the lines */
	struct str lines[PAST_MAX];
	size_t count;
	size_t at;        /* of LINES, what is in the editor; COUNT: what was typed */
	struct buf typed; /* that, meanwhile */
};

/* Reads the file, and writes it anew where it has become much longer than it has to be. What can't
   be read is as if it was not there. */
void past_open(struct past *p);
void past_free(struct past *p);

/* The query before, or after, that in the editor, whose text is TYPED; false: there is none. */
bool past_older(struct past *p, struct str typed, struct str *out);
bool past_newer(struct past *p, struct str *out);

/* What is in the editor is typed now. */
void past_leave(struct past *p);

/* Keeps QUERY, of one line, as the newest, once. A file that can't be written costs the memory of
   it, no more. */
void past_add(struct past *p, struct str query);

#endif
