/* Addresses that a page may make a link of. */
#ifndef QUERY_LOOKUP_LINK_H
#define QUERY_LOOKUP_LINK_H

#include "base/str.h"

#include <stdbool.h>

struct record;

/* Whether URL is an address of http or https and nothing else. */
bool link_is_web(struct str url);

/* Takes out of R what is no address of a page or picture, whoever wrote it there: a url that is
   not of http or https, such as javascript: or data:; an image that is neither of these nor a
   path. Then nothing that follows them runs anything or reads a file of the reader's. */
void link_check(struct record *r);

#endif
