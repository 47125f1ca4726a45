#include "article/readers/pdf/set_text.h"

#include "base/ascii.h"
#include "text/syllable/script.h"
#include "text/syllable/spelling.h"
#include "text/syllable/syllable.h"
#include "text/syllable/utf8.h"

#include <math.h>

static const double column_width = .5; /* sizes of the font: a character of plain text */

static const double small_print = .95; /* of the usual size */

enum { COLUMNS_MAX = 160, CELL_SPACES = 3, CAPTION_DEPTH = 16 };

struct writer {
	struct set_text *out;
	const struct lines *lines;
	const struct font *fonts;
	struct buf plain; /* a paragraph, before words are put together */
	bool tcvn3;       /* some of it is in such a font */
	double usual;     /* the size of most of the text */
	enum gap *gaps;
};

static void put(struct writer *w, const char *sign)
{
	font_text_add(&w->out->fonts, (struct font){.encoding = ENCODING_UTF8}, str_from_c(sign));
}

static void put_spaces(struct writer *w, size_t count)
{
	while (count-- > 0)
		put(w, " ");
}

static void put_atom(struct writer *w, const struct atom *a)
{
	w->tcvn3 |= w->fonts[a->font].encoding == ENCODING_TCVN3;
	font_text_add(&w->out->fonts, w->fonts[a->font], a->text);
}

/* ---- Paragraphs, as they were set ---- */

/* Atoms of ROW that stand in column C of T; all where T is NULL. */
static void put_row(struct writer *w, const struct row *row, const struct table *t, size_t c)
{
	bool begun = false;
	row_gaps(row, w->gaps);
	for (size_t i = 0; i < row->count; i++) {
		if (t && table_column(t, &row->atoms[i]) != c)
			continue;
		if (begun && w->gaps[i - 1] != GAP_NONE)
			put(w, " ");
		put_atom(w, &row->atoms[i]);
		begun = true;
	}
}

static bool ends_with_hyphen(const struct row *row)
{
	struct str last = row->atoms[row->count - 1].text;
	return str_ends_with(last, STR("-")) || str_ends_with(last, STR("\xC2\xAD")) ||
	       str_ends_with(last, STR("\xE2\x80\x90"));
}

static void put_prose(struct writer *w, const struct paragraph *p)
{
	for (size_t i = p->first; i < p->end; i++) {
		const struct row *row = &w->lines->items[i].row;
		put_row(w, row, NULL, 0);
		if (i + 1 < p->end)
			put(w, ends_with_hyphen(row) ? "\n" : " ");
	}
}

static size_t columns_of(const struct line *l, double x)
{
	double columns = (x - l->left) / (column_width * l->row.size);
	return columns > 0 && columns < COLUMNS_MAX ? (size_t)columns : 0;
}

/* How deep into the page L is set, of plain text. One in the middle begins at the left, but in
   small print, which is what stands below pictures. */
static size_t depth_of(const struct writer *w, const struct line *l, bool apart)
{
	bool right = l->right - l->row.right < l->row.size;
	if (apart || right)
		return columns_of(l, l->row.left);
	return l->row.size < small_print * w->usual ? CAPTION_DEPTH : 0;
}

/* As it stands on the page. */
static void put_line(struct writer *w, const struct line *l, bool apart)
{
	const struct row *row = &l->row;
	size_t at = depth_of(w, l, apart);
	put_spaces(w, at);
	row_gaps(row, w->gaps);
	for (size_t i = 0; i < row->count; i++) {
		put_atom(w, &row->atoms[i]);
		at += row->atoms[i].glyphs;
		if (i + 1 == row->count || w->gaps[i] == GAP_NONE)
			continue;
		size_t to = w->gaps[i] == GAP_CELL ? columns_of(l, row->atoms[i + 1].left) : 0;
		size_t least = w->gaps[i] == GAP_CELL ? CELL_SPACES : 1;
		size_t spaces = to > at + least ? to - at : least;
		put_spaces(w, spaces);
		at += spaces;
	}
}

static bool has_cell(struct writer *w, const struct paragraph *p, size_t c)
{
	for (size_t i = p->first; i < p->end; i++) {
		const struct row *row = &w->lines->items[i].row;
		for (size_t k = 0; k < row->count; k++) {
			if (table_column(p->table, &row->atoms[k]) == c)
				return true;
		}
	}
	return false;
}

