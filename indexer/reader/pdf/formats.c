#include "indexer/reader/pdf/formats.h"

#include "article/readers/pdf/pdf_reader.h"

/* A room's line here, and its line in article/readers/kinds.c, is all that registers it. */
const struct worker_format reader_pdf_formats[] = {
	{ARTICLE_PDF, &pdf_reader_ops, pdf_warm_up},
};

const size_t reader_pdf_format_count = sizeof reader_pdf_formats / sizeof *reader_pdf_formats;
