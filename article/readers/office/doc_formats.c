#include "article/readers/office/doc_formats.h"

#include "article/readers/container/bits.h"
#include "base/buf.h"
#include "text/encoding/utf16.h"

#include <stdlib.h>

enum {
	PAGE = 512,        /* bytes of a page of formats */
	PARAGRAPH_ROW = 13 /* bytes of a paragraph's entry in a page */
};

const struct doc_looks doc_no_looks = {
	.ascii = DOC_NO_FONT,
	.other = DOC_NO_FONT,
	.style = DOC_NO_STYLE,
	.symbol_font = DOC_NO_FONT,
	.hidden = -1,
	.deleted = -1,
	.special = -1,
};

/* ---- Changes, "sprms" ---- */

enum sprm {
	CHARACTER_DELETED = 0x0800,
	CHARACTER_HIDDEN = 0x083C,
	CHARACTER_SPECIAL = 0x0855,
	CHARACTER_PLAIN = 0x2A33,
	CHARACTER_STYLE = 0x4A30,
	CHARACTER_FONT_ASCII = 0x4A4F,
	CHARACTER_FONT_OTHER = 0x4A51,
	CHARACTER_SYMBOL = 0x6A09,
	PARAGRAPH_SET = 0x2461, /* to the left, in the middle … */
	PARAGRAPH_SET_97 = 0x2403,
	PARAGRAPH_IN_TABLE = 0x2416,
	PARAGRAPH_ROW_END = 0x2417,
	PARAGRAPH_INNER_CELL = 0x244B,
	PARAGRAPH_INNER_ROW_END = 0x244C,
	PARAGRAPH_DEPTH = 0x6649,
	PARAGRAPH_LIST = 0x460B,
	PARAGRAPH_LEVEL = 0x260A,
	TABLE_DEFINITION = 0xD608,
	TABLE_DEFINITION_10 = 0xD606,
	PARAGRAPH_TABS = 0xC615
};

/* Bytes that stand behind the number of a change, which REST begins with. */
static size_t operand_size(uint16_t sprm, struct str rest)
{
	static const uint8_t sizes[] = {1, 1, 2, 4, 2, 2, 0, 3};
	if (sprm == TABLE_DEFINITION || sprm == TABLE_DEFINITION_10)
		return (size_t)bits_u16(rest, 0) + 1;
	if (sprm == PARAGRAPH_TABS && bits_u8(rest, 0) == 255) {
		size_t deleted = 1 + 4 * (size_t)bits_u8(rest, 1);
		return 1 + deleted + 1 + 3 * (size_t)bits_u8(rest, 1 + deleted);
	}
	size_t size = sizes[sprm >> 13];
	return size > 0 ? size : 1 + (size_t)bits_u8(rest, 0);
}

/* Takes a change off the front of *SPRMS; false at the end, or what can't be one. */
static bool next_sprm(struct str *sprms, uint16_t *sprm, struct str *operand)
{
	if (sprms->len < 2)
		return false;
	*sprm = bits_u16(*sprms, 0);
	struct str rest = str_slice(*sprms, 2, sprms->len);
	size_t size = operand_size(*sprm, rest);
	if (size > rest.len)
		return false;
	*operand = str_slice(rest, 0, size);
	*sprms = str_slice(rest, size, rest.len);
	return true;
}

/* 0 or 1 sets; 80 and 81 (hexadecimal) mean the style's, or its opposite. */
static int8_t toggle(uint8_t value)
{
	return value == 0x80 ? -1 : value != 0;
}

void doc_looks_change(struct doc_looks *looks, struct str sprms)
{
	uint16_t sprm;
	struct str operand;
	while (next_sprm(&sprms, &sprm, &operand)) {
		switch (sprm) {
		case CHARACTER_DELETED:
			looks->deleted = toggle(bits_u8(operand, 0));
			break;
		case CHARACTER_HIDDEN:
			looks->hidden = toggle(bits_u8(operand, 0));
			break;
		case CHARACTER_SPECIAL:
			looks->special = toggle(bits_u8(operand, 0));
			break;
		case CHARACTER_PLAIN:
			*looks = (struct doc_looks){DOC_NO_FONT, DOC_NO_FONT, looks->style,
				DOC_NO_FONT, 0, -1, looks->deleted, looks->special};
			break;
		case CHARACTER_STYLE:
			looks->style = bits_u16(operand, 0);
			break;
		case CHARACTER_FONT_ASCII:
			looks->ascii = bits_u16(operand, 0);
			break;
		case CHARACTER_FONT_OTHER:
			looks->other = bits_u16(operand, 0);
			break;
		case CHARACTER_SYMBOL:
			looks->symbol_font = bits_u16(operand, 0);
			looks->symbol = bits_u16(operand, 2);
			looks->special = 1;
			break;
		default:
			break;
		}
	}
}

