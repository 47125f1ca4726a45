#include "article/readers/office/flow.h"

#include "article/metadata/names.h"
#include "article/words.h"
#include "text/syllable/script.h"

#include <stdlib.h>

enum { CELL = 0x1F, SOFT_HYPHEN = 0xAD };

void flow_init(struct flow *f, size_t max)
{
	*f = (struct flow){0};
	for (int i = 0; i < FLOW_PARTS; i++) {
		struct flow_stream *s = &f->parts[i];
		s->text.ceiling = max;
		s->fonts = FONT_TEXT_INIT(&s->text);
		s->fonts.held.ceiling = s->fonts.capitals.ceiling = max;
	}
	for (int i = 0; i < FLOW_PROPERTIES; i++)
		f->properties[i].ceiling = FLOW_PROPERTY_MAX;
}

void flow_free(struct flow *f)
{
	for (int i = 0; i < FLOW_PARTS; i++) {
		font_text_free(&f->parts[i].fonts);
		buf_free(&f->parts[i].text);
	}
	for (int i = 0; i < FLOW_PROPERTIES; i++)
		buf_free(&f->properties[i]);
	free(f->references.all);
	free(f->notes.all);
}

static struct flow_stream *stream(struct flow *f)
{
	return &f->parts[f->part];
}

bool flow_is_full(const struct flow *f)
{
	return f->parts[f->part].text.failed;
}

void flow_text(struct flow *f, struct font font, struct str text)
{
	if (!flow_is_full(f))
		font_text_add(&stream(f)->fonts, font, text);
}

void flow_char(struct flow *f, struct font font, int32_t cp)
{
	char bytes[4];
	bool surrogate = cp >= 0xD800 && cp < 0xE000;
	if (cp <= 0 || cp > 0x10FFFF || surrogate)
		cp = 0xFFFD;
	flow_text(f, font, str_make(bytes, script_write(cp, bytes)));
}

void flow_soft_hyphen(struct flow *f, struct font font)
{
	if (font.encoding != ENCODING_UTF8 && font.encoding != ENCODING_CP1258)
		flow_char(f, font, SOFT_HYPHEN);
}

/* Whether nothing but white space stands in S from AT on. */
static bool is_blank(const struct buf *text, size_t at)
{
	for (; at < text->len; at++) {
		if (text->ptr[at] != ' ' && text->ptr[at] != '\t')
			return false;
	}
	return true;
}

static struct flow_stream *end_text(struct flow *f)
{
	struct flow_stream *s = stream(f);
	font_text_end(&s->fonts);
	return s;
}

/* Ends the row: its cells are divided by tabs, or, where one has several paragraphs, stand below
   one another. */
static void settle_row(struct flow_stream *s)
{
	size_t len = s->text.len - s->row;
	if (s->text.failed || len == 0)
		return;
	char *row = s->text.ptr + s->row;
	char sign = memchr(row, '\n', len) ? '\n' : '\t';
	for (char *cell = row; (cell = memchr(cell, CELL, len - (size_t)(cell - row))); cell++)
		*cell = sign;
}

static void begin_row(struct flow_stream *s)
{
	s->row = s->line = s->text.len;
}

/* Whether the line being read is the first of its cell, and blank. */
static bool begins_cell(const struct flow_stream *s)
{
	bool first = s->line == s->row || s->text.ptr[s->line - 1] == CELL;
	return first && is_blank(&s->text, s->line);
}

void flow_picture(struct flow *f)
{
	stream(f)->picture = true;
}

void flow_centre(struct flow *f)
{
	stream(f)->centred = true;
}

/* Sets the line that has ended deep into the page. */
static void indent(struct flow_stream *s)
{
	static const char deep[] = "                ";
	size_t len = s->text.len - s->line;
	if (!buf_append_c(&s->text, deep))
		return;
	char *line = s->text.ptr + s->line;
	memmove(line + strlen(deep), line, len);
	memset(line, ' ', strlen(deep));
}

/* A phrase in small letters that is no heading of a law. */
static bool is_phrase(struct str line)
{
	static const char *const parts[] = {"chương", "mục", "điều", "phần", "phụ", "tiểu"};
	enum { PHRASE_WORDS = 6 };
	struct word w;
	size_t at = 0;
	return words_count(line) >= PHRASE_WORDS && !name_is_shouted(line) &&
	       words_next(line, &at, &w) && !WORDS_IS(&w, parts);
}

/* Settles whether the line that has ended is a caption. */
static void end_line(struct flow_stream *s)
{
	enum { LONG = 120 }; /* bytes of a paragraph */
	if (s->text.failed)
		return;
	struct str line = str_slice(buf_str(&s->text), s->line, s->text.len);
	bool blank = is_blank(&s->text, s->line);
	bool caption = s->centred && !blank &&
		       (s->below_picture || s->below_caption ||
			       (s->prose && !s->below_heading && is_phrase(words_trim(line))));
	s->prose |= !s->centred && line.len > LONG;
	s->below_heading = (blank && s->below_heading) || (s->centred && !blank && !caption);
	s->below_picture = blank && (s->picture || s->below_picture);
	s->below_caption = caption;
	s->picture = s->centred = false;
	if (caption)
		indent(s);
}

void flow_line(struct flow *f)
{
	flow_paragraph(f, true);
}

