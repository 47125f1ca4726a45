/* The formats that tracuu-reader-ocr reads. */
#ifndef INDEXER_READER_OCR_FORMATS_H
#define INDEXER_READER_OCR_FORMATS_H

#include "article/worker/server.h"

extern const struct worker_format reader_ocr_formats[];
extern const size_t reader_ocr_format_count;

#endif
