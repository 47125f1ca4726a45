/* A file that is to be read: what is known of it before. */
#ifndef ARTICLE_READERS_FILE_H
#define ARTICLE_READERS_FILE_H

#include "article/given/keys.h"
#include "article/given/unused.h"
#include "article/input/input.h"
#include "base/checksum.h"
#include "text/encoding/encoding.h"

enum article_kind {
	ARTICLE_UNKNOWN,
	ARTICLE_TEXT,     /* .txt, .text: the file is one article */
	ARTICLE_MARKDOWN, /* .md, .markdown: likewise */
	ARTICLE_JSON,     /* .json, .jsonl, .ndjson: an article an object */
	ARTICLE_CSV,      /* .csv, .tsv, .tab: an article a row */
	ARTICLE_TSV,
	ARTICLE_HTML, /* .html, .htm, .xhtml: a page */
	ARTICLE_MHT,  /* .mht, .mhtml: a page with its pictures, saved as mail */
	ARTICLE_FEED, /* .rss, .atom, .xml: an article an item */
	ARTICLE_PDF,
	ARTICLE_DOCX,
	ARTICLE_ODT,
	ARTICLE_XLSX,
	ARTICLE_PPTX,
	ARTICLE_RTF,
	ARTICLE_DOC, /* of Word 6 to 2003 */
	ARTICLE_XLS,
	ARTICLE_PPT,
	ARTICLE_MAIL, /* .eml: one mail, with what is attached to it */
	ARTICLE_MBOX, /* mails, one behind the other */
	ARTICLE_PACK, /* .zip, .tar, .tar.gz, .7z, .rar: files */
	ARTICLE_WARC, /* .warc: what a crawler was answered */
	ARTICLE_SCAN, /* a PDF of pictures, to be read by OCR: never told by its bytes */
	ARTICLE_KIND_COUNT
};

struct article_format {
	enum article_kind kind;
	enum packing packing; /* .gz, .xz, .zst behind its ending */
};

/* Whether a file of that kind is one article. */
bool article_kind_is_whole(enum article_kind kind);

/* By the ending of NAME, whatever its case. What it is is told by its bytes: sniff.h. */
struct article_format article_format_of(const char *name);

enum { ARTICLE_MAX_BYTES = 32 << 20 /* of one text file or one JSON line */ };

struct scan_store;

/* What is known of a file before it is read. */
struct article_file {
	int fd; /* borrowed */
	struct article_format format;
	const char *path;           /* below its source, for the dates in it */
	enum encoding encoding;     /* of all of it; ENCODING_DETECT: it tells. A byte order mark
				       outranks it, since the file itself says so. */
	const struct key_map *map;  /* of the source's archivist; NULL: none */
	struct unused_keys *unused; /* of the source; NULL: not counted */
	size_t article_bytes;       /* that an article may have; 0: ARTICLE_MAX_BYTES */
	size_t unpack_bytes;        /* of memory that unpacking may take; 0: UNPACK_MEMORY */
	bool ocr;                   /* scans are read, too */
	const struct scan_store *scans; /* where these are kept; NULL: nowhere */
	/* Asked about each record of a file of many before it is read: whether its bytes, which
	   have the checksum RAW, at LINE, are known, so that it is not to be given. NULL: nothing
	   is. */
	bool (*is_known)(void *context, const struct checksum128 *raw, uint64_t line);
	void *context;     /* its own */
	uint64_t raw_seed; /* of these checksums: of what else a record is read by */
	struct str beside; /* what NAME.meta.json has, borrowed; empty: there is none */
};

/* What of it the bytes are read by. */
struct input_file article_file_input(const struct article_file *file);

/* Bytes that an article of it may have. */
size_t article_file_max(const struct article_file *file);

#endif
