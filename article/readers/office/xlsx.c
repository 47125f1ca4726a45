#include "article/readers/office/xlsx.h"

#include "article/readers/office/sheet.h"
#include "article/readers/office/slides.h"
#include "base/ascii.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	SHEETS_MAX = 1024,
	FORMATS_MAX = 65536,
	FONTS_MAX = 65536,
	NAME_MAX_BYTES = 128, /* of a file within the file */
	NO_FONT = 0xFFFF
};

/* A part of a string in one font. */
struct piece {
	uint32_t string; /* that it is of */
	uint32_t font;   /* FONTS_MAX: its cell's */
	struct str text;
};

struct sheet_file {
	struct str relation; /* by which the workbook names it */
	char name[NAME_MAX_BYTES];
	bool hidden;
};

struct cell_format {
	uint32_t font, number;
};

struct xlsx {
	struct arena memory;
	struct sheet sheet;
	struct sheet_file *sheets;
	size_t sheet_count;
	struct font *fonts; /* of cells, then those of strings */
	size_t font_count, cell_font_count;
	struct cell_format *formats;
	size_t format_count;
	uint8_t *dated;       /* number formats of dates, by their numbers */
	struct piece *pieces; /* of the shared strings */
	size_t piece_count, piece_room;
	size_t *strings; /* where each begins in PIECES */
	size_t string_count, string_room;
	bool from_1904, failed;
	/* while XML is read */
	bool in_formats, in_fonts, text, phonetic;
	uint32_t run_font;
	struct buf value;
	char type; /* of the cell: its attribute's first letter, 'n' */
	uint32_t format, row, column;
};

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

static struct str kept(struct xlsx *x, struct str text)
{
	struct str copy = arena_str(&x->memory, text.ptr ? text : STR(""));
	x->failed |= !copy.ptr;
	return copy.ptr ? copy : STR("");
}

/* Room for one more of COUNT members of SIZE bytes at LIST; NULL when out of memory. */
static void *grown(struct xlsx *x, void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	size_t bigger = *room ? 2 * *room : 64;
	char *out = arena_array(&x->memory, bigger, size);
	if (out && count > 0)
		memcpy(out, list, count * size);
	if (out)
		*room = bigger;
	else
		x->failed = true;
	return out;
}

/* ---- The workbook ---- */

static void begin_book(void *context, const struct package_tag *tag)
{
	struct xlsx *x = context;
	if (is(tag->name, "workbookPr")) {
		struct str from = package_attribute(tag, "date1904");
		x->from_1904 = from.ptr && package_is_on(from);
	}
	if (!is(tag->name, "sheet") || x->sheet_count == SHEETS_MAX)
		return;
	struct sheet_file *sheet = &x->sheets[x->sheet_count++];
	struct str state = package_attribute(tag, "state");
	*sheet = (struct sheet_file){.relation = kept(x, package_attribute(tag, "id"))};
	sheet->hidden = state.ptr && !str_eq(state, STR("visible"));
}

static void begin_relations(void *context, const struct package_tag *tag)
{
	struct xlsx *x = context;
	struct str id = package_attribute(tag, "Id"), target = package_attribute(tag, "Target");
	if (!is(tag->name, "Relationship") || !id.ptr || target.len + 4 > NAME_MAX_BYTES)
		return;
	for (size_t i = 0; i < x->sheet_count; i++) {
		if (!str_eq(x->sheets[i].relation, id) || target.len == 0)
			continue;
		char *name = x->sheets[i].name;
		size_t len = 0;
		if (target.ptr[0] == '/')
			target = str_slice(target, 1, target.len);
		else
			memcpy(name, "xl/", len = 3);
		memcpy(name + len, target.ptr, target.len);
		name[len + target.len] = '\0';
		return;
	}
}

static void pass_end(void *context, const char *name)
{
	(void)context, (void)name;
}

static void pass_text(void *context, struct str text)
{
	(void)context, (void)text;
}

/* ---- Styles ---- */

