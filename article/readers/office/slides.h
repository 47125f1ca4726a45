/* PowerPoint's files, of before 2007 ([MS-PPT]) and after (ECMA-376): the text of the slides. */
#ifndef ARTICLE_READERS_OFFICE_SLIDES_H
#define ARTICLE_READERS_OFFICE_SLIDES_H

#include "article/readers/container/cfb.h"
#include "article/readers/container/package.h"
#include "article/readers/office/flow.h"

/* Slides in the order of their files' names. ERROR_CORRUPT, ERROR_LIMIT, ERROR_MEMORY. */
bool pptx_read(struct package *p, struct flow *f, struct error *err);

/* Reads the texts of MEMBER, a slide or what else is drawn, into F. */
bool drawing_read(struct package *p, const char *member, struct flow *f, struct error *err);

/* Texts of DOCUMENT, the stream that has them, as PowerPoint listed them. */
void ppt_read(struct str document, struct flow *f);

#endif
