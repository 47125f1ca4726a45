/* What stands before a name in a byline: "Tin, ảnh:", "Bài và ảnh", "Theo", "Nguồn:". */
#ifndef ARTICLE_METADATA_LABEL_H
#define ARTICLE_METADATA_LABEL_H

#include "base/str.h"

enum label {
	LABEL_NONE,
	LABEL_AUTHOR, /* "Bài và ảnh:", "CTV" */
	LABEL_CREDIT, /* "Ảnh:", "Nguồn ảnh:", whose names are those of photographers */
	LABEL_SOURCE  /* "Nguồn:", "Theo" */
};

/* The label that LINE begins with, and the byte where it ends; looks at the beginning
   alone. */
enum label label_read(struct str line, size_t *end);

/* TEXT without its label. */
struct str label_strip(struct str text);

#endif