static bool has_column(const struct paragraph *p, const struct row *row, size_t c)
{
	for (size_t k = 0; k < row->count; k++) {
		if (table_column(p->table, &row->atoms[k]) == c)
			return true;
	}
	return false;
}

static void put_table_row(struct writer *w, const struct paragraph *p)
{
	bool begun = false;
	for (size_t c = 0; c < p->table->span_count; c++) {
		if (!has_cell(w, p, c))
			continue;
		put(w, begun ? "\t" : "");
		begun = true;
		for (size_t i = p->first, lines = 0; i < p->end; i++) {
			const struct row *row = &w->lines->items[i].row;
			if (!has_column(p, row, c))
				continue;
			put(w, lines++ > 0 ? " " : "");
			put_row(w, row, p->table, c);
		}
	}
}

/* ---- Words that were divided ---- */

/* The word of S that ends at END, and the one that begins at AT: of letters alone. */
static struct str word_before(struct str s, size_t end)
{
	size_t at = end;
	while (at > 0 && (ascii_is_letter(s.ptr[at - 1]) || (unsigned char)s.ptr[at - 1] >= 0x80))
		at--;
	return str_slice(s, at, end);
}

static struct str word_behind(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.len && (ascii_is_letter(s.ptr[end]) || (unsigned char)s.ptr[end] >= 0x80))
		end++;
	return str_slice(s, at, end);
}

/* Whether BEFORE, BETWEEN and BEHIND are one syllable together. */
static bool make_syllable(struct str before, struct str between, struct str behind)
{
	char joined[SYLLABLE_MAX_BYTES + 8];
	const struct str parts[] = {before, between, behind};
	size_t len = 0;
	if (before.len + between.len + behind.len > sizeof joined)
		return false;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].len > 0)
			memcpy(joined + len, parts[i].ptr, parts[i].len);
		len += parts[i].len;
	}
	return spelling_is_syllable(str_make(joined, len));
}

/* Whether the hyphen from AT to END of S, a line's end, belongs to its words: kinh tế-xã hội,
   Ma-đrít, 2010-2015; not to a word that was divided: informa-tion, Nguy-ễn. */
static bool keeps_hyphen(struct str s, size_t at, size_t end)
{
	struct str before = word_before(s, at), behind = word_behind(s, end + 1);
	if (before.len == 0 || behind.len == 0)
		return true;
	bool hyphens = before.ptr > s.ptr && before.ptr[-1] == '-';
	bool small = !ascii_is_capital(behind.ptr[0]);
	bool both = spelling_is_syllable(before) && spelling_is_syllable(behind);
	return hyphens || !small || (both && !make_syllable(before, STR(""), behind));
}

/* Whether the hyphen from AT to END is the letter ư of TCVN3: its byte is a hyphen, too, to those
   who take the font for a Western one. */
static bool is_letter(const struct writer *w, struct str s, size_t at, size_t end)
{
	struct str before = word_before(s, at), behind = word_behind(s, end);
	if (!w->tcvn3 || before.len + behind.len == 0)
		return false;
	bool both = before.len > 0 && behind.len > 0 && spelling_is_syllable(before) &&
		    spelling_is_syllable(behind);
	return !both && make_syllable(before, STR("ư"), behind);
}

/* Before or behind a capital, it is one. */
static struct str letter_of(struct str s, size_t at, size_t end)
{
	int32_t cp = 0;
	struct str before = word_before(s, at), behind = word_behind(s, end);
	if (behind.len > 0)
		script_read(behind.ptr, &cp);
	else if (before.len > 1)
		for (size_t i = 0; i < before.len;)
			i += script_read(before.ptr + i, &cp);
	return script_letter_of(cp).capital ? STR("Ư") : STR("ư");
}

/* ---- Letters that are none ---- */

