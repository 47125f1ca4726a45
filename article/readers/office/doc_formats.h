/* How the text of a Word document looks, as far as it matters: the fonts of its runs, what is
 * hidden or deleted, where tables are. */
#ifndef ARTICLE_READERS_OFFICE_DOC_FORMATS_H
#define ARTICLE_READERS_OFFICE_DOC_FORMATS_H

#include "article/readers/fonts.h"
#include "base/arena.h"

#include <stdint.h>

enum {
	DOC_NO_FONT = 0xFFFF,
	DOC_NO_STYLE = 0xFFFF,
	DOC_NO_LIST = 0xFFFF,
	DOC_STYLE_DEPTH = 12 /* of styles based on others */
};

/* What a run says of itself; the rest is its style's. */
struct doc_looks {
	uint16_t ascii, other; /* fonts of ASCII and of all other characters; DOC_NO_FONT */
	uint16_t style;        /* of characters; DOC_NO_STYLE */
	uint16_t symbol_font;  /* of the symbol that stands here; DOC_NO_FONT */
	uint16_t symbol;
	int8_t hidden, deleted, special; /* 0 or 1; -1: not told */
};

/* Nothing is said. */
extern const struct doc_looks doc_no_looks;

/* Characters of the file from AT on. */
struct doc_run {
	uint32_t at;
	struct doc_looks looks;
};

struct doc_paragraph {
	uint32_t at;
	uint16_t style;
	bool in_table, row_end; /* a row ends with it */
	bool inner, inner_row_end;
	bool centred;
	uint16_t list; /* that it is of, from 1; 0: none; DOC_NO_LIST: its style tells */
	uint8_t level;
};

struct doc_style {
	uint16_t base;  /* that it is based on; DOC_NO_STYLE */
	uint16_t known; /* what it is in every document: 1 to 9 headings, 62 the title */
	uint16_t list;  /* of its paragraphs; DOC_NO_LIST */
	uint8_t level;
	struct doc_looks looks;
};

struct doc_formats {
	struct arena *memory;
	struct font *fonts;
	size_t font_count;
	struct doc_style *styles;
	size_t style_count;
	uint16_t ascii, other; /* fonts of text that no style says more of */
	struct doc_run *runs;  /* by AT */
	size_t run_count;
	struct doc_paragraph *paragraphs; /* likewise */
	size_t paragraph_count;
};

/* The parts of the document that formats are read from. */
struct doc_parts {
	struct str document; /* the stream that has the text */
	struct str fonts, styles, runs, paragraphs;
};

/* False when out of memory; what is damaged says nothing. */
bool doc_formats_read(struct doc_formats *f, const struct doc_parts *parts, struct arena *memory);

/* The looks that the run at the byte AT of the document says itself; *END becomes where they
   change. */
struct doc_looks doc_run_at(const struct doc_formats *f, uint32_t at, uint32_t *end);

/* Likewise the paragraph. */
struct doc_paragraph doc_paragraph_at(const struct doc_formats *f, uint32_t at, uint32_t *end);

/* Completes LOOKS, in a paragraph of STYLE, by what the styles say. */
struct doc_looks doc_looks_in(const struct doc_formats *f, struct doc_looks looks, uint16_t style);

/* Completes the list of P by what its style says. */
void doc_list_in(const struct doc_formats *f, struct doc_paragraph *p);

/* Adds what the changes SPRMS, as the format has them, say to LOOKS. */
void doc_looks_change(struct doc_looks *looks, struct str sprms);

/* Adds what CHANGE says to LOOKS. */
void doc_looks_add(struct doc_looks *looks, const struct doc_looks *change);

/* Whether STYLE is one for titles. */
bool doc_style_is_title(const struct doc_formats *f, uint16_t style);

static inline struct font doc_font(const struct doc_formats *f, uint16_t number)
{
	return number < f->font_count ? f->fonts[number] : (struct font){.encoding = ENCODING_UTF8};
}

#endif
