#include "indexer/reader/formats.h"

#include "article/readers/feed/feed.h"
#include "article/readers/html/html.h"
#include "article/readers/mail/mail.h"
#include "article/readers/office/office.h"
#include "article/readers/pack/pack.h"
#include "article/readers/pack/warc.h"

/* A room's line here, and its line in article/readers/kinds.c, is all that registers it. */
const struct worker_format reader_formats[] = {
	{ARTICLE_HTML, &html_reader_ops, html_warm_up},
	{ARTICLE_FEED, &feed_reader_ops, NULL},
	{ARTICLE_PACK, &pack_reader_ops, pack_warm_up},
	{ARTICLE_WARC, &warc_reader_ops, NULL},
	{ARTICLE_DOCX, &office_reader_ops, office_warm_up},
	{ARTICLE_ODT, &office_reader_ops, NULL},
	{ARTICLE_XLSX, &office_reader_ops, NULL},
	{ARTICLE_PPTX, &office_reader_ops, NULL},
	{ARTICLE_RTF, &office_reader_ops, NULL},
	{ARTICLE_DOC, &office_reader_ops, NULL},
	{ARTICLE_XLS, &office_reader_ops, NULL},
	{ARTICLE_PPT, &office_reader_ops, NULL},
	{ARTICLE_MHT, &mail_reader_ops, mail_warm_up},
	{ARTICLE_MAIL, &mail_reader_ops, NULL},
	{ARTICLE_MBOX, &mail_reader_ops, NULL},
};

const size_t reader_format_count = sizeof reader_formats / sizeof *reader_formats;
