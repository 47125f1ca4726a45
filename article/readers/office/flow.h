/* The text of an office file as it is read: paragraphs a line each, rows of tables a line each
 * with tabs between cells; footnotes and what is printed on each page apart. */
#ifndef ARTICLE_READERS_OFFICE_FLOW_H
#define ARTICLE_READERS_OFFICE_FLOW_H

#include "article/readers/fonts.h"
#include "base/arena.h"

#include <stdint.h>

enum flow_part {
	FLOW_BODY,
	FLOW_NOTES, /* footnotes, endnotes */
	FLOW_PAGE,  /* headers and footers */
	FLOW_PARTS
};

struct flow_stream {
	struct buf text; /* UTF-8; cells end in FLOW_CELL until their row ends */
	struct font_text fonts;
	size_t row;   /* where the row begins that the next cell is of */
	size_t line;  /* where the line begins that is being read */
	bool centred; /* it is set in the middle of the page */
	bool picture; /* a picture stands in it */
	/* of the lines before it */
	bool prose; /* one was a paragraph of a text */
	bool below_picture, below_caption, below_heading;
};

/* What a file says of itself, in UTF-8; none of it is believed unseen. */
enum flow_property { FLOW_TITLE, FLOW_AUTHOR, FLOW_PROPERTIES };

enum { FLOW_PROPERTY_MAX = 4096 /* bytes of one */ };

/* Where a note is referred to, or begins in the text of notes. */
struct flow_note {
	uint64_t key;   /* its kind, then its number */
	size_t at;      /* of a reference: how many stand before it; of a note: where it begins */
	size_t end, of; /* of a note: where it ends, and the place of its reference */
};

struct flow_notes {
	struct flow_note *all;
	size_t count, capacity;
};

struct flow {
	struct flow_stream parts[FLOW_PARTS];
	enum flow_part part; /* that is being read */
	struct buf properties[FLOW_PROPERTIES];
	/* in the body: the first paragraph in a style for titles */
	size_t heading_at, heading_len;
	struct flow_notes references, notes;
};

/* Makes F ready for up to MAX bytes of text. F must not move afterwards. */
void flow_init(struct flow *f, size_t max);
void flow_free(struct flow *f);

/* Whether there is no more room, or memory: the file is refused, and the rest need not be read. */
bool flow_is_full(const struct flow *f);

/* Text of a run in FONT, valid UTF-8. */
void flow_text(struct flow *f, struct font font, struct str text);

/* One character. */
void flow_char(struct flow *f, struct font font, int32_t cp);

/* A hyphen that shows at the end of a line alone; in fonts that are encodings the letter that has
   its byte. */
void flow_soft_hyphen(struct flow *f, struct font font);

/* A picture. */
void flow_picture(struct flow *f);

/* The line is set in the middle. Below a picture it is its caption, and deep in the page, as that
   of a plain text would be. */
void flow_centre(struct flow *f);

/* The end of a line, which a paragraph may have several of. */
void flow_line(struct flow *f);

/* The end of a paragraph, which is in a cell of a table or not. */
void flow_paragraph(struct flow *f, bool in_table);

/* The end of the paragraph, in a style for titles. */
void flow_heading(struct flow *f);

/* The end of a cell, with its last paragraph or behind it; of a row. Cells of one paragraph stand
   in one line; others below one another. */
void flow_cell(struct flow *f);
void flow_row(struct flow *f);

/* Of a table inside of a cell: rows of it are paragraphs there. */
void flow_inner_cell(struct flow *f);
void flow_inner_row(struct flow *f);

/* In formats whose notes have numbers of their own, and stand in any order: here the text refers to
   note ID of KIND; here that note begins, in FLOW_NOTES. Notes come in the order of their kinds and
   references, and those that nothing refers to are deleted ones. */
void flow_refer(struct flow *f, uint32_t kind, uint32_t id);
void flow_note(struct flow *f, uint32_t kind, uint32_t id);

/* Ends all parts. False when memory or the room for text ran out. */
bool flow_end(struct flow *f);

#endif
