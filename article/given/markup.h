/* HTML and escapes inside of strings that should be text. */
#ifndef ARTICLE_GIVEN_MARKUP_H
#define ARTICLE_GIVEN_MARKUP_H

#include "base/arena.h"

/* TEXT, valid UTF-8, as people would read it: without tags and comments, and without what is in
   <script> and the like; a line for each paragraph, heading, list item, row; entities as their
   characters, also where they were escaped twice; \n, \t and \u1EA3 that were escaped once too
   often as what they stand for. TEXT itself where it has none of these, else in MEMORY; its ptr
   is NULL when that runs out. Angle brackets that make no tag of HTML stay. Linear time. */
struct str markup_plain(struct arena *memory, struct str text);

#endif
