#include "article/readers/html/lines.h"

#include "article/readers/fonts.h"
#include "article/readers/html/measures.h"
#include "base/ascii.h"
#include "text/encoding/escapes.h"

enum {
	TITLE_MAX = 400, /* bytes of a part that is called so */
	LEAD_MAX = 3000,
	LABEL_MAX = 300, /* of an author, a date, a source */
	CAPTION_MAX = 1500,
	PLACE_MAX = 40
};

/* What holds in a node, by what it stands in and itself. */
struct state {
	unsigned hints;
	uint32_t block; /* the closest */
	uint32_t row;   /* of a table of figures, 0: none */
	enum html_table table;
	struct font font;
	bool linked, bold, slanted, heading, h1, item, plain;
};

struct work {
	struct html_lines *out;
	struct arena *memory;
	const struct html_tree *tree;
	struct html_measure *measures;
	struct state *states;
	/* of the line that is being put together */
	struct font_text font_text;
	struct buf text, author, place;
	struct html_line line;
	bool gap;        /* white space stands before what comes next */
	char before;     /* the last byte of the text before */
	uint32_t parent; /* and what it stands in */
	bool failed;
};

/* ---- Hints ---- */

/* A part that is larger than what it is called can be is called so for another reason, and what
   holds most of the PAGE is not hidden for long. */
static unsigned fitting(
	unsigned hints, const struct html_measure *m, const struct html_measure *page)
{
	enum { LEAD_PARTS = 3 };
	uint32_t bytes = m->bytes;
	if (bytes > TITLE_MAX)
		hints &= ~(unsigned)HINT_TITLE;
	if (bytes > LEAD_MAX || m->divisions > LEAD_PARTS)
		hints &= ~(unsigned)HINT_LEAD;
	if (bytes > LABEL_MAX)
		hints &= ~(unsigned)(HINT_AUTHOR | HINT_DATE | HINT_SOURCE);
	if (bytes > PLACE_MAX)
		hints &= ~(unsigned)HINT_PLACE;
	if (bytes > CAPTION_MAX)
		hints &= ~(unsigned)HINT_CAPTION;
	if (2 * bytes > page->bytes)
		hints &= ~(unsigned)HINT_HIDDEN;
	return hints;
}

static unsigned own_hints(
	const struct html_node *n, const struct html_measure *m, const struct html_measure *page)
{
	unsigned hints = fitting(classes_hints(html_value(n, HTML_CLASS)), m, page) |
			 classes_style_hints(html_value(n, HTML_STYLE));
	if (n->element == HTML_CAPTION)
		hints |= HINT_CAPTION;
	if (n->element == HTML_TIME)
		hints |= HINT_DATE;
	if (n->element == HTML_HIDDEN)
		hints |= HINT_HIDDEN;
	return hints;
}

/* The font that STYLE names first, "font-family: '.VnTime'"; "" for none. */
static struct str family_of(struct str style)
{
	size_t at = str_find(style, STR("font-family"), 0);
	if (at == style.len)
		return STR("");
	size_t start = at + STR("font-family").len;
	while (start < style.len && style.ptr[start] && strchr(" :'\"", style.ptr[start]))
		start++;
	size_t end = start;
	while (end < style.len && !strchr(",;'\"", style.ptr[end]))
		end++;
	return str_slice(style, start, end);
}

/* The font that N sets, of several the first. */
static void set_font(const struct html_node *n, struct font *out)
{
	struct str face = html_value(n, HTML_FACE);
	if (face.len == 0)
		face = family_of(html_value(n, HTML_STYLE));
	const char *comma = face.len > 0 ? memchr(face.ptr, ',', face.len) : NULL;
	if (face.len > 0)
		*out = font_of_name(comma ? str_make(face.ptr, (size_t)(comma - face.ptr)) : face);
}

