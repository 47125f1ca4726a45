/* A WARC file's bytes, unpacked: lines and bodies. */
#ifndef ARTICLE_READERS_PACK_WARC_STREAM_H
#define ARTICLE_READERS_PACK_WARC_STREAM_H

#include "article/input/input.h"

enum { WARC_LINE_MAX = 16 << 10 /* bytes; of what is longer, the beginning is kept */ };

struct warc_stream {
	struct input in;
	char bytes[32 << 10];
	size_t at, len;
	uint64_t left; /* bytes of the record's block that are still to come */
	struct buf line;
	struct error failure; /* of the input; code 0: none */
};

bool warc_stream_open(struct warc_stream *s, const struct input_file *file, struct error *err);
void warc_stream_close(struct warc_stream *s);

/* The next line, without its end, in S->line; WITHIN the block: no further than that. False at the
   end, or on failure. */
bool warc_line(struct warc_stream *s, bool within);

/* Up to SIZE bytes of the block; 0 at its end, -1 on failure or where the file ends before it. */
ssize_t warc_read(struct warc_stream *s, char *out, size_t size);

/* Passes what is left of the block. False on failure, or where the file ends before it. */
bool warc_pass(struct warc_stream *s);

/* The value of the header S->line, where NAME, in small letters, is its name; *OUT borrows. */
bool warc_header(const struct warc_stream *s, const char *name, struct str *out);

#endif