/* Writes the character at AT of S, as text has it, to OUT. Returns its bytes. */
static size_t copy_character(struct str s, size_t at, struct buf *out)
{
	static const struct str ligatures[] = {STR_INIT("ff"), STR_INIT("fi"), STR_INIT("fl"),
		STR_INIT("ffi"), STR_INIT("ffl"), STR_INIT("st"), STR_INIT("st")};
	enum { LIGATURE = 0xFB00 };
	int32_t cp;
	size_t len = script_read(s.ptr + at, &cp);
	if (cp >= LIGATURE && cp < LIGATURE + (int32_t)(sizeof ligatures / sizeof *ligatures))
		buf_append(out, ligatures[cp - LIGATURE]);
	else if (cp == 0x85 || cp == 0x2028 || cp == 0x2029)
		buf_push(out, ' '); /* they end lines */
	else
		buf_append(out, str_slice(s, at, at + len));
	return len;
}

/* Copies the paragraph to the text. */
static void copy(struct writer *w)
{
	struct str s = buf_str(&w->plain);
	struct buf *out = &w->out->text;
	for (size_t at = 0; at < s.len;) {
		size_t hyphen = s.ptr[at] == '-' ? 1 : 0;
		if (str_starts_with(str_slice(s, at, s.len), STR("\xC2\xAD")))
			hyphen = 2;
		else if (str_starts_with(str_slice(s, at, s.len), STR("\xE2\x80\x90")))
			hyphen = 3;
		size_t end = at + hyphen;
		if (hyphen > 0 && is_letter(w, s, at, end)) {
			buf_append(out, letter_of(s, at, end));
			at = end;
		} else if (hyphen > 0 && str_at(s, end) == '\n') {
			if (hyphen != 2 && keeps_hyphen(s, at, end))
				buf_append(out, str_slice(s, at, end));
			at = end + 1;
		} else if (s.ptr[at] == '\n') {
			buf_push(out, ' ');
			at++;
		} else if (s.ptr[at] >= ' ' && s.ptr[at] < 0x7F) {
			buf_push(out, s.ptr[at++]);
		} else {
			at += copy_character(s, at, out);
		}
	}
}

/* ---- All of it ---- */

static bool note_line(struct set_text *t, uint32_t page, double size)
{
	if (t->count == t->capacity) {
		size_t capacity = t->capacity ? 2 * t->capacity : 256;
		struct set_line *lines = arena_array(t->memory, capacity, sizeof *lines);
		if (!lines)
			return false;
		if (t->count > 0)
			memcpy(lines, t->lines, t->count * sizeof *lines);
		t->lines = lines;
		t->capacity = capacity;
	}
	t->lines[t->count++] = (struct set_line){page, size};
	return true;
}

static bool write_paragraph(struct writer *w, const struct paragraph *p)
{
	const struct line *first = &w->lines->items[p->first];
	buf_reset(&w->plain);
	w->tcvn3 = false;
	switch (p->set) {
	case SET_PROSE:
		put_prose(w, p);
		break;
	case SET_LINE:
	case SET_APART:
		put_line(w, first, p->set == SET_APART);
		break;
	case SET_ROW:
		put_table_row(w, p);
		break;
	}
	font_text_end(&w->out->fonts);
	if (!p->below && w->out->count > 0) {
		buf_push(&w->out->text, '\n');
		if (!note_line(w->out, first->page, 0))
			return false;
	}
	copy(w);
	buf_push(&w->out->text, '\n');
	w->out->text.failed |= w->plain.failed;
	return note_line(w->out, first->page, first->row.size) && !w->out->text.failed;
}

bool set_text_write(struct set_text *out, const struct paragraphs *paragraphs,
	const struct lines *lines, const struct font *fonts, size_t max)
{
	struct sizes sizes = {{0}};
	size_t longest = 1;
	for (size_t i = 0; i < lines->count; i++) {
		sizes_add(&sizes, lines->items[i].row.size, row_glyphs(&lines->items[i].row));
		longest = lines->items[i].row.count > longest ? lines->items[i].row.count : longest;
	}
	struct writer w = {.out = out, .lines = lines, .fonts = fonts};
	w.gaps = arena_array(out->memory, longest, sizeof *w.gaps);
	out->fonts = FONT_TEXT_INIT(&w.plain);
	out->text.ceiling = max;
	w.usual = sizes_usual(&sizes);
	bool ok = w.gaps != NULL;
	for (size_t i = 0; ok && i < paragraphs->count; i++)
		ok = write_paragraph(&w, &paragraphs->items[i]);
	buf_free(&w.plain);
	return ok;
}

void set_text_free(struct set_text *t)
{
	buf_free(&t->text);
	font_text_free(&t->fonts);
}
