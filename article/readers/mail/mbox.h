/* Mails one behind the other, each below a line "From x@y.vn Tue Mar 27 10:00:00 2018". */
#ifndef ARTICLE_READERS_MAIL_MBOX_H
#define ARTICLE_READERS_MAIL_MBOX_H

#include "article/input/input.h"

#include <stdint.h>

struct mbox {
	struct input input;
	struct buf bytes; /* read, from AT on not yet given */
	size_t at;
	uint64_t line; /* 1-based, that AT is in */
	bool ended;    /* nothing comes behind BYTES */
	size_t max;    /* bytes of a mail */
};

/* MAX: bytes that a mail may have. To be closed also on failure. */
bool mbox_open(struct mbox *m, const struct input_file *file, size_t max, struct error *err);
void mbox_close(struct mbox *m);

enum mbox_step {
	MBOX_READ,
	MBOX_END,
	MBOX_LONG /* a mail has more bytes: it is passed over */,
	MBOX_BROKEN
};

/* Reads the next mail, without its first line, into OUT, which is emptied before; lines ">From "
   are "From " again. *LINE is where it began. SINGLE: all that is left is one mail. Time linear in
   the mail. */
enum mbox_step mbox_next(
	struct mbox *m, bool single, struct buf *out, uint64_t *line, struct error *err);

#endif
