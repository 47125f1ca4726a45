/* Cells of a spreadsheet: a row a line, as tables of a text are. */
#ifndef ARTICLE_READERS_OFFICE_SHEET_H
#define ARTICLE_READERS_OFFICE_SHEET_H

#include "article/readers/office/flow.h"

struct sheet {
	struct flow *flow;
	uint32_t row, column;
	bool begun; /* ROW has a cell */
};

/* Goes to the cell, whose text comes next. */
void sheet_go(struct sheet *s, uint32_t row, uint32_t column);

/* Text of it; ends of lines are spaces. */
void sheet_text(struct sheet *s, struct font font, struct str text);

/* A number; of a date where DATED, counted from 1904 or from 1900. */
void sheet_number(struct sheet *s, double number, bool dated, bool from_1904);

/* Whether the number format NUMBER, or CODE where the file has one, is one of dates. */
bool sheet_format_is_date(uint32_t number, struct str code);

/* Ends the last row. */
void sheet_end(struct sheet *s);

#endif
