/* The lines of a file, one after the other, in bounded memory. */
#ifndef ARTICLE_INPUT_LINES_H
#define ARTICLE_INPUT_LINES_H

#include "article/input/input.h"
#include "base/buf.h"

enum lines_step {
	LINES_READ,
	LINES_TOO_LONG, /* it was skipped to its end */
	LINES_END,
	LINES_BROKEN /* the rest can't be read */
};

struct lines {
	struct input input;
	char *chunk; /* owned */
	size_t at, len;
	struct buf carried; /* a line that began in an earlier chunk */
	uint64_t number;    /* 1-based, of the line read last */
	uint64_t size;      /* its bytes, also when it was too long */
	size_t max;
};

/* FD, NAMED and AS as in input_open. Lines of more than MAX bytes are skipped. Close with
   lines_close. */
bool lines_open(struct lines *l, int fd, enum packing named, enum encoding as, size_t max,
	struct error *err);
void lines_close(struct lines *l);

/* The next line in *LINE, without its newline, valid until the next call. ERR is
   set for LINES_BROKEN; a line that was cut by the damage is not delivered. */
enum lines_step lines_next(struct lines *l, struct str *line, struct error *err);

#endif
