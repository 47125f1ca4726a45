#include "article/readers/office/xls.h"

#include "article/readers/container/bits.h"
#include "article/readers/container/codepage.h"
#include "article/readers/container/xls_strings.h"
#include "article/readers/office/sheet.h"
#include "base/lang.h"
#include "text/encoding/utf16.h"

#include <stdlib.h>

enum record {
	FORMULA = 0x06,
	END = 0x0A,
	DATES_1904 = 0x22,
	PASSWORD = 0x2F,
	FONT = 0x31,
	CODE_PAGE = 0x42,
	OBJECT = 0x5D,
	SHEET = 0x85,
	MANY_NUMBERS = 0xBD,
	RICH_LABEL = 0xD6,
	CELL_FORMAT = 0xE0,
	STRINGS = 0xFC,
	BOX = 0x1B6,
	LABEL_STRING = 0xFD,
	NUMBER = 0x203,
	LABEL = 0x204,
	STRING = 0x207,
	SHORT_NUMBER = 0x27E,
	BEGIN = 0x809,
	NUMBER_FORMAT = 0x41E,
	NUMBER_FORMAT_5 = 0x1E
};

enum { BIFF8 = 0x600, SHEETS_MAX = 4096, FORMATS_MAX = 65536 };

struct cell_format {
	uint16_t font, number;
};

struct xls {
	struct str book;
	struct arena memory;
	struct sheet sheet;
	bool wide; /* BIFF8: strings are Unicode */
	int page;  /* else in this code page */
	bool from_1904;
	struct font *fonts; /* grown as they come */
	size_t font_count, font_room;
	struct cell_format *formats;
	size_t format_count;
	uint8_t *dated; /* number formats of dates, by their numbers */
	struct xls_string *strings;
	size_t string_count;
	uint32_t hidden[SHEETS_MAX]; /* where the sheets begin that are not shown */
	size_t hidden_count;
	unsigned depth; /* of substreams: charts within sheets */
	bool shown;     /* the sheet is */
	bool remark;    /* the object before is a remark to a cell */
	bool waiting;   /* for the text of the formula before */
	uint16_t waiting_format;
	struct buf text, scratch;
};

/* ---- Strings ---- */

static bool append_units(struct buf *out, struct str units)
{
	size_t repaired = 0, first = 0;
	struct error ignored;
	return utf16_decode(units, ENCODING_UTF16LE, out, &repaired, &first, &ignored);
}

static struct font font_of(const struct xls *x, size_t number)
{
	size_t index = number > 4 ? number - 1 : number; /* there is no number 4 */
	return index < x->font_count ? x->fonts[index] : (struct font){.encoding = ENCODING_UTF8};
}

static struct font format_font(const struct xls *x, uint16_t format)
{
	return font_of(x, format < x->format_count ? x->formats[format].font : 0);
}

static void show_units(struct xls *x, struct font font, struct str units)
{
	buf_reset(&x->text);
	append_units(&x->text, units);
	sheet_text(&x->sheet, font, buf_str(&x->text));
}

/* A string whose runs may be in other fonts than its cell. */
static void show_string(struct xls *x, const struct xls_string *s, uint16_t format)
{
	struct font font = format_font(x, format);
	size_t at = 0, len = s->units.len;
	for (size_t i = 0; i < s->run_count; i++) {
		size_t next = 2 * (size_t)s->runs[i].at;
		if (next > len || next < at)
			continue;
		show_units(x, font, str_slice(s->units, at, next));
		font = font_of(x, s->runs[i].font);
		at = next;
	}
	show_units(x, font, str_slice(s->units, at, len));
}

static void show_bytes(struct xls *x, struct str bytes, uint16_t format)
{
	struct font font = format_font(x, format);
	buf_reset(&x->text);
	if (font.encoding != ENCODING_UTF8)
		codepage_append(CODEPAGE_WESTERN, bytes, &x->text);
	else
		codepage_append(x->page, bytes, &x->text);
	sheet_text(&x->sheet, font, buf_str(&x->text));
}

/* A string that stands in its cell. */
static void show_own(struct xls *x, struct str record, struct str behind, uint16_t format)
{
	struct xls_source source = {record, behind, &x->scratch};
	struct xls_string s;
	if (!x->wide)
		show_bytes(x, bits_slice(record, 2, bits_u16(record, 0)), format);
	else if (xls_string_read(&source, 2, &x->memory, &s))
		show_string(x, &s, format);
}

static bool read_strings(struct xls *x, struct str record, struct str behind)
{
	enum { LEAST = 3 }; /* bytes of a string */
	size_t count = bits_u32(record, 4), possible = (record.len + behind.len) / LEAST + 1;
	struct xls_source source = {bits_slice(record, 8, record.len), behind, &x->scratch};
	if (x->strings)
		return true;
	count = count < possible ? count : possible;
	x->strings = arena_array(&x->memory, count + 1, sizeof *x->strings);
	while (x->strings && x->string_count < count &&
		xls_string_read(&source, 2, &x->memory, &x->strings[x->string_count]))
		x->string_count++;
	return x->strings != NULL;
}

