#include "article/readers/pdf/paragraphs.h"

#include "base/ascii.h"

#include <math.h>
#include <string.h>

/* In sizes of the font. */
static const double indent_min = .8, near = .6, middle_off = 1.2, line_pitch = 1.2, edge = .15;
/* Of the usual distance of lines: a wider one is a gap. */
static const double gap_of_pitch = 1.25;
/* Of the size of letters: another size. */
static const double other_size = .1;

enum {
	PITCHES = 64,
	PITCHES_MIN = 6, /* lines of a column that tell their distance */
	HEAD_LINES = 3   /* of a file: two columns that begin there are a letterhead */
};
static const double pitch_step = .05, most_pitch = 2; /* sizes */

struct maker {
	const struct lines *lines;
	struct arena *memory;
	struct paragraphs *out;
	double pitch; /* the usual distance of lines, in sizes: of the file */
	double here;  /* likewise, of this column */
	enum gap *gaps;
};

/* ---- The usual distance ---- */

static bool same_size(const struct line *a, const struct line *b)
{
	return fabs(a->row.size - b->row.size) <= other_size * fmax(a->row.size, b->row.size);
}

/* COUNTS of a distance and its neighbours: it may lie on the edge of two steps. */
static size_t about(const size_t *counts, size_t step)
{
	return counts[step - 1] + counts[step] + counts[step + 1];
}

/* The usual distance of lines from FIRST to END, in sizes; UNKNOWN where fewer than LEAST tell it:
   the shortest that is frequent, as most paragraphs may be of one line. */
static double pitch_of(
	const struct lines *lines, size_t first, size_t end, size_t least, double unknown)
{
	enum { FREQUENT = 5 /* as a part of the most frequent */ };
	size_t counts[PITCHES + 2] = {0}, most = 0, total = 0, step = 1;
	for (size_t i = first + 1; i < end; i++) {
		const struct line *line = &lines->items[i];
		double d = (line->row.base - line[-1].row.base) / line->row.size;
		if (line->column != line[-1].column || !same_size(line, line - 1) || !(d > .5) ||
			d >= PITCHES * pitch_step)
			continue;
		counts[(size_t)(d / pitch_step) + 1] += row_glyphs(&line->row);
		total++;
	}
	for (size_t i = 1; i <= PITCHES; i++)
		most = about(counts, i) > most ? about(counts, i) : most;
	while (step < PITCHES && FREQUENT * about(counts, step) < most)
		step++;
	if (about(counts, step + 1) > about(counts, step))
		step++;
	return total < least ? unknown : (double)step * pitch_step;
}

/* ---- One line ---- */

static bool is_centred(const struct line *l)
{
	double left = l->row.left - l->left, right = l->right - l->row.right;
	return left > 2 * l->row.size && right > l->row.size &&
	       fabs(left - right) < middle_off * l->row.size;
}

static bool is_right(const struct line *l)
{
	enum { WIDE = 20 /* sizes */ };
	double width = l->right - l->left;
	return width > WIDE * l->row.size && l->right - l->row.right < near * l->row.size &&
	       l->row.left - l->left > width / 3;
}

static bool is_indented(const struct line *l)
{
	return l->row.left - l->left > indent_min * l->row.size;
}

static bool ends_sentence(const struct line *l)
{
	static const struct str closing[] = {STR_INIT("”"), STR_INIT("\""), STR_INIT(")")};
	struct str last = l->row.atoms[l->row.count - 1].text;
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
		if (str_ends_with(last, closing[i]))
			last.len -= closing[i].len;
	}
	return last.len > 0 && strchr(".!?:;", last.ptr[last.len - 1]);
}

static double first_word_width(const struct row *row, enum gap *gaps)
{
	size_t at = 0;
	row_gaps(row, gaps);
	while (at + 1 < row->count && gaps[at] == GAP_NONE)
		at++;
	return row->atoms[at].right - row->left;
}

/* Whether A and B, neighbours, are set between the same margins, as all but the last of a paragraph
   are that is justified. */
static bool same_margins(const struct line *a, const struct line *b)
{
	double off = edge * a->row.size;
	return a->column == b->column && same_size(a, b) && fabs(a->row.left - b->row.left) < off &&
	       fabs(a->row.right - b->row.right) < off;
}

/* How far lines go to the right where L is, the first line being FIRST. */
static double reach_of(const struct line *first, const struct line *l)
{
	return l > first && same_margins(l - 1, l) ? l->row.right : l->reach;
}

/* Whether the first word of NEXT had room behind LINE: it was ended there on purpose. Lines that
   end in the same place were justified. */
