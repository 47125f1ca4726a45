/* Names of what editors and systems leave about, which is nobody's article. */
#ifndef ARTICLE_READERS_DROPPINGS_H
#define ARTICLE_READERS_DROPPINGS_H

#include "base/str.h"

enum { DROPPING_NAME = 255 /* bytes of a name */ };

/* Whether NAME is what an editor or a system leaves about: a backup, a lock, a folder of
   thumbnails or of what was deleted. */
bool dropping_is(const char *name, bool folder);

/* Whether PATH, of a file in a pack, leads through such a folder or to such a file, or to one that
   is hidden. */
bool dropping_is_in(struct str path);

#endif
