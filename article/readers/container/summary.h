/* The stream of a compound file that says what the file is: title, author ([MS-OLEPS]). */
#ifndef ARTICLE_READERS_CONTAINER_SUMMARY_H
#define ARTICLE_READERS_CONTAINER_SUMMARY_H

#include "article/readers/container/cfb.h"
#include "base/buf.h"

enum { SUMMARY_MAX = 4096 /* bytes of what it says of one */ };

/* Appends what it says to TITLE and AUTHOR, as UTF-8; what can't be read is left out. */
void summary_read(struct cfb *c, struct buf *title, struct buf *author);

#endif
