/* The page that a person sees, of what programs get as JSON: the same requests, whose answers are
 * written as HTML here. It works without a script; what is in web/static makes it quicker. */
#ifndef WEB_PAGE_PAGE_H
#define WEB_PAGE_PAGE_H

#include "base/buf.h"
#include "web/page/plan.h"

/* Appends the page to OUT, in the language that is spoken. False where memory is out. */
bool page_append(struct buf *out, const struct page *p);

/* Appends a page that says what failed. */
bool page_append_failure(struct buf *out, const char *message);

#endif
