/* The glyphs of a page, by poppler. */
#ifndef ARTICLE_READERS_PDF_GLYPHS_H
#define ARTICLE_READERS_PDF_GLYPHS_H

#include "article/readers/fonts.h"
#include "article/readers/pdf/sheet.h"

#include <poppler.h>

enum { GLYPH_FONTS = 1024 /* of a file; the others are taken to be plain */ };

struct glyph_font {
	char name[64];
	bool emphasized;
};

struct glyph_fonts {
	struct glyph_font items[GLYPH_FONTS];
	struct font fonts[GLYPH_FONTS]; /* what each is, as an encoding */
	size_t count;
};

/* What stands on a page, turned in each of three ways: level, upwards, downwards. */
enum { GLYPHS_WAYS = 3 };
struct glyphs {
	struct atom *atoms[GLYPHS_WAYS]; /* turned so that they are level */
	size_t counts[GLYPHS_WAYS];
	size_t most; /* the way of most of them */
	size_t text_bytes;
};

/* Reads PAGE into *OUT, in MEMORY; its fonts are added to FONTS. False when out of memory. */
bool glyphs_read(
	struct glyphs *out, PopplerPage *page, struct glyph_fonts *fonts, struct arena *memory);

#endif
