/* The texts that a value of JSON holds, whichever way it holds them. */
#ifndef ARTICLE_READERS_JSON_VALUE_H
#define ARTICLE_READERS_JSON_VALUE_H

#include "article/given/given.h"

struct json_object;

/* Adds the texts of VALUE, meant as those of FIELD, to LIST: a string or number; those of a list,
   of lists in it, of objects: {"name": …}, {"$date": …}, {"type": "paragraph", "text": …}. What
   pictures among them are captioned with goes to CAPTIONS. False when out of memory. */
bool json_value_texts(struct given *g, struct json_object *value, enum field field,
	struct given_list *list, struct given_list *captions);

#endif
