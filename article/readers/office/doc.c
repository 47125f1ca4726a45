#include "article/readers/office/doc.h"
#include "article/words.h"

#include "article/readers/container/bits.h"
#include "article/readers/office/doc_formats.h"
#include "article/readers/office/doc_lists.h"
#include "base/lang.h"

enum {
	FIRST = 0x9A,     /* where the places of the table's parts stand */
	MARK = 0xA5EC,    /* that the stream begins with since Word 97 */
	MARK_95 = 0xA5DC, /* of Word 6 and 95 */
	WORD_97 = 0x00C1, /* the first version of its format */
	ENCRYPTED = 0x0100,
	TABLE_1 = 0x0200,
	COMPLEX = 0x0004,
	COMPRESSED = 0x40000000, /* a piece of one byte a character */
	FIELDS_MAX = 64
};

/* Texts stand one behind the other in the document, in this order. */
enum part { MAIN, FOOTNOTES, HEADERS, MACROS, COMMENTS, ENDNOTES, BOXES, HEADER_BOXES, PARTS };

struct doc {
	struct str document, table;
	struct arena memory;
	struct doc_formats formats;
	struct doc_lists lists;
	struct buf number; /* of a paragraph */
	bool begun;        /* the paragraph has a text, and its number */
	struct flow *flow;
	struct str pieces; /* places of characters, then of bytes */
	size_t piece_count;
	struct doc_looks *changes; /* that pieces may name by their numbers */
	size_t change_count;
	bool bytes_alone;     /* each piece has one byte a character: before Word 97 */
	bool cell_before;     /* the character before ended a cell */
	uint32_t ends[PARTS]; /* of the texts, in characters */
	enum part part;
	uint32_t character; /* that is next */
	size_t fields;      /* open ones, within one another */
	uint64_t codes;     /* a bit for each whose code is being read */
	struct buf bytes;
	struct doc_paragraph paragraph;
	uint16_t surrogate; /* the first half of a pair; 0 */
};

/* ---- The parts of the file ---- */

static bool damaged(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("tệp Word hỏng hoặc bị cắt cụt; hãy chép lại từ bản gốc",
			"this Word file is damaged or cut short; copy it again from its origin"));
}

/* The I-th part of the table's stream. */
static struct str part_of(const struct doc *d, size_t i)
{
	return bits_slice(d->table, bits_u32(d->document, FIRST + 8 * i),
		bits_u32(d->document, FIRST + 8 * i + 4));
}

static bool read_formats(struct doc *d)
{
	enum { STYLES = 1, RUNS = 12, PARAGRAPHS = 13, FONTS = 15, LISTS = 73, NUMBERS = 74 };
	const struct doc_parts parts = {.document = d->document,
		.styles = part_of(d, STYLES),
		.runs = part_of(d, RUNS),
		.paragraphs = part_of(d, PARAGRAPHS),
		.fonts = part_of(d, FONTS)};
	size_t levels = (size_t)bits_u32(d->document, FIRST + 8 * LISTS) + part_of(d, LISTS).len;
	return doc_formats_read(&d->formats, &parts, &d->memory) &&
	       doc_lists_read(&d->lists, d->table, levels, part_of(d, LISTS), part_of(d, NUMBERS),
		       &d->formats, &d->memory);
}

/* Their lengths stand at FIRST. */
static void read_lengths(struct doc *d, size_t first)
{
	uint32_t end = 0;
	for (size_t i = 0; i < PARTS; i++) {
		uint32_t len = bits_u32(d->document, first + 4 * i);
		end = len > UINT32_MAX - end ? UINT32_MAX : end + len;
		d->ends[i] = end;
	}
}

/* The table of pieces stands behind the changes that pieces name. */
static bool read_pieces(struct doc *d, struct str all, struct error *err)
{
	enum { CHANGE = 1, TABLE = 2 };
	size_t at = 0;
	d->changes = arena_array(&d->memory, all.len / 3 + 1, sizeof *d->changes);
	if (!d->changes)
		return error_set_memory(err);
	while (bits_u8(all, at) == CHANGE) {
		size_t size = bits_u16(all, at + 1);
		struct doc_looks *change = &d->changes[d->change_count++];
		*change = doc_no_looks;
		doc_looks_change(change, bits_slice(all, at + 3, size));
		at += 3 + size;
	}
	d->pieces = bits_slice(all, at + 5, bits_u32(all, at + 1));
	d->piece_count = d->pieces.len < 4 ? 0 : (d->pieces.len - 4) / 12;
	return (bits_u8(all, at) == TABLE && d->piece_count > 0) || damaged(err);
}

