/* The article that an office file's text is. */
#ifndef ARTICLE_READERS_OFFICE_ARTICLE_H
#define ARTICLE_READERS_OFFICE_ARTICLE_H

#include "article/article.h"
#include "article/readers/office/flow.h"

/* Makes A, all but what metadata_complete adds, of F, which has ended. ERROR_INPUT where it has no
   text, ERROR_MEMORY. */
bool office_article(struct article *a, const struct flow *f, struct error *err);

#endif
