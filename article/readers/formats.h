/* What each format's reader implements. Private to this room. */
#ifndef ARTICLE_READERS_FORMATS_H
#define ARTICLE_READERS_FORMATS_H

#include "article/readers/file.h"
#include "article/readers/step.h"

struct reader_ops {
	/* What FILE borrows, its path too, outlives the reader; FILE does not. NULL on failure. */
	void *(*open)(const struct article_file *file, struct error *err);
	/* *OUT and *PROBLEM come zeroed; *OUT is freed by the caller unless ARTICLE_READ. */
	enum article_step (*next)(void *state, struct article *out, struct article_problem *p);
	enum ceiling (*ceiling)(const void *state);
	void (*close)(void *state);
	/* After ARTICLE_MEMBER: fills OUT with up to SIZE bytes of that member, one call behind the
	   other. Returns their number, 0 at its end, -1 on failure. It need not be called at all,
	   nor to the end. NULL: the format has no members. */
	ssize_t (*member)(void *state, char *out, size_t size, struct error *err);
};

extern const struct reader_ops text_reader_ops;
extern const struct reader_ops json_reader_ops;
extern const struct reader_ops csv_reader_ops;

#endif