static bool has_room(const struct maker *m, const struct line *line, const struct line *next)
{
	double space = .3 * line->row.size, word = first_word_width(&next->row, m->gaps);
	if (line->column == next->column &&
		fabs(line->row.right - next->row.right) < edge * line->row.size)
		return false;
	return line->row.right + space + word + space < reach_of(m->lines->items, line);
}

/* Whether line AT stands for itself; not one whose next word had no room, by chance in the middle.
 */
static bool is_alone(const struct maker *m, const struct line *l)
{
	const struct line *next = l + 1, *end = m->lines->items + m->lines->count;
	if (!is_centred(l) && !is_right(l))
		return false;
	bool wrapped = next < end && next->column == l->column && same_size(l, next) &&
		       next->row.left - next->left < near * next->row.size && !has_room(m, l, next);
	/* set in on both sides */
	bool block = (next < end && same_margins(l, next)) ||
		     (l > m->lines->items && same_margins(l - 1, l));
	return !wrapped && !block;
}

/* "-", "•", and what symbol fonts have in their place. */
static bool is_bullet(struct str word)
{
	static const struct str bullets[] = {STR_INIT("-"), STR_INIT("+"), STR_INIT("*"),
		STR_INIT("–"), STR_INIT("—"), STR_INIT("•"), STR_INIT("●"), STR_INIT("○"),
		STR_INIT("▪"), STR_INIT("■"), STR_INIT("◦"), STR_INIT("►"), STR_INIT("·")};
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
		if (str_eq(word, bullets[i]))
			return true;
	}
	return word.len == 3 && word.ptr[0] == '\xEF' && (unsigned char)word.ptr[1] < 0xA4;
}

/* "1.", "a)", "12/" */
static bool is_number(struct str word)
{
	enum { LONGEST = 4 };
	size_t at = 0;
	while (ascii_is_digit(str_at(word, at)))
		at++;
	if (at == 0 && word.len >= 2)
		at = word.len - 1 <= 2 ? word.len - 1 : 0;
	return at > 0 && at + 1 == word.len && word.len <= LONGEST && strchr(".)/", word.ptr[at]);
}

static bool begins_list(const struct line *l)
{
	struct str first = l->row.atoms[0].text;
	if (is_bullet(first))
		return true;
	return l->row.count > 1 && is_number(first);
}

/* Whether dots lead to a page's number, in a table of contents. */
static bool has_leader(const struct line *l)
{
	enum { DOTS_MIN = 5 };
	size_t dots = 0;
	for (size_t i = 0; i < l->row.count && dots < DOTS_MIN; i++) {
		struct str text = l->row.atoms[i].text;
		for (size_t k = 0; k < text.len && dots < DOTS_MIN; k++)
			dots = text.ptr[k] == '.' ? dots + 1 : 0;
	}
	return dots == DOTS_MIN;
}

/* ---- Where paragraphs begin ---- */

/* Whether what ends with BEFORE, in another column, goes on with L. */
static bool goes_on(const struct maker *m, const struct line *before, const struct line *l)
{
	return same_size(before, l) && !is_alone(m, before) && !is_alone(m, l) && !is_indented(l) &&
	       !ends_sentence(before) && !begins_list(l) && !has_room(m, before, l);
}

/* Whether the line before L is far above it. */
static bool is_apart(const struct maker *m, const struct line *l)
{
	double d = (l->row.base - l[-1].row.base) / l->row.size;
	return d > gap_of_pitch * m->here;
}

/* Whether a paragraph begins with L, not the first one, by its left end; FIRST is the first line of
   the paragraph before it. */
static bool is_set_in(const struct line *first, const struct line *l)
{
	const struct line *before = l - 1;
	double size = l->row.size, in = l->row.left - before->row.left;
	if (begins_list(first) && before == first)
		return false; /* hung, or the other way round */
	if (in > indent_min * size)
		return true;
	/* two first lines */
	return is_indented(l) && before == first && fabs(in) < near * size && ends_sentence(before);
}

static bool begins(const struct maker *m, const struct line *first, const struct line *l)
{
	const struct line *before = l - 1;
	if (l->column != before->column)
		return !goes_on(m, before, l);
	if (is_apart(m, l) || !same_size(before, l) || is_alone(m, before) != is_alone(m, l))
		return true;
	if (has_room(m, before, l) || has_leader(before))
		return true;
	bool item = begins_list(first) && fabs(l->row.left - first->row.left) < near * l->row.size;
	return (begins_list(l) && (item || ends_sentence(before) || is_indented(l))) ||
	       is_set_in(first, l);
}

