/* Cells of tables for programs, as RFC 4180 has them. */
#ifndef PRINTING_CELL_H
#define PRINTING_CELL_H

#include "base/buf.h"

#include <stdbool.h>

/* Whether a program for tables would take VALUE for a formula, which it may run: such a cell begins
   with an apostrophe. */
bool cell_is_formula(struct str value);

/* Appends VALUE with each of its quotes doubled, for between two. */
void cell_append_quoted(struct buf *out, struct str value);

#endif
