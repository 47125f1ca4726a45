#include "indexer/reader/formats.h"

#include "article/readers/html/html.h"

/* A room's line here, and its line in article/readers/kinds.c, is all that registers it. */
const struct worker_format reader_formats[] = {
	{ARTICLE_HTML, &html_reader_ops, html_warm_up},
	{ARTICLE_FEED, &feed_reader_ops, NULL},
};

const size_t reader_format_count = sizeof reader_formats / sizeof *reader_formats;
