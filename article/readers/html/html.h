/* The reader of pages. */
#ifndef ARTICLE_READERS_HTML_HTML_H
#define ARTICLE_READERS_HTML_HTML_H

#include "article/readers/formats.h"

extern const struct reader_ops html_reader_ops; /* .html: the file is one article */

/* Loads what libxml2 needs from disk or once, before the process is confined. Returns true. */
bool html_warm_up(void);

#endif