void doc_looks_add(struct doc_looks *looks, const struct doc_looks *change)
{
	if (change->ascii != DOC_NO_FONT)
		looks->ascii = change->ascii;
	if (change->other != DOC_NO_FONT)
		looks->other = change->other;
	if (change->style != DOC_NO_STYLE)
		looks->style = change->style;
	if (change->hidden >= 0)
		looks->hidden = change->hidden;
	if (change->deleted >= 0)
		looks->deleted = change->deleted;
}

static void change_paragraph(struct doc_paragraph *p, struct str sprms)
{
	uint16_t sprm;
	struct str operand;
	while (next_sprm(&sprms, &sprm, &operand)) {
		bool on = bits_u8(operand, 0) != 0;
		if (sprm == PARAGRAPH_IN_TABLE)
			p->in_table = on;
		else if (sprm == PARAGRAPH_ROW_END)
			p->row_end = on;
		else if (sprm == PARAGRAPH_SET || sprm == PARAGRAPH_SET_97)
			p->centred = bits_u8(operand, 0) == 1;
		else if (sprm == PARAGRAPH_INNER_CELL)
			p->inner = on;
		else if (sprm == PARAGRAPH_INNER_ROW_END)
			p->inner_row_end = on;
		else if (sprm == PARAGRAPH_LIST)
			p->list = bits_u16(operand, 0);
		else if (sprm == PARAGRAPH_LEVEL)
			p->level = bits_u8(operand, 0);
		else if (sprm == PARAGRAPH_DEPTH)
			p->in_table = bits_u32(operand, 0) > 0;
	}
}

/* ---- Pages of formats ---- */

/* The page that the table's entry names: COUNT positions more than pages stand before. */
static struct str page_at(const struct doc_parts *parts, struct str table, size_t count, size_t i)
{
	uint32_t number = bits_u32(table, 4 * (count + 1) + 4 * i) & 0x3FFFFF;
	return bits_slice(parts->document, (size_t)number * PAGE, PAGE);
}

/* How many pages TABLE names; no more than there can be. */
static size_t pages_of(const struct doc_parts *parts, struct str table)
{
	size_t count = table.len < 4 ? 0 : (table.len - 4) / 8;
	size_t max = parts->document.len / PAGE;
	return count < max ? count : max;
}

static uint8_t rows_of(struct str page)
{
	uint8_t rows = bits_u8(page, PAGE - 1);
	return page.len == PAGE && 5 * (size_t)rows + 4 < PAGE ? rows : 0;
}

static struct str sprms_of_run(struct str page, uint8_t rows, size_t row)
{
	size_t at = 2 * (size_t)bits_u8(page, 4 * ((size_t)rows + 1) + row);
	return at == 0 ? STR("") : bits_slice(page, at + 1, bits_u8(page, at));
}

static bool read_runs(struct doc_formats *f, const struct doc_parts *parts)
{
	size_t pages = pages_of(parts, parts->runs), count = 0;
	for (size_t i = 0; i < pages; i++)
		count += rows_of(page_at(parts, parts->runs, pages, i));
	f->runs = arena_array(f->memory, count + 1, sizeof *f->runs);
	if (!f->runs)
		return false;
	for (size_t i = 0; i < pages; i++) {
		struct str page = page_at(parts, parts->runs, pages, i);
		uint8_t rows = rows_of(page);
		for (size_t row = 0; row < rows; row++) {
			struct doc_run *run = &f->runs[f->run_count++];
			*run = (struct doc_run){bits_u32(page, 4 * row), doc_no_looks};
			doc_looks_change(&run->looks, sprms_of_run(page, rows, row));
		}
	}
	return true;
}

/* Of a paragraph: its style, then its changes. */
static struct str sprms_of_paragraph(struct str page, uint8_t rows, size_t row)
{
	size_t entry = 4 * ((size_t)rows + 1) + PARAGRAPH_ROW * row;
	size_t at = 2 * (size_t)bits_u8(page, entry);
	size_t words = bits_u8(page, at);
	if (at == 0)
		return STR("");
	if (words == 0)
		return bits_slice(page, at + 2, 2 * (size_t)bits_u8(page, at + 1));
	return bits_slice(page, at + 1, 2 * words - 1);
}

