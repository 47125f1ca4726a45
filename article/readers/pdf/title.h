/* The title of a PDF: what its properties say that the text says, too, or what is set largest. */
#ifndef ARTICLE_READERS_PDF_TITLE_H
#define ARTICLE_READERS_PDF_TITLE_H

#include "article/readers/pdf/set_text.h"

/* Where the title stands in TEXT, whose lines are those of SET: whole lines near its beginning.
   PROPERTY is the title that the file's properties have, any bytes, perhaps of another document: it
   is believed where such lines say the same. Else lines of the first page are the title that are
   set larger than the text is, and larger than all others; not the name of a newspaper. False where
   the first lines may as well be it; *STATED: the properties said it. */
bool title_find(struct str text, const struct set_text *set, struct str property, struct str *title,
	bool *stated);

#endif
