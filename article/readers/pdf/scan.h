/* What a reader of scans is made of: all of the reader of PDF but who reads a page. */
#ifndef ARTICLE_READERS_PDF_SCAN_H
#define ARTICLE_READERS_PDF_SCAN_H

#include "article/readers/formats.h"
#include "article/readers/pdf/glyphs.h"

/* Reads what can be seen on PAGE, as glyphs_read does what is written there. */
typedef bool pdf_recognizer(
	struct glyphs *out, PopplerPage *page, struct glyph_fonts *fonts, struct arena *memory);

/* What reader_ops are made of, of a reader of scans: RECOGNIZE reads each page, one with each step,
   which is ARTICLE_WORKING but for the last. */
void *pdf_open_scan(const struct article_file *file, pdf_recognizer *recognize, struct error *err);
enum article_step pdf_next(void *state, struct article *out, struct article_problem *p);
enum ceiling pdf_ceiling(const void *state);
void pdf_close(void *state);

#endif
