/* Reads the articles of one open file, one after the other. */
#ifndef ARTICLE_READERS_READER_H
#define ARTICLE_READERS_READER_H

#include "article/article.h"

enum article_format {
	FORMAT_UNKNOWN,
	FORMAT_TEXT,     /* .txt: the file is one article */
	FORMAT_JSONL,    /* .jsonl: an article a line */
	FORMAT_JSONL_XZ, /* .jsonl.xz */
	FORMAT_COUNT
};

enum {
	ARTICLE_MAX_BYTES = 32 << 20, /* of one text file or one JSON line */
	ARTICLE_MAX_ID = 1024         /* bytes */
};

/* By the ending of NAME, whatever its case. */
enum article_format article_format_of(const char *name);

struct article_reader;

/* Reads from FD, which stays the caller's and must outlive the reader. ID is the
   path of the file below its source: the id of a text file's article and the
   place for dates in the path. AS is the encoding of the file, ENCODING_DETECT: it
   tells; a byte order mark outranks AS, since the file itself says so. NULL on failure. */
struct article_reader *article_reader_open(
	int fd, enum article_format format, const char *id, enum encoding as, struct error *err);
void article_reader_close(struct article_reader *r);

enum article_step {
	ARTICLE_READ,    /* *OUT is an article; free it with article_free */
	ARTICLE_SKIPPED, /* one article can't be read: *PROBLEM says where and why; go on */
	ARTICLE_END,     /* no more */
	ARTICLE_BROKEN   /* the rest of the file can't be read: *PROBLEM says why */
};

struct article_problem {
	uint64_t line;               /* 1-based; 0: the whole file */
	char id[ARTICLE_MAX_ID + 1]; /* the article's id where known, else "" */
	struct error error;
};

enum article_step article_reader_next(
	struct article_reader *r, struct article *out, struct article_problem *problem);

#endif
