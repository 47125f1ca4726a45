/* The formats that tracuu-reader-pdf reads. */
#ifndef INDEXER_READER_PDF_FORMATS_H
#define INDEXER_READER_PDF_FORMATS_H

#include "article/worker/server.h"

extern const struct worker_format reader_pdf_formats[];
extern const size_t reader_pdf_format_count;

#endif