static void begin_styles(void *context, const struct package_tag *tag)
{
	struct xlsx *x = context;
	struct str name = package_attribute(tag, "val");
	if (is(tag->name, "cellXfs")) {
		x->in_formats = true;
	} else if (is(tag->name, "fonts")) {
		x->in_fonts = true;
	} else if (is(tag->name, "numFmt")) {
		uint32_t id = package_number(package_attribute(tag, "numFmtId"));
		struct str code = package_attribute(tag, "formatCode");
		if (id < FORMATS_MAX && code.ptr)
			x->dated[id] = sheet_format_is_date(0, code) ? 1 : 2;
	} else if (is(tag->name, "font") && x->in_fonts && x->font_count < FONTS_MAX) {
		x->fonts[x->font_count++] = (struct font){.encoding = ENCODING_UTF8};
	} else if (is(tag->name, "name") && x->in_fonts && x->font_count > 0 && name.ptr) {
		x->fonts[x->font_count - 1] = font_of_name(name);
	} else if (is(tag->name, "xf") && x->in_formats && x->format_count < FORMATS_MAX) {
		x->formats[x->format_count++] =
			(struct cell_format){package_number(package_attribute(tag, "fontId")),
				package_number(package_attribute(tag, "numFmtId"))};
	}
}

static void end_styles(void *context, const char *name)
{
	struct xlsx *x = context;
	if (is(name, "cellXfs"))
		x->in_formats = false;
	else if (is(name, "fonts"))
		x->in_fonts = false;
}

static struct font font_at(const struct xlsx *x, uint32_t number)
{
	return number < x->font_count ? x->fonts[number] : (struct font){.encoding = ENCODING_UTF8};
}

static bool is_dated(const struct xlsx *x, uint32_t number)
{
	if (number < FORMATS_MAX && x->dated[number])
		return x->dated[number] == 1;
	return sheet_format_is_date(number, STR(""));
}

/* ---- Shared strings ---- */

/* The number of the font NAME of runs of strings. */
static uint32_t run_font(struct xlsx *x, struct str name)
{
	struct font font = font_of_name(name);
	for (size_t i = x->cell_font_count; i < x->font_count; i++) {
		if (x->fonts[i].encoding == font.encoding && x->fonts[i].capitals == font.capitals)
			return (uint32_t)i;
	}
	if (x->font_count == FONTS_MAX)
		return FONTS_MAX;
	x->fonts[x->font_count] = font;
	return (uint32_t)x->font_count++;
}

static void begin_strings(void *context, const struct package_tag *tag)
{
	struct xlsx *x = context;
	if (is(tag->name, "si")) {
		x->strings =
			grown(x, x->strings, x->string_count, &x->string_room, sizeof *x->strings);
		if (!x->failed)
			x->strings[x->string_count++] = x->piece_count;
		x->run_font = FONTS_MAX;
	} else if (is(tag->name, "r")) {
		x->run_font = FONTS_MAX;
	} else if (is(tag->name, "rFont")) {
		struct str name = package_attribute(tag, "val");
		x->run_font = name.ptr ? run_font(x, name) : FONTS_MAX;
	} else if (is(tag->name, "rPh")) {
		x->phonetic = true;
	} else if (is(tag->name, "t") && !x->phonetic) {
		x->text = true;
		buf_reset(&x->value);
	}
}

static void end_strings(void *context, const char *name)
{
	struct xlsx *x = context;
	if (is(name, "rPh"))
		x->phonetic = false;
	if (!is(name, "t") || !x->text)
		return;
	x->text = false;
	x->pieces = grown(x, x->pieces, x->piece_count, &x->piece_room, sizeof *x->pieces);
	if (!x->failed)
		x->pieces[x->piece_count++] = (struct piece){
			(uint32_t)x->string_count, x->run_font, kept(x, buf_str(&x->value))};
}

static void take_value(void *context, struct str text)
{
	struct xlsx *x = context;
	if (x->text)
		buf_append(&x->value, text);
}

/* ---- Cells ---- */

static void show_shared(struct xlsx *x, uint32_t number, struct font font)
{
	if (number >= x->string_count)
		return;
	for (size_t i = x->strings[number]; i < x->piece_count; i++) {
		const struct piece *p = &x->pieces[i];
		if (p->string != number + 1)
			return;
		sheet_text(&x->sheet, p->font == FONTS_MAX ? font : font_at(x, p->font), p->text);
	}
}

static void show_value(struct xlsx *x)
{
	struct str value = buf_str(&x->value);
	struct cell_format format = {0};
	if (x->format < x->format_count)
		format = x->formats[x->format];
	struct font font = font_at(x, format.font);
	if (value.len == 0 || x->type == 'e' || x->type == 'b')
		return;
	sheet_go(&x->sheet, x->row, x->column);
	if (x->type == 's')
		show_shared(x, package_number(value), font);
	else if (x->type == 'n')
		sheet_number(&x->sheet, strtod(value.ptr, NULL), is_dated(x, format.number),
			x->from_1904);
	else
		sheet_text(&x->sheet, font, value);
}