/* ---- Where text goes ---- */

static bool goes_nowhere(enum part part)
{
	return part == MACROS || part == COMMENTS;
}

/* Boxes stand behind all else, wherever they are on the page: they go on a text that ends with
   whoever signs it, unless they are all that there is. */
static enum flow_part flow_part_of(const struct doc *d)
{
	enum part part = d->part;
	bool beside = part == BOXES && words_trim(buf_str(&d->flow->parts[FLOW_BODY].text)).len > 0;
	if (part == FOOTNOTES || part == ENDNOTES || beside)
		return FLOW_NOTES;
	return part == HEADERS || part == HEADER_BOXES ? FLOW_PAGE : FLOW_BODY;
}

/* Goes on to the text that the next character is of. */
static void enter_part(struct doc *d)
{
	enum part before = d->part;
	while (d->part < PARTS && d->character >= d->ends[d->part])
		d->part++;
	if (d->part == before || d->part == PARTS)
		return;
	flow_row(d->flow);
	d->begun = false;
	d->fields = 0;
	d->codes = 0;
	d->flow->part = flow_part_of(d);
}

static bool is_shown(const struct doc *d, const struct doc_looks *looks)
{
	return d->codes == 0 && looks->hidden <= 0 && looks->deleted <= 0 && !goes_nowhere(d->part);
}

/* ---- Characters ---- */

/* Counts the paragraph, in its list; the level, NULL: it is of none. The number is in D. */
static const struct number_level *count_paragraph(struct doc *d)
{
	struct doc_paragraph p = d->paragraph;
	d->begun = true;
	buf_reset(&d->number);
	doc_list_in(&d->formats, &p);
	return doc_lists_next(&d->lists, p.list, p.level, &d->number);
}

/* What stands before the first text of a paragraph, which has LOOKS. */
static void show_number(struct doc *d, const struct doc_looks *looks)
{
	const struct number_level *level = d->begun ? NULL : count_paragraph(d);
	if (!level || d->number.len == 0)
		return;
	struct font font = level->told ? level->font : doc_font(&d->formats, looks->ascii);
	flow_text(d->flow, font, buf_str(&d->number));
	flow_char(d->flow, font, ' ');
}

static void take_field(struct doc *d, uint16_t c)
{
	enum { BEGIN = 0x13, DIVIDE = 0x14 };
	if (c == BEGIN) {
		if (d->fields < FIELDS_MAX)
			d->codes |= (uint64_t)1 << d->fields;
		d->fields++;
	} else if (d->fields > 0 && c == DIVIDE) {
		if (d->fields <= FIELDS_MAX)
			d->codes &= ~((uint64_t)1 << (d->fields - 1));
	} else if (d->fields > 0) {
		d->fields--;
		if (d->fields < FIELDS_MAX)
			d->codes &= ~((uint64_t)1 << d->fields);
	}
}

static void end_cell(struct doc *d)
{
	const struct doc_paragraph *p = &d->paragraph;
	if (!d->begun && !p->row_end)
		count_paragraph(d); /* an empty one */
	d->begun = false;
	bool twice = d->bytes_alone && d->cell_before; /* nothing else says that a row ends */
	d->cell_before = !twice;
	if (p->row_end || twice)
		flow_row(d->flow);
	else
		flow_cell(d->flow);
}

static void end_paragraph(struct doc *d)
{
	const struct doc_paragraph *p = &d->paragraph;
	if (!d->begun)
		count_paragraph(d); /* an empty one */
	d->begun = false;
	if (p->inner_row_end) {
		flow_inner_row(d->flow);
	} else if (p->inner) {
		flow_inner_cell(d->flow);
	} else {
		if (doc_style_is_title(&d->formats, p->style))
			flow_heading(d->flow);
		if (p->centred)
			flow_centre(d->flow);
		flow_paragraph(d->flow, p->in_table);
	}
}

static void show_symbol(struct doc *d, const struct doc_looks *looks)
{
	struct font font = doc_font(&d->formats, looks->symbol_font);
	if (looks->symbol_font != DOC_NO_FONT && looks->symbol != 0)
		flow_char(d->flow, font, looks->symbol);
}

/* A unit of UTF-16 that is text. */
static void show_unit(struct doc *d, struct font font, uint16_t c)
{
	uint16_t high = d->surrogate;
	d->surrogate = 0;
	if (c >= 0xD800 && c < 0xDC00)
		d->surrogate = c;
	else if (c >= 0xDC00 && c < 0xE000 && high)
		flow_char(d->flow, font, 0x10000 + (high - 0xD800) * 0x400 + (c - 0xDC00));
	else
		flow_char(d->flow, font, c);
}

