/* Reads the articles of one open file, one after the other, those of the files in it included.
 *
 * A format's room registers its reader with a line in the table of reader.c, where it is read in
 * this process, and in kinds.c, which also says which program reads it elsewhere. */
#ifndef ARTICLE_READERS_READER_H
#define ARTICLE_READERS_READER_H

#include "article/readers/file.h"
#include "article/readers/step.h"

struct article_reader;

/* Reads from FILE's descriptor, which stays the caller's and must outlive the reader. NULL
   on failure. */
struct article_reader *article_reader_open(const struct article_file *file, struct error *err);
void article_reader_close(struct article_reader *r);

/* ARTICLE_READ: *OUT is to be freed with article_free. Never ARTICLE_MEMBER. */
enum article_step article_reader_next(
	struct article_reader *r, struct article *out, struct article_problem *problem);

/* The ceiling that ended the file, if one did. */
enum ceiling article_reader_ceiling(const struct article_reader *r);

#endif