void flow_paragraph(struct flow *f, bool in_table)
{
	struct flow_stream *s = end_text(f);
	end_line(s);
	if (!in_table)
		settle_row(s);
	else if (begins_cell(s))
		return;
	buf_push(&s->text, '\n');
	s->line = s->text.len;
	if (!in_table)
		begin_row(s);
}

void flow_heading(struct flow *f)
{
	struct flow_stream *s = end_text(f);
	bool first = f->part == FLOW_BODY && f->heading_len == 0;
	if (first && !is_blank(&s->text, s->line)) {
		f->heading_at = s->line;
		f->heading_len = s->text.len - s->line;
	}
}

static void cut_lines(struct flow_stream *s)
{
	while (s->text.len > s->row && s->text.ptr[s->text.len - 1] == '\n')
		s->text.len--;
}

void flow_cell(struct flow *f)
{
	struct flow_stream *s = end_text(f);
	end_line(s);
	cut_lines(s);
	buf_push(&s->text, CELL);
	s->line = s->text.len;
}

void flow_row(struct flow *f)
{
	struct flow_stream *s = end_text(f);
	while (s->text.len > s->row && s->text.ptr[s->text.len - 1] == CELL)
		s->text.len--;
	flow_paragraph(f, false);
}

void flow_inner_cell(struct flow *f)
{
	struct flow_stream *s = end_text(f);
	cut_lines(s);
	buf_push(&s->text, '\t');
}

void flow_inner_row(struct flow *f)
{
	struct flow_stream *s = end_text(f);
	while (s->text.len > s->row && s->text.ptr[s->text.len - 1] == '\t')
		s->text.len--;
	flow_paragraph(f, true);
}

/* ---- Notes ---- */

/* Fails the text of F where memory runs out, as its own growth does. */
static void add_note(struct flow *f, struct flow_notes *to, struct flow_note note)
{
	enum { NOTES_MAX = 1 << 16 };
	if (to->count == to->capacity && to->capacity < NOTES_MAX) {
		size_t capacity = to->capacity ? 2 * to->capacity : 64;
		struct flow_note *all = realloc(to->all, capacity * sizeof *all);
		if (!all) {
			f->parts[f->part].text.failed = true;
			return;
		}
		to->all = all;
		to->capacity = capacity;
	}
	if (to->count < to->capacity)
		to->all[to->count++] = note;
}

static uint64_t note_key(uint32_t kind, uint32_t id)
{
	return (uint64_t)kind << 32 | id;
}

void flow_refer(struct flow *f, uint32_t kind, uint32_t id)
{
	add_note(f, &f->references,
		(struct flow_note){.key = note_key(kind, id), .at = f->references.count});
}

void flow_note(struct flow *f, uint32_t kind, uint32_t id)
{
	struct flow_stream *s = end_text(f);
	struct flow_notes *notes = &f->notes;
	if (f->part != FLOW_NOTES)
		return;
	if (notes->count > 0)
		notes->all[notes->count - 1].end = s->text.len;
	add_note(f, notes, (struct flow_note){.key = note_key(kind, id), .at = s->text.len});
}

static int by_key(const void *a, const void *b)
{
	const struct flow_note *x = a, *y = b;
	int order = (x->key > y->key) - (x->key < y->key);
	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static int by_reference(const void *a, const void *b)
{
	const struct flow_note *x = a, *y = b;
	uint64_t x_kind = x->key >> 32, y_kind = y->key >> 32;
	int order = (x_kind > y_kind) - (x_kind < y_kind);
	return order ? order : (x->of > y->of) - (x->of < y->of);
}

/* The first reference with KEY in sorted ALL; NULL: there is none. */
static const struct flow_note *find_reference(const struct flow_notes *all, uint64_t key)
{
	size_t low = 0, high = all->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (all->all[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < all->count && all->all[low].key == key ? &all->all[low] : NULL;
}

static void sort_notes(struct flow_notes *notes, int (*order)(const void *, const void *))
{
	if (notes->count > 0)
		qsort(notes->all, notes->count, sizeof *notes->all, order);
}

/* Puts the notes that have numbers of their own in the order of the text. */
static void order_notes(struct flow *f)
{
	struct buf *text = &f->parts[FLOW_NOTES].text, out = BUF_INIT;
	struct flow_notes *notes = &f->notes;
	size_t kept = 0;
	if (notes->count == 0 || text->failed)
		return;
	notes->all[notes->count - 1].end = text->len;
	sort_notes(&f->references, by_key);
	for (size_t i = 0; i < notes->count; i++) {
		const struct flow_note *of = find_reference(&f->references, notes->all[i].key);
		if (!of)
			continue;
		notes->all[kept] = notes->all[i];
		notes->all[kept++].of = of->at;
	}
	notes->count = kept;
	sort_notes(notes, by_reference);
	for (size_t i = 0; i < kept; i++)
		buf_append(&out, str_slice(buf_str(text), notes->all[i].at, notes->all[i].end));
	buf_free(text);
	*text = out;
}

bool flow_end(struct flow *f)
{
	bool ok = true;
	for (int i = 0; i < FLOW_PARTS; i++) {
		f->part = (enum flow_part)i;
		flow_row(f);
		if (i == FLOW_NOTES)
			order_notes(f);
		ok = ok && !f->parts[i].text.failed;
	}
	f->part = FLOW_BODY;
	return ok;
}