/* ---- Fonts and formats ---- */

static bool read_font(struct xls *x, struct str record)
{
	enum { NAME_AT = 14 };
	if (x->font_count == x->font_room) {
		size_t room = x->font_room ? 2 * x->font_room : 64;
		struct font *fonts = arena_array(&x->memory, room, sizeof *fonts);
		if (!fonts)
			return false;
		if (x->font_count > 0)
			memcpy(fonts, x->fonts, x->font_count * sizeof *fonts);
		x->fonts = fonts;
		x->font_room = room;
	}
	struct xls_source source = {bits_slice(record, NAME_AT, record.len), STR(""), &x->scratch};
	struct xls_string name;
	buf_reset(&x->text);
	if (!x->wide)
		buf_append(&x->text, bits_slice(record, NAME_AT + 1, bits_u8(record, NAME_AT)));
	else if (xls_string_read(&source, 1, &x->memory, &name))
		append_units(&x->text, name.units);
	x->fonts[x->font_count++] = font_of_name(buf_str(&x->text));
	return true;
}

static void read_cell_format(struct xls *x, struct str record)
{
	if (x->format_count < FORMATS_MAX)
		x->formats[x->format_count++] =
			(struct cell_format){bits_u16(record, 0), bits_u16(record, 2)};
}

static void read_number_format(struct xls *x, struct str record)
{
	enum { DATED = 1, OTHER = 2 };
	struct xls_source source = {bits_slice(record, 2, record.len), STR(""), &x->scratch};
	struct xls_string code;
	buf_reset(&x->text);
	if (!x->wide)
		buf_append(&x->text, bits_slice(record, 3, bits_u8(record, 2)));
	else if (xls_string_read(&source, 2, &x->memory, &code))
		append_units(&x->text, code.units);
	bool dated = sheet_format_is_date(0, buf_str(&x->text));
	x->dated[bits_u16(record, 0)] = dated ? DATED : OTHER;
}

static bool is_dated(const struct xls *x, uint16_t format)
{
	uint16_t number = format < x->format_count ? x->formats[format].number : 0;
	return x->dated[number] ? x->dated[number] == 1 : sheet_format_is_date(number, STR(""));
}

/* ---- Cells ---- */

static double double_of(struct str record, size_t at)
{
	uint64_t bits = (uint64_t)bits_u32(record, at) | (uint64_t)bits_u32(record, at + 4) << 32;
	double out;
	memcpy(&out, &bits, sizeof out);
	return out;
}

/* A number in four bytes: a whole one, or the upper half of a fraction; perhaps in hundredths. */
static double short_number(uint32_t value)
{
	uint64_t upper = (uint64_t)(value & ~(uint32_t)3) << 32;
	double out;
	memcpy(&out, &upper, sizeof out);
	if (value & 2)
		out = (double)((int32_t)value >> 2);
	return value & 1 ? out / 100 : out;
}

static void show_number(struct xls *x, double number, uint16_t format)
{
	sheet_number(&x->sheet, number, is_dated(x, format), x->from_1904);
}

static void show_many(struct xls *x, struct str record)
{
	uint16_t row = bits_u16(record, 0), column = bits_u16(record, 2);
	for (size_t at = 4; at + 6 <= record.len - 2; at += 6) {
		sheet_go(&x->sheet, row, column++);
		show_number(x, short_number(bits_u32(record, at + 2)), bits_u16(record, at));
	}
}

static void show_formula(struct xls *x, struct str record, uint16_t format)
{
	bool other = bits_u16(record, 12) == 0xFFFF;
	x->waiting = other && bits_u8(record, 6) == 0;
	x->waiting_format = format;
	if (!other)
		show_number(x, double_of(record, 6), format);
}

static void show_shared(struct xls *x, struct str record, uint16_t format)
{
	uint32_t number = bits_u32(record, 6);
	if (number < x->string_count)
		show_string(x, &x->strings[number], format);
}

static bool is_cell(uint16_t type)
{
	return type == LABEL_STRING || type == LABEL || type == RICH_LABEL || type == NUMBER ||
	       type == SHORT_NUMBER || type == FORMULA;
}

static void take_cell(struct xls *x, uint16_t type, struct str record, struct str behind)
{
	uint16_t format = bits_u16(record, 4);
	sheet_go(&x->sheet, bits_u16(record, 0), bits_u16(record, 2));
	switch (type) {
	case LABEL_STRING:
		show_shared(x, record, format);
		break;
	case NUMBER:
		show_number(x, double_of(record, 6), format);
		break;
	case SHORT_NUMBER:
		show_number(x, short_number(bits_u32(record, 6)), format);
		break;
	case FORMULA:
		show_formula(x, record, format);
		break;
	default:
		show_own(x, bits_slice(record, 6, record.len), behind, format);
	}
}

