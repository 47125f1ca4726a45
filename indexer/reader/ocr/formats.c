#include "indexer/reader/ocr/formats.h"

#include "article/readers/ocr/recognize.h"

const struct worker_format reader_ocr_formats[] = {
	{ARTICLE_SCAN, &scan_reader_ops, scan_warm_up},
};

const size_t reader_ocr_format_count = sizeof reader_ocr_formats / sizeof *reader_ocr_formats;
