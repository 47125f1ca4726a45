/* Reads the articles of one open file, one after the other. */
#ifndef ARTICLE_READERS_READER_H
#define ARTICLE_READERS_READER_H

#include "article/readers/step.h"

enum article_format {
	FORMAT_UNKNOWN,
	FORMAT_TEXT,     /* .txt: the file is one article */
	FORMAT_JSONL,    /* .jsonl: an article a line */
	FORMAT_JSONL_XZ, /* .jsonl.xz */
	FORMAT_COUNT
};

/* By the ending of NAME, whatever its case. */
enum article_format article_format_of(const char *name);

struct article_reader;

/* Reads from FD, which stays the caller's and must outlive the reader. PATH is
   that of the file below its source, for the dates in it. AS is the encoding of the file,
   ENCODING_DETECT: it tells; a byte order mark outranks AS, since the file itself says so. NULL on
   failure. */
struct article_reader *article_reader_open(
	int fd, enum article_format format, const char *path, enum encoding as, struct error *err);
void article_reader_close(struct article_reader *r);

/* ARTICLE_READ: *OUT is to be freed with article_free. */
enum article_step article_reader_next(
	struct article_reader *r, struct article *out, struct article_problem *problem);

#endif
