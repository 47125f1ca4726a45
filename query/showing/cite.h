/* An article in one line, ready to paste. */
#ifndef QUERY_SHOWING_CITE_H
#define QUERY_SHOWING_CITE_H

#include "base/buf.h"

struct record;

/* Appends title, source, date, place, authors and address of R, those that are known, and a line
   end: “Lũ lụt ở Huế”, VOV, 27/3/2018, Huế, Nguyễn Hưng, https://… A date that was guessed says
   so. */
void cite_append(struct buf *out, const struct record *r);

#endif
