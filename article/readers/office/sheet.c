#include "article/readers/office/sheet.h"

#include "text/date/date.h"

#include "base/ascii.h"

#include <math.h>
#include <stdio.h>

enum {
	GAP_MAX = 32,       /* empty cells that are kept as such */
	DAYS_MAX = 2958465, /* 31/12/9999 */
	DAYS_1900 = 693959, /* before the first day of 1900, from that of year 0 on */
	DAYS_1904 = 1462
};

void sheet_end(struct sheet *s)
{
	if (s->begun)
		flow_row(s->flow);
	s->begun = false;
	s->column = 0;
}

void sheet_go(struct sheet *s, uint32_t row, uint32_t column)
{
	if (s->begun && row != s->row)
		sheet_end(s);
	uint32_t gap = !s->begun ? 0 : column > s->column ? column - s->column : 1;
	for (uint32_t i = 0; i < gap && i < GAP_MAX; i++)
		flow_cell(s->flow);
	s->row = row;
	s->column = column;
	s->begun = true;
}

void sheet_text(struct sheet *s, struct font font, struct str text)
{
	while (text.len > 0 && !flow_is_full(s->flow)) {
		size_t len = 0;
		while (len < text.len && text.ptr[len] != '\n' && text.ptr[len] != '\r' &&
			text.ptr[len] != '\t')
			len++;
		flow_text(s->flow, font, str_slice(text, 0, len));
		if (len < text.len)
			flow_char(s->flow, font, ' ');
		text = str_slice(text, len < text.len ? len + 1 : len, text.len);
	}
}

/* ---- Numbers ---- */

static int print_date(char *out, size_t size, uint32_t days)
{
	/* Excel's 1900 is a leap year, which it was not. */
	struct date d = date_of_number((long)DAYS_1900 - 60 + days + (days < 60));
	return snprintf(out, size, "%02d/%02d/%04d", d.day, d.month, d.year);
}

void sheet_number(struct sheet *s, double number, bool dated, bool from_1904)
{
	char out[64];
	int len = 0;
	const struct font font = {.encoding = ENCODING_UTF8};
	if (!isfinite(number))
		return;
	if (dated && number >= 1 && number < DAYS_MAX)
		len = print_date(out, sizeof out, (uint32_t)number + (from_1904 ? DAYS_1904 : 0));
	else
		len = snprintf(out, sizeof out, "%.15g", number);
	for (int i = 0; i < len; i++) {
		if (out[i] == ',') /* of the system's language */
			out[i] = '.';
	}
	flow_text(s->flow, font, str_make(out, (size_t)len));
}

bool sheet_format_is_date(uint32_t number, struct str code)
{
	bool day = false, month = false, year = false;
	if (code.len == 0)
		return (number >= 14 && number <= 17) || number == 22;
	for (size_t i = 0; i < code.len; i++) {
		char c = ascii_lower(code.ptr[i]);
		if (c == '"' || c == '[') {
			char closing = c == '"' ? '"' : ']';
			for (i++; i < code.len && code.ptr[i] != closing; i++)
				continue;
		}
		day |= c == 'd';
		month |= c == 'm';
		year |= c == 'y';
	}
	return month && (day || year);
}
