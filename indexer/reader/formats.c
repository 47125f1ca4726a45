#include "indexer/reader/formats.h"

#include "article/readers/html/html.h"
#include "article/readers/pack/pack.h"

/* A room's line here, and its line in article/readers/kinds.c, is all that registers it. */
const struct worker_format reader_formats[] = {
	{ARTICLE_HTML, &html_reader_ops, html_warm_up},
	{ARTICLE_FEED, &feed_reader_ops, NULL},
	{ARTICLE_PACK, &pack_reader_ops, pack_warm_up},
};

const size_t reader_format_count = sizeof reader_formats / sizeof *reader_formats;
