/* The stream of a compound file that says what the file is: title, author ([MS-OLEPS]). */
#ifndef ARTICLE_READERS_OFFICE_SUMMARY_H
#define ARTICLE_READERS_OFFICE_SUMMARY_H

#include "article/readers/container/cfb.h"
#include "article/readers/office/flow.h"

/* Adds to the properties of F what it says; what can't be read is left out. */
void summary_read(struct cfb *c, struct flow *f);

#endif
