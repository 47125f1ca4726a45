/* Reads the articles of one open file, one after the other. */
#ifndef ARTICLE_READERS_READER_H
#define ARTICLE_READERS_READER_H

#include "article/readers/file.h"
#include "article/readers/step.h"

struct article_reader;

/* Reads from FILE's descriptor, which stays the caller's and must outlive the reader. NULL
   on failure. */
struct article_reader *article_reader_open(const struct article_file *file, struct error *err);
void article_reader_close(struct article_reader *r);

/* ARTICLE_READ: *OUT is to be freed with article_free. */
enum article_step article_reader_next(
	struct article_reader *r, struct article *out, struct article_problem *problem);

/* The ceiling that ended the file, if one did. */
enum ceiling article_reader_ceiling(const struct article_reader *r);

#endif
