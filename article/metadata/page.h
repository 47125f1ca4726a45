/* The lines of a plain text, as they stand on the page. */
#ifndef ARTICLE_METADATA_PAGE_H
#define ARTICLE_METADATA_PAGE_H

#include "article/article.h"

enum {
	PAGE_COLUMNS = 100, /* a longer line was not broken by hand */
	PAGE_DEEP = 12      /* columns: what is set so deep is no paragraph */
};

struct page_line {
	struct str text; /* trimmed, not empty */
	size_t indent;   /* columns */
	size_t length;   /* characters */
	bool after_gap;  /* an empty line, or nothing, stands before it */
	bool told;       /* ZONE says what it is; else it is a line of the body, or not yet known */
	bool rule;       /* =====, * * *: nothing but signs */
	enum zone zone;
};

struct page {
	struct page_line *lines;
	size_t count, capacity;
	size_t columns;  /* of its longest line that was broken by hand */
	bool wrapped;    /* lines are broken where the next word has no room */
	bool paragraphs; /* a line is a paragraph, unless they are wrapped: to be set before
			    page_measure */
	bool record;     /* it is the body of a record, whose title is one line */
};

/* Adds the lines of TEXT, which is a part of a text, to P; of zone TOLD, unless that is
   ZONE_COUNT. Lines end in LF, CR LF, CR, VT, FF, NEL, U+2028 and U+2029. Past BLOCKS_MAX
   lines, the rest of the text is the last line. False when out of memory. */
bool page_add(struct page *p, struct arena *memory, struct str text, enum zone told);

/* Says of LINE that it is of ZONE. */
static inline void page_tell(struct page_line *line, enum zone zone)
{
	line->told = true;
	line->zone = zone;
}

/* Divides line AT behind its first LEN bytes: what stands there is its first line, and the next one
   begins with what is not white space. False when out of memory. */
bool page_split(struct page *p, struct arena *memory, size_t at, size_t len);

/* To be called when all lines are there. */
void page_measure(struct page *p);

/* Whether a paragraph begins with line AT, which is not the first and of the zone of the one
   before. */
bool page_starts_paragraph(const struct page *p, size_t at);

/* Whether line AT, which is not the last, has no room for the next one's first word: lines of a
   wrapped text are full but for the last of a paragraph. */
bool page_is_full(const struct page *p, size_t at);

bool page_ends_sentence(struct str line);

/* Three spaces or a tab inside a line set columns apart. */
bool page_is_table_row(struct str line);

/* A telephone number, an address of mail or of a page. */
bool page_is_contact(struct str line);

#endif