static void read_paragraph(struct doc_paragraph *p, struct str page, uint8_t rows, size_t row)
{
	struct str sprms = sprms_of_paragraph(page, rows, row);
	*p = (struct doc_paragraph){.at = bits_u32(page, 4 * row), .list = DOC_NO_LIST};
	if (sprms.len < 2)
		return;
	p->style = bits_u16(sprms, 0);
	change_paragraph(p, str_slice(sprms, 2, sprms.len));
}

static bool read_paragraphs(struct doc_formats *f, const struct doc_parts *parts)
{
	size_t pages = pages_of(parts, parts->paragraphs), count = 0;
	for (size_t i = 0; i < pages; i++)
		count += rows_of(page_at(parts, parts->paragraphs, pages, i));
	f->paragraphs = arena_array(f->memory, count + 1, sizeof *f->paragraphs);
	if (!f->paragraphs)
		return false;
	for (size_t i = 0; i < pages; i++) {
		struct str page = page_at(parts, parts->paragraphs, pages, i);
		uint8_t rows = rows_of(page);
		for (size_t row = 0; row < rows; row++)
			read_paragraph(&f->paragraphs[f->paragraph_count++], page, rows, row);
	}
	return true;
}

static int compare_places(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b; /* AT is their first member */
	return x < y ? -1 : x > y;
}

/* ---- Fonts ---- */

static bool read_fonts(struct doc_formats *f, const struct doc_parts *parts)
{
	enum { NAME_AT = 40, COUNT_MAX = 4096 };
	size_t count = bits_u16(parts->fonts, 0), at = 4;
	struct buf name = BUF_INIT;
	count = count < COUNT_MAX ? count : COUNT_MAX;
	f->fonts = arena_array(f->memory, count + 1, sizeof *f->fonts);
	for (size_t i = 0; f->fonts && i < count; i++) {
		size_t size = (size_t)bits_u8(parts->fonts, at) + 1, repaired = 0, first = 0;
		struct str font = bits_slice(parts->fonts, at, size);
		struct error ignored;
		size_t end = NAME_AT;
		while (end + 2 <= font.len && bits_u16(font, end) != 0)
			end += 2;
		buf_reset(&name);
		if (end > NAME_AT)
			utf16_decode(str_slice(font, NAME_AT, end), ENCODING_UTF16LE, &name,
				&repaired, &first, &ignored);
		f->fonts[f->font_count++] = font_of_name(buf_str(&name));
		at += size;
	}
	buf_free(&name);
	return f->fonts != NULL;
}

/* ---- Styles ---- */

/* The changes of characters among what a style, at AT behind its name, says. */
static struct str style_sprms(struct str style, size_t at, bool of_paragraphs)
{
	size_t size = bits_u16(style, at);
	if (of_paragraphs) {
		at += 2 + size + (size & 1);
		size = bits_u16(style, at);
	}
	return bits_slice(style, at + 2, size);
}

static void read_style(struct doc_style *s, struct str style, size_t fixed)
{
	enum { PARAGRAPHS = 1, CHARACTERS = 2, NO_BASE = 0xFFF };
	uint16_t kind = bits_u16(style, 2) & 0xF, base = (uint16_t)(bits_u16(style, 2) >> 4);
	size_t name = fixed, letters = bits_u16(style, name);
	s->base = base == NO_BASE ? DOC_NO_STYLE : base;
	s->known = bits_u16(style, 0) & 0xFFF;
	if (style.len > 0 && kind == PARAGRAPHS) {
		size_t at = name + 2 + 2 * letters + 2;
		struct doc_paragraph p = {.list = DOC_NO_LIST};
		struct str sprms = style_sprms(style, at, false);
		change_paragraph(&p, str_slice(sprms, sprms.len < 2 ? sprms.len : 2, sprms.len));
		s->list = p.list;
		s->level = p.level;
	}
	if (style.len > 0 && (kind == PARAGRAPHS || kind == CHARACTERS))
		doc_looks_change(&s->looks,
			style_sprms(style, name + 2 + 2 * letters + 2, kind == PARAGRAPHS));
}

