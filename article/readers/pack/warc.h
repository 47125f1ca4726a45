/* WARC 1.0 and 1.1 (ISO 28500), packed record by record or not: what a crawler was answered, each
 * page a member that is named as its address is, without the scheme. */
#ifndef ARTICLE_READERS_PACK_WARC_H
#define ARTICLE_READERS_PACK_WARC_H

#include "article/readers/formats.h"

extern const struct reader_ops warc_reader_ops;

#endif