static void set_element(const struct html_node *n, uint32_t i, struct state *s)
{
	s->linked |= n->element == HTML_LINK;
	s->bold |= n->element == HTML_BOLD || n->element == HTML_H1 || n->element == HTML_HEADING;
	s->slanted |= n->element == HTML_SLANTED;
	s->h1 |= n->element == HTML_H1;
	s->heading |= n->element == HTML_H1 || n->element == HTML_HEADING;
	s->item |= n->element == HTML_ITEM;
	s->plain |= n->element == HTML_PLAIN;
	if (html_divides(n->element))
		s->block = i;
	if (n->element == HTML_ROW && s->table == HTML_TABLE_FIGURES)
		s->row = i;
}

/* That of each node, from what it stands in: it stands before it. */
static void state_all(struct work *w)
{
	w->states[0].font.encoding = ENCODING_UTF8;
	w->states[0].plain = w->tree->plain;
	for (uint32_t i = 1; i < w->tree->count; i++) {
		const struct html_node *n = &w->tree->nodes[i];
		struct state *s = &w->states[i];
		*s = w->states[n->parent];
		if (n->element == HTML_TABLE) {
			s->table = html_table_kind(&w->measures[i]);
			s->row = 0;
		}
		unsigned own =
			n->element == HTML_TEXT ? 0 : own_hints(n, &w->measures[i], w->measures);
		if (s->table == HTML_TABLE_PICTURES)
			own |= HINT_CAPTION;
		if (own & (HINT_RIGHT | HINT_CENTRE))
			s->hints &= ~(unsigned)(HINT_RIGHT | HINT_CENTRE);
		s->hints = own | (s->hints & ~(unsigned)(HINT_BODY | HINT_AROUND | HINT_REMARKS));
		w->out->hints[i] = s->hints;
		set_element(n, i, s);
		if (n->element != HTML_TEXT && !w->tree->told)
			set_font(n, &s->font);
	}
}

/* ---- Lines ---- */

static bool add_line(struct work *w)
{
	struct html_lines *l = w->out;
	if (l->count == HTML_LINES_MAX)
		return true;
	if (l->count == l->capacity) {
		size_t capacity = l->capacity ? 2 * l->capacity : 128;
		struct html_line *lines = arena_array(w->memory, capacity, sizeof *lines);
		if (!lines)
			return false;
		if (l->count > 0)
			memcpy(lines, l->lines, l->count * sizeof *lines);
		l->lines = lines;
		l->capacity = capacity;
	}
	l->lines[l->count++] = w->line;
	return true;
}

/* An entity that was escaped twice, or that libxml2 doesn't know. */
static void put_entities(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t bytes;
		int32_t code = text.ptr[at] == '&' ? escapes_entity(text, at, &bytes) : -1;
		if (code < 0)
			buf_push(out, text.ptr[at++]);
		else {
			escapes_push(out, code);
			at += bytes;
		}
	}
}

static struct str keep_text(struct work *w, const struct buf *from)
{
	struct str text = str_trim(buf_str(from));
	if (!memchr(text.ptr, '&', text.len))
		return arena_str(w->memory, text);
	struct buf plain = BUF_INIT;
	put_entities(&plain, text);
	struct str out = plain.failed ? str_make(NULL, 0) : arena_str(w->memory, buf_str(&plain));
	buf_free(&plain);
	return out;
}

/* Whether TEXT has but spaces, also such as keep words together or have no width. */
static bool is_blank(struct str text)
{
	static const struct str spaces[] = {STR_INIT("\xC2\xA0"), STR_INIT("\xE2\x80\x8B"),
		STR_INIT("\xEF\xBB\xBF"), STR_INIT(" "), STR_INIT("\t")};
	for (size_t i = 0; text.len > 0 && i < sizeof spaces / sizeof *spaces;) {
		if (str_starts_with(text, spaces[i])) {
			text = str_slice(text, spaces[i].len, text.len);
			i = 0;
		} else {
			i++;
		}
	}
	return text.len == 0;
}