/* "AB12" */
static void take_place(struct xlsx *x, struct str place)
{
	uint32_t column = 0;
	size_t at = 0;
	for (; at < place.len && at < 4 && ascii_is_letter(place.ptr[at]); at++)
		column = 26 * column + (uint32_t)((place.ptr[at] & 0x1F));
	if (column > 0) {
		x->column = column - 1;
		x->row = package_number(str_slice(place, at, place.len));
	}
}

static void begin_sheet(void *context, const struct package_tag *tag)
{
	struct xlsx *x = context;
	if (is(tag->name, "row")) {
		x->row++;
		x->column = 0;
	} else if (is(tag->name, "c")) {
		struct str type = package_attribute(tag, "t");
		x->format = package_number(package_attribute(tag, "s"));
		/* s, str, inlineStr, n, b, e; of strings in place "i" */
		x->type = type.len == 0 ? 'n' : str_eq(type, STR("str")) ? 'i' : type.ptr[0];
		take_place(x, package_attribute(tag, "r"));
		buf_reset(&x->value);
	} else if (is(tag->name, "v") || is(tag->name, "t")) {
		x->text = true;
	} else if (is(tag->name, "oddHeader") || is(tag->name, "oddFooter")) {
		x->text = false;
	}
}

static void end_sheet(void *context, const char *name)
{
	struct xlsx *x = context;
	if (is(name, "v") || is(name, "t")) {
		x->text = false;
	} else if (is(name, "c")) {
		show_value(x);
		x->column++;
	}
}

/* ---- The whole ---- */

static bool read_sheets(struct xlsx *x, struct package *p, struct error *err)
{
	static const struct package_handler handler = {begin_sheet, end_sheet, take_value};
	for (size_t i = 0; i < x->sheet_count; i++) {
		if (x->sheets[i].hidden || !x->sheets[i].name[0])
			continue;
		x->row = 0;
		x->text = false;
		if (!package_read(p, x->sheets[i].name, &handler, x, err))
			return false;
		sheet_end(&x->sheet);
	}
	return true;
}

/* Boxes of text. */
static bool read_drawings(struct xlsx *x, struct package *p, struct error *err)
{
	char name[64];
	for (int i = 1; i <= SHEETS_MAX; i++) {
		snprintf(name, sizeof name, "xl/drawings/drawing%d.xml", i);
		if (!package_has(p, name))
			return true;
		if (!drawing_read(p, name, x->sheet.flow, err))
			return false;
	}
	return true;
}

static bool read_all(struct xlsx *x, struct package *p, struct error *err)
{
	static const struct package_handler of_book = {begin_book, pass_end, pass_text};
	static const struct package_handler of_relations = {begin_relations, pass_end, pass_text};
	static const struct package_handler of_styles = {begin_styles, end_styles, pass_text};
	static const struct package_handler of_strings = {begin_strings, end_strings, take_value};
	x->sheets = arena_array(&x->memory, SHEETS_MAX, sizeof *x->sheets);
	x->fonts = arena_array(&x->memory, FONTS_MAX, sizeof *x->fonts);
	x->formats = arena_array(&x->memory, FORMATS_MAX, sizeof *x->formats);
	x->dated = arena_alloc(&x->memory, FORMATS_MAX);
	if (!x->sheets || !x->fonts || !x->formats || !x->dated)
		return error_set_memory(err);
	if (!package_read(p, "xl/workbook.xml", &of_book, x, err) ||
		!package_read(p, "xl/_rels/workbook.xml.rels", &of_relations, x, err) ||
		!package_read(p, "xl/styles.xml", &of_styles, x, err))
		return false;
	x->cell_font_count = x->font_count;
	if (!package_read(p, "xl/sharedStrings.xml", &of_strings, x, err) ||
		!read_sheets(x, p, err) || !read_drawings(x, p, err))
		return false;
	return !(x->failed || x->value.failed) || error_set_memory(err);
}

bool xlsx_read(struct package *p, struct flow *f, struct error *err)
{
	struct xlsx *x = calloc(1, sizeof *x);
	if (!x)
		return error_set_memory(err);
	x->sheet.flow = f;
	bool ok = read_all(x, p, err);
	arena_free(&x->memory);
	buf_free(&x->value);
	free(x);
	return ok;
}
