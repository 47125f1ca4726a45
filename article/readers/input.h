/* The bytes of an open file, unpacked when it is xz. */
#ifndef ARTICLE_READERS_INPUT_H
#define ARTICLE_READERS_INPUT_H

#include "base/error.h"

#include <lzma.h>
#include <sys/types.h>

struct input {
	int fd; /* borrowed */
	bool xz;
	bool file_ended;
	lzma_ret last; /* what the decoder said: once it failed, it can't be asked again */
	lzma_stream lzma;
	uint8_t *packed; /* owned */
};

bool input_open(struct input *in, int fd, bool xz, struct error *err);
void input_close(struct input *in);

/* Fills OUT with up to SIZE bytes. Returns their number, 0 at the end, -1 on
   failure; what was unpacked before the damage is delivered first. */
ssize_t input_read(struct input *in, char *out, size_t size, struct error *err);

#endif
