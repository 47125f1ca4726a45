/* Scans: PDFs of pictures, read by Tesseract. */
#ifndef ARTICLE_READERS_OCR_RECOGNIZE_H
#define ARTICLE_READERS_OCR_RECOGNIZE_H

#include "article/readers/formats.h"

/* Reads a file as pdf_reader_ops does, but what can be seen on its pages, not what is written
   there: a page with each step. */
extern const struct reader_ops scan_reader_ops;

/* Loads Tesseract's data for Vietnamese, and what poppler needs to draw, for good. False where they
   are not installed. */
bool scan_warm_up(void);

#endif
