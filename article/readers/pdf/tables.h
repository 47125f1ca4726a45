/* Tables, and what is set like one: letterheads and signatures in two columns. */
#ifndef ARTICLE_READERS_PDF_TABLES_H
#define ARTICLE_READERS_PDF_TABLES_H

#include "article/readers/pdf/sheet.h"

enum { TABLE_COLUMNS = 32 };

struct span {
	double left, right;
};

/* Lines FIRST to END, some of which are divided. */
struct table {
	size_t first, end;
	struct span spans[TABLE_COLUMNS]; /* its columns, from left to right */
	size_t span_count;                /* two or more */
	double pitch;                     /* the narrowest distance of its lines */
	bool uneven;                      /* some distances are wider */
};

/* The table that begins with line AT. False where none does. GAPS is room for one gap an atom of
   any line. */
bool table_find(const struct lines *lines, size_t at, enum gap *gaps, struct table *out);

/* Whether the table is two columns of lines that are set about their middles, as letterheads and
   signatures are: they stay as they stand. So does a single line. */
bool table_is_centred(const struct lines *lines, const struct table *t);

/* The line behind the row that begins with line AT of T: cells may have several lines. */
size_t table_row_end(const struct lines *lines, const struct table *t, size_t at);

/* The column of T that atom A stands in. */
size_t table_column(const struct table *t, const struct atom *a);

#endif
