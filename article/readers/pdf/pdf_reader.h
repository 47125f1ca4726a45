/* .pdf: the file is one article. */
#ifndef ARTICLE_READERS_PDF_PDF_READER_H
#define ARTICLE_READERS_PDF_PDF_READER_H

#include "article/readers/formats.h"

extern const struct reader_ops pdf_reader_ops;

/* Loads what poppler reads from disk when the first file is opened, and keeps it, so that a process
   that may open nothing can read PDF. False when that failed. */
bool pdf_warm_up(void);

#endif
