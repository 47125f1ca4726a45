/* What stands in a file beside an article's, NAME.meta.json, outranks what the article says. */
#ifndef ARTICLE_READERS_BESIDE_H
#define ARTICLE_READERS_BESIDE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct article;

/* Gives A what JSON, an object with the keys of article/given/keys.h, has: title, lead, captions
   and every field but id and body, each as given. A title or lead takes the place of the text's,
   which stays in the article. ERROR_INPUT where JSON is none. */
bool article_overrule(struct article *a, struct str json, struct error *err);

/* What JSON, such an object, says of who may see what it is about, and since when, as it is
   written, in MEMORY; empty: nothing. ERROR_INPUT. */
bool article_guard_read(struct str json, struct arena *memory, struct str *visibility,
	struct str *embargo, struct error *err);

/* Whether JSON is such an object. ERROR_INPUT. */
bool article_beside_check(struct str json, struct error *err);

#endif