/* ---- All of them ---- */

static bool add(struct maker *m, struct paragraph p)
{
	struct paragraphs *out = m->out;
	if (!out->items || out->count == out->capacity) {
		size_t capacity = out->capacity ? 2 * out->capacity : 64;
		struct paragraph *items = arena_array(m->memory, capacity, sizeof *items);
		if (!items)
			return false;
		if (out->items)
			memcpy(items, out->items, out->count * sizeof *items);
		out->items = items;
		out->capacity = capacity;
	}
	out->items[out->count++] = p;
	return true;
}

/* Whether line AT stands right below the one before. */
static bool is_below(const struct maker *m, size_t at)
{
	const struct line *l = &m->lines->items[at];
	return at > 0 && l->column == l[-1].column && !is_apart(m, l);
}

static bool add_apart(struct maker *m, const struct table *t)
{
	for (size_t i = t->first; i < t->end; i++) {
		struct paragraph p = {i, i + 1, SET_APART, i > t->first, NULL};
		if (!add(m, p))
			return false;
	}
	return true;
}

static bool add_table(struct maker *m, const struct table *found)
{
	struct table *t = arena_alloc(m->memory, sizeof *t);
	if (!t)
		return false;
	*t = *found;
	for (size_t at = t->first, end; at < t->end; at = end) {
		end = table_row_end(m->lines, t, at);
		if (!add(m, (struct paragraph){at, end, SET_ROW, at > t->first, t}))
			return false;
	}
	return true;
}

/* Adds the table that begins with line *AT, which is moved behind it, if one does. */
static bool take_table(struct maker *m, size_t *at)
{
	struct table t;
	if (!table_find(m->lines, *at, m->gaps, &t))
		return true;
	*at = t.end;
	bool head = t.first < HEAD_LINES && t.span_count == 2;
	return head || table_is_centred(m->lines, &t) ? add_apart(m, &t) : add_table(m, &t);
}

static bool is_divided(const struct maker *m, size_t at)
{
	const struct row *row = &m->lines->items[at].row;
	bool divided = false;
	row_gaps(row, m->gaps);
	for (size_t i = 0; i + 1 < row->count && !divided; i++)
		divided = m->gaps[i] == GAP_CELL;
	return divided;
}

/* Adds the paragraph that begins with line *AT, which is moved behind it. */
static bool take_paragraph(struct maker *m, size_t *at)
{
	const struct line *first = &m->lines->items[*at];
	size_t end = *at + 1;
	if (is_alone(m, first)) {
		const struct paragraph *before =
			m->out->count > 0 ? &m->out->items[m->out->count - 1] : NULL;
		bool below = before && before->set == SET_LINE && is_below(m, *at) &&
			     same_size(first - 1, first);
		++*at;
		return add(m, (struct paragraph){end - 1, end, SET_LINE, below, NULL});
	}
	while (end < m->lines->count && !is_divided(m, end) &&
		!begins(m, first, &m->lines->items[end]))
		end++;
	struct paragraph p = {*at, end, SET_PROSE, false, NULL};
	*at = end;
	return add(m, p);
}

/* Measures the column that begins with line AT. */
static void measure(struct maker *m, size_t at)
{
	size_t end = at + 1;
	while (end < m->lines->count && m->lines->items[end].column == m->lines->items[at].column)
		end++;
	m->here = pitch_of(m->lines, at, end, PITCHES_MIN, m->pitch);
}

static size_t longest(const struct lines *lines)
{
	size_t most = 0;
	for (size_t i = 0; i < lines->count; i++)
		most = lines->items[i].row.count > most ? lines->items[i].row.count : most;
	return most;
}

bool paragraphs_read(struct paragraphs *out, const struct lines *lines, struct arena *memory)
{
	struct maker m = {.lines = lines, .memory = memory, .out = out};
	*out = (struct paragraphs){0};
	m.gaps = arena_array(memory, longest(lines) + 1, sizeof *m.gaps);
	if (!m.gaps)
		return false;
	m.pitch = fmin(pitch_of(lines, 0, lines->count, 1, line_pitch), most_pitch);
	for (size_t at = 0, measured = 0; at < lines->count;) {
		unsigned column = lines->items[at].column;
		if (at == 0 || column != lines->items[measured].column) {
			measured = at;
			measure(&m, at);
		}
		bool divided = is_divided(&m, at);
		if (!(divided ? take_table(&m, &at) : take_paragraph(&m, &at)))
			return false;
	}
	return true;
}