/* A character that is none of a text, or may be. */
static void take_sign(struct doc *d, const struct doc_looks *looks, struct font font, uint16_t c)
{
	switch (c) {
	case '\t':
		flow_char(d->flow, font, c);
		break;
	case 0x07:
		end_cell(d);
		break;
	case '\r':
	case 0x0C:
		end_paragraph(d);
		break;
	case 0x0B:
	case 0x0E:
		flow_line(d->flow);
		break;
	case 0x01:
	case 0x08:
		if (looks->special > 0)
			flow_picture(d->flow);
		break;
	case 0x1E:
		flow_char(d->flow, font, '-');
		break;
	case 0x1F:
		flow_soft_hyphen(d->flow, font);
		break;
	default:
		if (looks->special <= 0 && font.encoding != ENCODING_UTF8 && c > 0)
			flow_char(d->flow, font, c);
	}
}

static void take_character(struct doc *d, const struct doc_looks *looks, uint16_t c)
{
	struct font font = doc_font(&d->formats, c < 0x80 ? looks->ascii : looks->other);
	if (c >= 0x13 && c <= 0x15 && looks->special != 0) {
		take_field(d, c);
		return;
	}
	if (!is_shown(d, looks))
		return;
	d->cell_before &= c == 0x07;
	if (c >= 0x20 || c == '\t')
		show_number(d, looks);
	if (looks->special > 0 && c == '(')
		show_symbol(d, looks);
	else if (c < 0x20)
		take_sign(d, looks, font, c);
	else
		show_unit(d, font, c);
}

/* ---- Runs ---- */

/* Shows the plain text that BYTES begin with, all of it at once, where that is ASCII. Returns its
   bytes. */
static size_t show_plain(
	struct doc *d, const struct doc_looks *looks, struct str bytes, size_t wide)
{
	size_t count = bytes.len / wide, len = 0;
	buf_reset(&d->bytes);
	while (len < count) {
		uint16_t c = wide == 2 ? bits_u16(bytes, 2 * len) : bits_u8(bytes, len);
		if (c < 0x20 || c >= 0x80 || (c == '(' && looks->special > 0))
			break;
		buf_push(&d->bytes, (char)c);
		len++;
	}
	d->cell_before &= len == 0;
	if (len == 0 || !is_shown(d, looks))
		return len * wide;
	show_number(d, looks);
	flow_text(d->flow, doc_font(&d->formats, looks->ascii), buf_str(&d->bytes));
	return len * wide;
}

/* windows-1252, as pieces of one byte a character are. */
static uint16_t western(uint8_t byte)
{
	static const uint16_t high[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
		0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018,
		0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
		0x0153, 0x9D, 0x017E, 0x0178};
	return byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
}

/* Bytes of the document that look alike, all of one text. */
static void take_run(struct doc *d, const struct doc_looks *looks, struct str bytes, size_t wide)
{
	while (bytes.len >= wide) {
		size_t plain = show_plain(d, looks, bytes, wide);
		d->character += (uint32_t)(plain / wide);
		bytes = str_slice(bytes, plain, bytes.len);
		if (bytes.len < wide)
			return;
		take_character(
			d, looks, wide == 2 ? bits_u16(bytes, 0) : western(bits_u8(bytes, 0)));
		d->character++;
		bytes = str_slice(bytes, wide, bytes.len);
	}
}

/* ---- Pieces ---- */

/* What the piece changes: one of the changes in front of the table, or a single one. */
static struct doc_looks change_of(const struct doc *d, uint16_t change)
{
	enum { SINGLE_DELETED = 0x41, SINGLE_HIDDEN = 0x5C };
	struct doc_looks looks = doc_no_looks;
	uint8_t single = (change >> 1) & 0x7F;
	if (change & 1)
		return change >> 1 < d->change_count ? d->changes[change >> 1] : looks;
	if (single == SINGLE_DELETED)
		looks.deleted = change >> 8 != 0;
	else if (single == SINGLE_HIDDEN)
		looks.hidden = change >> 8 != 0;
	return looks;
}