/* Whether the line that ends stands in a part of its own with its picture. */
static bool is_of_picture(const struct work *w)
{
	enum { LEVELS = 2 };
	uint32_t at = w->line.node;
	for (int i = 0; i <= LEVELS && w->line.below_picture; i++) {
		const struct html_measure *m = &w->measures[at];
		if (at == 0 || m->bytes != w->line.chars)
			return false;
		if (m->pictures > 0)
			return w->tree->nodes[at].element != HTML_PARAGRAPH;
		at = w->tree->nodes[at].parent;
	}
	return false;
}

static void end_line(struct work *w, bool broken)
{
	font_text_end(&w->font_text);
	w->gap = false;
	if (!is_blank(buf_str(&w->text)) && !w->failed) {
		w->line.text = keep_text(w, &w->text);
		w->line.author = STR("");
		if (w->author.len > 0 && w->author.len < w->line.text.len)
			w->line.author = keep_text(w, &w->author);
		w->line.broken = broken;
		w->line.of_picture = is_of_picture(w);
		w->failed |=
			w->text.failed || !w->line.text.ptr || !w->line.author.ptr || !add_line(w);
		w->line.below_picture = false;
		w->line.ruled = false;
	}
	buf_reset(&w->text);
	buf_reset(&w->author);
	w->line =
		(struct html_line){.below_picture = w->line.below_picture, .ruled = w->line.ruled};
}

/* TEXT, part of a line of STATE, with one space for each run of white space. What is no ASCII
   is none: in some encodings it is a letter. */
static void add_text(struct work *w, struct str text, const struct state *state)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		while (end < text.len && (unsigned char)text.ptr[end] > ' ')
			end++;
		if (end > at) {
			bool first =
				w->font_text.held.len == 0 &&
				(w->text.len == 0 || str_ends_with(buf_str(&w->text), STR("\t")));
			if (w->gap && !first)
				font_text_add(&w->font_text, state->font, STR(" "));
			w->gap = false;
			font_text_add(&w->font_text, state->font, str_slice(text, at, end));
		}
		while (end < text.len && (unsigned char)text.ptr[end] <= ' ') {
			w->gap = true;
			end++;
		}
		at = end;
	}
}

static void tally(struct html_line *line, const struct state *s, uint32_t chars)
{
	line->chars += chars;
	line->linked += s->linked ? chars : 0;
	line->bold += s->bold ? chars : 0;
	line->slanted += s->slanted ? chars : 0;
}

/* A line has the hints that all of it has; of names and dates those of a part. */
static void add_hints(struct html_line *line, unsigned hints)
{
	unsigned all =
		HINT_RIGHT | HINT_CENTRE | HINT_TITLE | HINT_LEAD | HINT_CAPTION | HINT_LARGE;
	if (line->chars == 0)
		line->hints = hints;
	else
		line->hints = (line->hints & hints & all) | ((line->hints | hints) & ~all);
}

static void add_piece(struct work *w, struct str text, uint32_t chars, const struct state *s)
{
	struct html_line *line = &w->line;
	if (chars == 0) {
		w->gap |= text.len > 0;
		return;
	}
	if ((s->hints & HINT_PLACE) && line->chars == 0) {
		if (w->place.len == 0)
			buf_append(&w->place, str_trim(text));
		return;
	}
	if (s->hints & HINT_AUTHOR) {
		buf_append_c(&w->author, " ");
		buf_append(&w->author, str_trim(text));
	}
	add_hints(line, s->hints);
	line->node = s->block;
	line->heading |= s->heading;
	line->h1 |= s->h1;
	line->item |= s->item;
	line->row |= s->row > 0;
	tally(line, s, chars);
	add_text(w, text, s);
}

/* A second break in a row sets paragraphs apart. */
static void break_line(struct work *w)
{
	size_t count = w->out->count;
	end_line(w, true);
	if (w->out->count == count && count > 0)
		w->out->lines[count - 1].broken = false;
}

