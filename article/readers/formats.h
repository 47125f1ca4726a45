/* What each format's reader implements. Private to article/. */
#ifndef ARTICLE_READERS_FORMATS_H
#define ARTICLE_READERS_FORMATS_H

#include "article/readers/reader.h"

struct reader_ops {
	/* FD, ID and AS as in article_reader_open; the reader copies ID. NULL on failure. */
	void *(*open)(int fd, const char *id, enum encoding as, struct error *err);
	/* *OUT and *PROBLEM come zeroed; *OUT is freed by the caller unless ARTICLE_READ. */
	enum article_step (*next)(void *state, struct article *out, struct article_problem *p);
	void (*close)(void *state);
};

extern const struct reader_ops text_reader_ops;
extern const struct reader_ops jsonl_reader_ops;
extern const struct reader_ops jsonl_xz_reader_ops;

/* Decodes the BYTES of A, as decode_text does, in AS as in article_reader_open, and notes
   in A how. */
bool article_decode(struct article *a, struct str bytes, enum encoding as, struct buf *out,
	struct decoded *d, struct error *err);

/* Whether ID can name an article: neither empty nor too long, no control character. */
bool article_id_check(struct str id, struct error *err);

/* Keeps ID, as far as it goes, for the report. */
void article_problem_id(struct article_problem *p, struct str id);

#endif
