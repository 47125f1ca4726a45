/* The control words of RTF that matter for its text, and the table of fonts that it begins with.
 * Private to rtf.c. */
#ifndef ARTICLE_READERS_OFFICE_RTF_TABLES_H
#define ARTICLE_READERS_OFFICE_RTF_TABLES_H

#include "article/readers/office/flow.h"

#include <stdint.h>

enum { RTF_FONTS_MAX = 65536 /* their numbers are below */ };

struct rtf_font {
	struct font font;
	uint16_t page; /* code page of its bytes */
	bool known;
};

/* Fonts by their numbers, as the table names them. */
struct rtf_fonts {
	struct rtf_font *list; /* RTF_FONTS_MAX, owned */
	/* of the one that is being read */
	uint16_t number;
	int charset;
	struct buf name;
};

/* What text in a group is for. */
enum rtf_destination {
	RTF_TEXT,
	RTF_SKIPPED,
	RTF_BOTH, /* the same twice: the second time, \ud, as Unicode */
	RTF_FONTS,
	RTF_NUMBER, /* of a list's item */
	RTF_TITLE,
	RTF_AUTHOR
};

/* What a group inherits. */
struct rtf_state {
	enum rtf_destination destination;
	enum flow_part part;
	uint16_t font;
	uint16_t fallbacks; /* characters behind \u that stand for it */
	bool hidden, deleted, in_table, centred;
	bool box; /* the group is a box's text */
};

enum rtf_action {
	RTF_IGNORE,
	RTF_GO,      /* to the destination */
	RTF_GO_NOTE, /* to the text of a note */
	RTF_GO_PAGE, /* to a header or footer */
	RTF_GO_BOX,  /* to the text of a box */
	RTF_PICTURE,
	RTF_CHAR,    /* VALUE is its code point */
	RTF_UNICODE, /* likewise the number behind */
	RTF_UNICODE_SKIP,
	RTF_PLAIN,
	RTF_FONT,
	RTF_DEFAULT_FONT,
	RTF_CHARSET,
	RTF_CODEPAGE,
	RTF_HIDDEN,
	RTF_DELETED,
	RTF_PARAGRAPH_PLAIN,
	RTF_IN_TABLE,
	RTF_CENTRED,
	RTF_PARAGRAPH,
	RTF_LINE,
	RTF_TAB,
	RTF_CELL,
	RTF_ROW,
	RTF_INNER_CELL,
	RTF_INNER_ROW,
	RTF_BINARY
};

struct rtf_word {
	const char *name;
	enum rtf_action action;
	int32_t value;
};

/* The word called NAME; NULL: it doesn't matter. */
const struct rtf_word *rtf_word_of(struct str name);

/* Likewise behind \*, which says that who does not know the word skips its group. */
const struct rtf_word *rtf_starred_word_of(struct str name);

/* Adds TEXT, which the table has, to the name of the font; ';' ends it. PAGE is the document's. */
void rtf_fonts_add(struct rtf_fonts *f, struct str text, int page);

/* Ends the font that has no such end. */
void rtf_fonts_end(struct rtf_fonts *f, int page);

/* Takes the number behind a word off the front of *REST; 1 where there is none, and *NUMBERED says
   so. */
int32_t rtf_number(struct str *rest, bool *numbered);

#endif