/* The text of a box stands below the cells; remarks are left out. */
static void show_box(struct xls *x, struct str record, struct str behind)
{
	struct xls_source source = {STR(""), behind, &x->scratch};
	struct xls_string text;
	sheet_end(&x->sheet);
	if (x->remark || !x->wide ||
		!xls_box_read(&source, bits_u16(record, 10), &x->memory, &text))
		return;
	buf_reset(&x->text);
	append_units(&x->text, text.units);
	struct font font = font_of(x, text.run_count > 0 ? text.runs[0].font : 0);
	struct str rest = buf_str(&x->text), line;
	while (str_split(&rest, '\n', &line)) {
		flow_text(x->sheet.flow, font, line);
		flow_paragraph(x->sheet.flow, false);
	}
}

/* ---- Sheets ---- */

static void note_sheet(struct xls *x, struct str record)
{
	bool hidden = (bits_u8(record, 4) & 3) != 0;
	if (hidden && x->hidden_count < SHEETS_MAX)
		x->hidden[x->hidden_count++] = bits_u32(record, 0);
}

static void begin_sheet(struct xls *x, struct str record, size_t at)
{
	enum { GLOBALS = 0x05, CELLS = 0x10 };
	if (x->depth++ > 0)
		return; /* of a chart within */
	sheet_end(&x->sheet);
	uint16_t kind = bits_u16(record, 2);
	if (kind == GLOBALS)
		x->wide = bits_u16(record, 0) == BIFF8;
	x->shown = kind == CELLS;
	for (size_t i = 0; i < x->hidden_count; i++) {
		if (x->hidden[i] == at)
			x->shown = false;
	}
}

static bool take_global(struct xls *x, uint16_t type, struct str record, struct str behind)
{
	switch (type) {
	case DATES_1904:
		x->from_1904 = bits_u16(record, 0) == 1;
		break;
	case CODE_PAGE:
		x->page = bits_u16(record, 0);
		break;
	case FONT:
		return read_font(x, record);
	case CELL_FORMAT:
		read_cell_format(x, record);
		break;
	case NUMBER_FORMAT:
	case NUMBER_FORMAT_5:
		read_number_format(x, record);
		break;
	case SHEET:
		note_sheet(x, record);
		break;
	case STRINGS:
		return read_strings(x, record, behind);
	default:
		break;
	}
	return true;
}

static bool take(struct xls *x, uint16_t type, struct str record, size_t at, struct str behind)
{
	if (type == BEGIN) {
		begin_sheet(x, record, at);
	} else if (type == END) {
		x->depth -= x->depth > 0;
	} else if (x->depth > 1) {
		return true;
	} else if (x->shown && is_cell(type)) {
		take_cell(x, type, record, behind);
	} else if (x->shown && type == MANY_NUMBERS && record.len >= 6) {
		show_many(x, record);
	} else if (type == OBJECT) {
		enum { REMARK = 0x19 };
		x->remark = bits_u16(record, 4) == REMARK;
	} else if (x->shown && type == BOX) {
		show_box(x, record, behind);
	} else if (x->shown && type == STRING && x->waiting) {
		x->waiting = false;
		show_own(x, record, behind, x->waiting_format);
	} else {
		return take_global(x, type, record, behind);
	}
	return true;
}

static bool fail_encrypted(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("có mật khẩu; hãy mở bằng Excel và lưu lại không mật khẩu",
			"it has a password; open it in Excel and save it without one"));
}

static bool read_records(struct xls *x, struct error *err)
{
	size_t at = 0;
	while (at + 4 <= x->book.len && !flow_is_full(x->sheet.flow)) {
		uint16_t type = bits_u16(x->book, at);
		struct str record = bits_slice(x->book, at + 4, bits_u16(x->book, at + 2));
		struct str behind = bits_slice(x->book, at + 4 + record.len, x->book.len);
		if (type == PASSWORD)
			return fail_encrypted(err);
		if (!take(x, type, record, at, behind))
			return error_set_memory(err);
		at += 4 + record.len;
	}
	sheet_end(&x->sheet);
	return true;
}

bool xls_read(struct str book, struct flow *f, struct error *err)
{
	struct xls *x = calloc(1, sizeof *x);
	if (!x)
		return error_set_memory(err);
	*x = (struct xls){.book = book, .sheet = {.flow = f}, .page = CODEPAGE_WESTERN};
	x->formats = arena_array(&x->memory, FORMATS_MAX, sizeof *x->formats);
	x->dated = arena_alloc(&x->memory, FORMATS_MAX);
	bool ok = x->formats && x->dated ? read_records(x, err) : error_set_memory(err);
	arena_free(&x->memory);
	buf_free(&x->text);
	buf_free(&x->scratch);
	free(x);
	return ok;
}
