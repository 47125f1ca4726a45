/* Files within files: what is packed in one, or attached to it, taken out to be read. */
#ifndef ARTICLE_READERS_MEMBERS_H
#define ARTICLE_READERS_MEMBERS_H

#include "article/readers/formats.h"

enum {
	MEMBERS_DEPTH = 5,           /* files within one another, the outermost counted */
	MEMBERS_MAX = 1000000,       /* of one file, at all depths */
	MEMBERS_HELD_MAX = 128 << 20 /* bytes of memory that those have which are open at a time */
};

/* What one outermost file has cost so far. */
struct members {
	uint64_t size;     /* bytes of the outermost file */
	uint64_t unpacked; /* of all members */
	uint64_t count;
	uint64_t held; /* bytes of those that are open */
	enum ceiling ceiling;
};

/* Gives the bytes of a member, as reader_ops.member does. */
typedef ssize_t member_source(void *state, char *out, size_t size, struct error *err);

struct member_file {
	int fd;        /* owned, -1: none; its bytes are in memory */
	uint64_t size; /* bytes */
	struct article_format format;
};

/* Takes what SOURCE gives, called NAME, into OUT, as much of it as tells whether it is read; all
   of it where it is: OUT->format. False where it can't be read, with M->ceiling where the whole of
   the outermost file is over. Free with member_close. */
bool member_take(struct members *m, struct str name, member_source *source, void *state,
	struct member_file *out, struct error *err);
void member_close(struct members *m, struct member_file *file);

/* Puts PLACE!/NAME into OUT, or NAME where PLACE is empty; a NUL in it becomes "?". ERROR_LIMIT
   where that is too long: OUT then has as much of it as there is room for. */
bool member_place(
	const char *place, struct str name, char out[ARTICLE_MAX_MEMBER + 1], struct error *err);

#endif
