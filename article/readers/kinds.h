/* The kinds of files: what people call them, and what reads each. */
#ifndef ARTICLE_READERS_KINDS_H
#define ARTICLE_READERS_KINDS_H

#include "article/readers/file.h"

/* The programs that read in processes of their own, which are packages of their own. */
#define ARTICLE_READER "tracuu-reader"
#define ARTICLE_READER_PDF "tracuu-reader-pdf"
#define ARTICLE_READER_OCR "tracuu-reader-ocr"

/* "HTML", "Word (.docx)", … */
const char *article_kind_name(enum article_kind kind);

/* Whether there is a reader of it, installed or not. */
bool article_kind_is_read(enum article_kind kind);

/* The program that reads it in a process of its own; NULL: there is none, or it is read here. */
const char *article_kind_program(enum article_kind kind);

#endif
