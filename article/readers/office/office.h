/* Office files: Word, Excel and PowerPoint of before 2007 and after, OpenDocument, RTF. */
#ifndef ARTICLE_READERS_OFFICE_OFFICE_H
#define ARTICLE_READERS_OFFICE_OFFICE_H

#include "article/readers/formats.h"

/* The file is one article: its paragraphs, read as those of a plain text are. */
extern const struct reader_ops office_reader_ops;

/* Loads what readers need from disk, before a process confines itself. Whether it could. */
bool office_warm_up(void);

#endif