static bool read_styles(struct doc_formats *f, const struct doc_parts *parts)
{
	enum { FONTS_AT = 14, COUNT_MAX = 4095 };
	struct str s = parts->styles;
	size_t count = bits_u16(s, 2), fixed = bits_u16(s, 4);
	size_t at = 2 + (size_t)bits_u16(s, 0);
	count = count < COUNT_MAX ? count : COUNT_MAX;
	f->ascii = bits_u16(s, FONTS_AT);
	f->other = bits_u16(s, FONTS_AT + 4);
	f->styles = arena_array(f->memory, count + 1, sizeof *f->styles);
	for (size_t i = 0; f->styles && i < count; i++) {
		size_t size = bits_u16(s, at);
		struct doc_style *style = &f->styles[f->style_count++];
		*style = (struct doc_style){DOC_NO_STYLE, 0, DOC_NO_LIST, 0, doc_no_looks};
		read_style(style, bits_slice(s, at + 2, size), fixed);
		at += 2 + size + (size & 1);
	}
	return f->styles != NULL;
}

bool doc_style_is_title(const struct doc_formats *f, uint16_t style)
{
	enum { HEADING_1 = 1, TITLE = 62 };
	uint16_t known = style < f->style_count ? f->styles[style].known : 0;
	return known == HEADING_1 || known == TITLE;
}

static uint16_t font_or(uint16_t font, uint16_t otherwise)
{
	return font == DOC_NO_FONT ? otherwise : font;
}

/* Adds to LOOKS what STYLE and those that it is based on say. */
static void add_style(const struct doc_formats *f, struct doc_looks *looks, uint16_t style)
{
	for (int depth = 0; style < f->style_count && depth < DOC_STYLE_DEPTH; depth++) {
		const struct doc_style *s = &f->styles[style];
		looks->ascii = font_or(looks->ascii, s->looks.ascii);
		looks->other = font_or(looks->other, s->looks.other);
		if (looks->hidden < 0)
			looks->hidden = s->looks.hidden;
		style = s->base;
	}
}

void doc_list_in(const struct doc_formats *f, struct doc_paragraph *p)
{
	uint16_t style = p->style;
	for (int depth = 0;
		style < f->style_count && depth < DOC_STYLE_DEPTH && p->list == DOC_NO_LIST;
		depth++) {
		p->list = f->styles[style].list;
		if (p->list != DOC_NO_LIST && p->level == 0)
			p->level = f->styles[style].level;
		style = f->styles[style].base;
	}
	p->list = p->list == DOC_NO_LIST ? 0 : p->list;
}

struct doc_looks doc_looks_in(const struct doc_formats *f, struct doc_looks looks, uint16_t style)
{
	if (looks.style != DOC_NO_STYLE)
		add_style(f, &looks, looks.style);
	add_style(f, &looks, style);
	looks.ascii = font_or(looks.ascii, f->ascii);
	looks.other = font_or(looks.other, f->other);
	return looks;
}

/* ---- The whole ---- */

bool doc_formats_read(struct doc_formats *f, const struct doc_parts *parts, struct arena *memory)
{
	*f = (struct doc_formats){.memory = memory};
	if (!read_fonts(f, parts) || !read_styles(f, parts) || !read_runs(f, parts) ||
		!read_paragraphs(f, parts))
		return false;
	qsort(f->runs, f->run_count, sizeof *f->runs, compare_places);
	qsort(f->paragraphs, f->paragraph_count, sizeof *f->paragraphs, compare_places);
	return true;
}

/* How many of the COUNT members of SIZE bytes at TABLE begin at AT or before. */
static size_t count_before(const void *table, size_t count, size_t size, uint32_t at)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		uint32_t place = *(const uint32_t *)((const char *)table + middle * size);
		if (place <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct doc_looks doc_run_at(const struct doc_formats *f, uint32_t at, uint32_t *end)
{
	size_t count = count_before(f->runs, f->run_count, sizeof *f->runs, at);
	*end = count < f->run_count ? f->runs[count].at : UINT32_MAX;
	return count > 0 ? f->runs[count - 1].looks : doc_no_looks;
}

struct doc_paragraph doc_paragraph_at(const struct doc_formats *f, uint32_t at, uint32_t *end)
{
	size_t count = count_before(f->paragraphs, f->paragraph_count, sizeof *f->paragraphs, at);
	*end = count < f->paragraph_count ? f->paragraphs[count].at : UINT32_MAX;
	return count > 0 ? f->paragraphs[count - 1] : (struct doc_paragraph){0};
}