static uint32_t lesser(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* The COUNT characters from the byte AT on, each of WIDE bytes. */
static void take_piece(
	struct doc *d, uint32_t at, uint32_t count, size_t wide, const struct doc_looks *change)
{
	size_t len = (size_t)count * wide;
	struct str bytes = bits_slice(d->document, at, len);
	while (bytes.len >= wide) {
		uint32_t run_end, paragraph_end;
		enter_part(d);
		if (d->part == PARTS)
			return;
		struct doc_looks looks = doc_run_at(&d->formats, at, &run_end);
		d->paragraph = doc_paragraph_at(&d->formats, at, &paragraph_end);
		doc_looks_add(&looks, change);
		looks = doc_looks_in(&d->formats, looks, d->paragraph.style);
		uint32_t end = lesser(run_end, paragraph_end);
		size_t here = end - at < bytes.len ? end - at : bytes.len;
		size_t left = (size_t)(d->ends[d->part] - d->character);
		here = here / wide < left ? here : left * wide;
		here = here < wide ? wide : here - here % wide;
		take_run(d, &looks, str_slice(bytes, 0, here), wide);
		bytes = str_slice(bytes, here, bytes.len);
		at += (uint32_t)here;
	}
}

/* Pieces follow one another in the text; together they are no longer than the file allows. */
static void take_pieces(struct doc *d)
{
	size_t places = 4 * (d->piece_count + 1);
	uint64_t left = d->document.len;
	for (size_t i = 0; i < d->piece_count && d->part < PARTS; i++) {
		uint32_t first = bits_u32(d->pieces, 4 * i), end = bits_u32(d->pieces, 4 * i + 4);
		uint32_t place = bits_u32(d->pieces, places + 8 * i + 2);
		struct doc_looks change = change_of(d, bits_u16(d->pieces, places + 8 * i + 6));
		size_t wide = d->bytes_alone || place & COMPRESSED ? 1 : 2;
		if (end <= first)
			continue;
		if (wide == 1 && !d->bytes_alone)
			place = (place & ~(uint32_t)COMPRESSED) / 2;
		uint64_t size = (uint64_t)(end - first) * wide;
		if (size > left || place > d->document.len)
			break;
		left -= size;
		d->character = first;
		take_piece(d, place, end - first, wide, &change);
	}
}

/* ---- Versions ---- */

static bool fail_encrypted(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("có mật khẩu; hãy mở bằng Word và lưu lại không mật khẩu",
			"it has a password; open it in Word and save it without one"));
}

static bool read_97(struct doc *d, struct cfb *c, struct error *err)
{
	enum { PIECES = 33, LENGTHS = 0x4C };
	uint16_t flags = bits_u16(d->document, 0x0A);
	d->table = cfb_stream(c, flags & TABLE_1 ? "1Table" : "0Table");
	if (!d->table.ptr)
		return damaged(err);
	if (!read_formats(d))
		return error_set_memory(err);
	read_lengths(d, LENGTHS);
	if (!read_pieces(d, part_of(d, PIECES), err))
		return false;
	take_pieces(d);
	return true;
}

/* Word 6 and 95: bytes in one piece, or, where the file was saved fast, in several. */
static bool read_95(struct doc *d, struct error *err)
{
	enum { TEXT = 0x18, TEXT_END = 0x1C, LENGTHS = 0x34, PIECES = 0x160 };
	uint32_t at = bits_u32(d->document, TEXT), end = bits_u32(d->document, TEXT_END);
	d->bytes_alone = true;
	d->formats.ascii = d->formats.other = DOC_NO_FONT;
	read_lengths(d, LENGTHS);
	struct str pieces = bits_slice(
		d->document, bits_u32(d->document, PIECES), bits_u32(d->document, PIECES + 4));
	if ((bits_u16(d->document, 0x0A) & COMPLEX) && read_pieces(d, pieces, err)) {
		d->change_count = 0; /* written otherwise */
		take_pieces(d);
		return true;
	}
	if (end < at || at == 0)
		return damaged(err);
	take_piece(d, at, end - at, 1, &doc_no_looks);
	return true;
}

static bool read_version(struct doc *d, struct cfb *c, struct error *err)
{
	uint16_t mark = bits_u16(d->document, 0), version = bits_u16(d->document, 2);
	if (bits_u16(d->document, 0x0A) & ENCRYPTED)
		return fail_encrypted(err);
	if (mark == MARK && version >= WORD_97)
		return read_97(d, c, err);
	return mark == MARK_95 || mark == MARK ? read_95(d, err) : damaged(err);
}

bool doc_read(struct cfb *c, struct flow *f, struct error *err)
{
	struct doc d = {.document = cfb_stream(c, "WordDocument"), .flow = f, .memory = ARENA_INIT};
	bool ok = d.document.ptr ? read_version(&d, c, err) : damaged(err);
	if (ok && (d.bytes.failed || d.number.failed))
		ok = error_set_memory(err);
	arena_free(&d.memory);
	buf_free(&d.bytes);
	buf_free(&d.number);
	return ok;
}