/* Whether texts of two elements only look as if they stood apart: "Bùi Toàn", "27/3/2018". */
static bool is_joint(const struct work *w, struct str text, uint32_t i)
{
	uint32_t parent = w->tree->nodes[i].parent;
	char after = str_at(text, 0);
	bool raised = w->tree->nodes[parent].element == HTML_RAISED;
	bool other = parent != w->parent && w->before != '\0' && !raised;
	bool small = (w->before >= 'a' && w->before <= 'z') || (unsigned char)w->before >= 0x80;
	return other && ((small && (ascii_is_digit(after) || ascii_is_capital(after))) ||
				(ascii_is_digit(w->before) && ascii_is_capital(after)));
}

static void on_text(struct work *w, uint32_t i)
{
	const struct state *s = &w->states[i];
	struct str text = w->tree->nodes[i].text, rest = text, line;
	w->gap |= is_joint(w, text, i);
	w->before = text.ptr[text.len - 1];
	w->parent = w->tree->nodes[i].parent;
	if (!s->plain) {
		add_piece(w, text, w->measures[i].bytes, s);
		return;
	}
	while (str_split(&rest, '\n', &line)) {
		add_piece(w, line, (uint32_t)html_letters(line), s);
		if (rest.ptr)
			break_line(w);
	}
}

/* Between cells of a row stands a tab, below pictures their captions. */
static void on_element(struct work *w, uint32_t i)
{
	const struct html_node *n = &w->tree->nodes[i];
	const struct state *s = &w->states[i];
	if (n->element == HTML_PICTURE) {
		if (w->line.chars == 0)
			w->line.below_picture = true;
	} else if (n->element == HTML_BREAK) {
		if (s->heading || s->row > 0)
			w->gap = true;
		else
			break_line(w);
	} else if (n->element == HTML_RULE) {
		end_line(w, false);
		w->line.ruled = true;
	} else if (html_divides(n->element)) {
		bool in_row = s->row > 0 && n->element != HTML_ROW;
		if (!in_row) {
			end_line(w, false);
		} else if (n->element == HTML_CELL && w->line.chars > 0) {
			font_text_end(&w->font_text);
			buf_push(&w->text, '\t');
			w->gap = false;
		} else {
			w->gap = true;
		}
	}
}

/* Ends the blocks that end before node I, which follows node I - 1. */
static void end_blocks(struct work *w, uint32_t i)
{
	for (uint32_t at = i - 1; w->tree->nodes[at].end <= i && at > 0;
		at = w->tree->nodes[at].parent) {
		const struct html_node *n = &w->tree->nodes[at];
		if (html_divides(n->element) &&
			(w->states[at].row == 0 || n->element == HTML_ROW)) {
			end_line(w, false);
			return;
		}
	}
}

static void walk(struct work *w)
{
	for (uint32_t i = 1; i < w->tree->count && !w->failed;) {
		const struct html_node *n = &w->tree->nodes[i];
		end_blocks(w, i);
		if (n->element == HTML_TITLE || (w->states[i].hints & HINT_HIDDEN)) {
			i = n->end;
			continue;
		}
		if (n->element == HTML_TEXT)
			on_text(w, i);
		else
			on_element(w, i);
		i++;
	}
	end_line(w, false);
}

bool html_lines_read(
	struct html_lines *l, struct arena *memory, const struct html_tree *tree, struct error *err)
{
	struct work w = {.out = l, .memory = memory, .tree = tree};
	struct font_text none = FONT_TEXT_INIT(&w.text);
	w.font_text = none;
	*l = (struct html_lines){.tree = tree};
	w.measures = html_measure(memory, tree);
	w.states = arena_array(memory, tree->count, sizeof *w.states);
	l->hints = arena_array(memory, tree->count, sizeof *l->hints);
	if (!w.measures || !w.states || !l->hints)
		return error_set_memory(err);
	state_all(&w);
	walk(&w);
	l->place = keep_text(&w, &w.place);
	l->encoding = font_text_encoding(&w.font_text, &l->encodings);
	l->encodings &= ~(1u << ENCODING_UTF8);
	font_text_free(&w.font_text);
	buf_free(&w.text);
	buf_free(&w.author);
	buf_free(&w.place);
	return (!w.failed && l->place.ptr) || error_set_memory(err);
}
