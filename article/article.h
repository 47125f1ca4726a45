/* An article: what an archive holds, whatever file it came from. */
#ifndef ARTICLE_ARTICLE_H
#define ARTICLE_ARTICLE_H

#include "base/arena.h"
#include "base/checksum.h"
#include "base/error.h"
#include "text/encoding/decode.h"
#include "text/zone.h"

#include <stdint.h>

/* Where a field was found, for "date_source" and its like. */
enum provenance {
	PROVENANCE_NONE,  /* there is none */
	PROVENANCE_GIVEN, /* stated by the format: a JSON key, or a file beside it */
	PROVENANCE_TEXT,  /* read in the text: a dateline, a letterhead, a last line */
	PROVENANCE_PAGE,  /* from what a page or file says of itself: its head, its properties */
	PROVENANCE_URL,   /* read from the address of its page */
	PROVENANCE_PATH,  /* read from the file's path: 2018/03/27-cao-bang.txt */
	PROVENANCE_GUESS  /* concluded from what else the text says: a province in the title */
};

/* "", "given", "text", "page", "url", "path", "guess" */
const char *provenance_name(enum provenance p);

/* How far a date is to be believed: what is not stated with its year is a guess. */
enum confidence { CONFIDENCE_NONE, CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH };

/* "", "low", "medium", "high" */
const char *confidence_name(enum confidence c);

struct article_field {
	struct str value; /* empty: there is none */
	enum provenance provenance;
};

enum { ARTICLE_MAX_PAGE = (1 << 24) - 1 };

struct article_block {
	enum zone zone;
	struct str text; /* one paragraph, caption, …; its bytes as decoded, spaces and all */
	uint32_t page;   /* of its file, from 1, that it begins on; 0: the file has none */
	bool ocr;        /* it was read from a picture */
};

struct article {
	struct arena memory; /* owns everything below */
	/* How the format names it: its id, else the address of its page (URL), else LINE tells
	   it from others of its file. Of a file that is one article none of these does. */
	struct article_field id;
	bool whole; /* the file is this one article: its place is the file's path */
	/* Of a file within the file, where it is there: b.html, inner.zip!/c.txt, valid UTF-8;
	   empty: the file itself. */
	struct str member;
	struct article_field title;
	struct article_field date; /* YYYY-MM-DD, YYYY-MM or YYYY */
	enum confidence date_confidence;
	struct str unread_date; /* that is stated and can't be read: there is no other */
	struct article_field place;
	struct article_field issuer; /* the body that issued it: UBND tỉnh Cao Bằng */
	struct article_field number; /* of a document: 12/TB-UBND */
	struct article_field kind;   /* of a document: Thông báo */
	struct article_field source; /* the outlet that published it */
	struct article_field url;
	struct article_field image; /* the address or path of its picture */
	/* Who may see it, and since when, as it is said; empty: it is not. */
	struct str visibility, embargo;
	struct article_field *authors;
	size_t author_count;
	/* in the order of the text; the title and byline are among them */
	struct article_block *blocks;
	size_t block_count;
	enum provenance zones[ZONE_COUNT]; /* what told the blocks of each zone apart */
	enum encoding encoding;            /* what most of it was in */
	unsigned encodings;                /* all that parts of it were in: a bit 1 << E for each */
	double confidence;                 /* that it was, 0 to 1 */
	bool told;                         /* its reader was told so */
	size_t repaired;                   /* invalid sequences that were replaced by U+FFFD */
	uint64_t line;                     /* 1-based line, or row, of the file where it began */
	struct checksum128 raw;            /* of the bytes of its record, if they were asked about
					      (article/readers/file.h); else zeros */
};

void article_free(struct article *a);

#endif
