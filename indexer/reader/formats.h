/* The formats that tracuu-reader reads. */
#ifndef INDEXER_READER_FORMATS_H
#define INDEXER_READER_FORMATS_H

#include "article/worker/server.h"

extern const struct worker_format reader_formats[];
extern const size_t reader_format_count;

#endif
