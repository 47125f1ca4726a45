#include "article/readers/pdf/columns.h"

#include <math.h>
#include <stdlib.h>

enum {
	DEPTH = 4,       /* gutters within the columns of others */
	ROWS_MIN = 4,    /* on both sides of a gutter */
	RIVER_ROWS = 8,  /* likewise of a narrow one: wide spaces may stand below one another */
	GLYPHS_MIN = 12, /* of a line of prose, on the average */
	FULL_PERCENT = 45
};

/* In sizes of the font: a gutter is no narrower, and lines end so near to it. */
static const double gutter_min = .8, gutter_wide = 1.4, ragged = 2.5;
/* Of the usual distance of rows: a wider one ends what stands beside a gutter alone. */
static const double apart = 1.6;
/* In sizes: what no line of prose has. */
static const double wide_gap = 2.6;
/* Of the size of letters: no other size. */
static const double same_size = .1;

struct gutter {
	double left, right;
	size_t first, end; /* rows */
	size_t both;       /* of them, those with something on both sides */
};

struct setting {
	struct lines *lines;
	struct arena *memory;
	uint32_t page;
};

/* ---- Gutters ---- */

/* Narrows G to what ROW leaves free of it. False where that is too little. *LEFT, *RIGHT: whether
   something of ROW stands there. */
static bool narrow(struct gutter *g, const struct row *row, bool *left, bool *right)
{
	*left = *right = false;
	for (size_t i = 0; i < row->count; i++) {
		const struct atom *a = &row->atoms[i];
		if (a->right <= g->left) {
			*left = true;
		} else if (a->left >= g->right) {
			*right = true;
		} else if (a->left - g->left < g->right - a->right) {
			g->left = a->right;
			*left = true;
		} else {
			g->right = a->left;
			*right = true;
		}
	}
	return g->right - g->left >= gutter_min * row->size;
}

/* How far the gutter goes down that begins in row FIRST as the gap behind its atom AT. */
static struct gutter follow(const struct row *rows, size_t count, size_t first, size_t at)
{
	struct gutter g = {.left = rows[first].atoms[at].right,
		.right = rows[first].atoms[at + 1].left,
		.first = first,
		.end = first + 1,
		.both = 1};
	for (size_t i = first + 1; i < count; i++) {
		struct gutter next = g;
		bool left, right;
		if (!narrow(&next, &rows[i], &left, &right))
			break;
		if (!left || !right) {
			/* counted where rows on both sides follow */
			g.left = next.left;
			g.right = next.right;
			continue;
		}
		next.both++;
		next.end = i + 1;
		g = next;
	}
	return g;
}

/* ---- Prose ---- */

struct side {
	double edge; /* the right end of its longest line */
	size_t lines, glyphs, full;
};

static size_t split_at(const struct row *row, double x)
{
	size_t at = 0;
	while (at < row->count && row->atoms[at].left < x)
		at++;
	return at;
}

static void look(struct side *s, const struct row *row, size_t from, size_t end, bool measured)
{
	if (from == end)
		return;
	double right = row->atoms[end - 1].right;
	if (!measured) {
		s->edge = s->lines == 0 ? right : fmax(s->edge, right);
		s->lines++;
		for (size_t i = from; i < end; i++)
			s->glyphs += row->atoms[i].glyphs;
	} else if (right >= s->edge - ragged * row->size) {
		s->full++;
	}
}

static bool is_prose(const struct side *s)
{
	return s->lines >= ROWS_MIN && s->glyphs >= GLYPHS_MIN * s->lines &&
	       100 * s->full >= FULL_PERCENT * s->lines;
}

static bool divides_prose(const struct gutter *g, const struct row *rows)
{
	struct side left = {0}, right = {0};
	for (int measured = 0; measured < 2; measured++) {
		for (size_t i = g->first; i < g->end; i++) {
			size_t at = split_at(&rows[i], g->right);
			look(&left, &rows[i], 0, at, measured);
			look(&right, &rows[i], at, rows[i].count, measured);
		}
	}
	return is_prose(&left) && is_prose(&right);
}

/* Whether the row above had the gap behind atom AT of row I too: then it was followed from there.
 */
static bool was_followed(const struct row *rows, size_t i, size_t at)
{
	struct gutter g = {.left = rows[i].atoms[at].right, .right = rows[i].atoms[at + 1].left};
	bool left, right;
	return i > 0 && narrow(&g, &rows[i - 1], &left, &right) && left && right;
}

static bool is_long(const struct gutter *g, const struct row *rows)
{
	bool wide = g->right - g->left >= gutter_wide * rows[g->first].size;
	return g->both >= (wide ? ROWS_MIN : RIVER_ROWS);
}

/* The gutter with most rows on both sides. */
static bool find(const struct row *rows, size_t count, struct gutter *best)
{
	best->both = 0;
	for (size_t i = 0; count <= COLUMNS_ROWS && i < count; i++) {
		const struct row *row = &rows[i];
		for (size_t at = 0; at + 1 < row->count; at++) {
			double gap = row->atoms[at + 1].left - row->atoms[at].right;
			if (gap < gutter_min * row->size || was_followed(rows, i, at))
				continue;
			struct gutter g = follow(rows, count, i, at);
			if (g.both > best->both && is_long(&g, rows) && divides_prose(&g, rows))
				*best = g;
		}
	}
	return best->both > 0;
}

/* The usual distance of rows from FIRST to END. */
static double distance(const struct row *rows, size_t first, size_t end)
{
	double narrowest = rows[first].size * 3;
	for (size_t i = first + 1; i < end; i++) {
		double d = rows[i].base - rows[i - 1].base;
		if (d > rows[i].size * .8)
			narrowest = fmin(narrowest, d);
	}
	return narrowest;
}

/* Takes to G the rows above and below that stand on one side of it alone, one column being longer
   than the other: on the left, where they are above, they come first anyway. */
static void stretch(struct gutter *g, const struct row *rows, size_t count)
{
	double most = apart * distance(rows, g->first, g->end);
	bool left, right;
	while (g->end < count && rows[g->end].base - rows[g->end - 1].base <= most) {
		struct gutter next = *g;
		if (!narrow(&next, &rows[g->end], &left, &right) || (left && right))
			break;
		g->left = next.left;
		g->right = next.right;
		g->end++;
	}
	while (g->first > 0 && rows[g->first].base - rows[g->first - 1].base <= most) {
		struct gutter next = *g;
		if (!narrow(&next, &rows[g->first - 1], &left, &right) || left)
			break;
		g->left = next.left;
		g->right = next.right;
		g->first--;
	}
}

/* ---- Order ---- */

/* What stands in a column, from left to right without a gap: a line at its far right is apart. */
struct extent {
	double left, right;
};

static int by_left(const void *x, const void *y)
{
	const struct extent *a = x, *b = y;
	return (a->left > b->left) - (a->left < b->left);
}

/* Makes EXTENTS, one a row, those of what overlaps. Returns their number. */
static size_t join_extents(struct extent *extents, size_t count)
{
	size_t joined = 0;
	qsort(extents, count, sizeof *extents, by_left);
	for (size_t i = 1; i < count; i++) {
		if (extents[i].left <= extents[joined].right)
			extents[joined].right = fmax(extents[joined].right, extents[i].right);
		else
			extents[++joined] = extents[i];
	}
	return joined + 1;
}

static double reach_of(const struct extent *extents, size_t count, double right)
{
	size_t i = 0;
	while (i + 1 < count && extents[i].right < right)
		i++;
	return extents[i].right;
}

/* Whether it is of a letterhead or a table, which may be wider than the text is. */
static bool is_divided(const struct row *row)
{
	bool divided = false;
	for (size_t i = 0; i + 1 < row->count && !divided; i++)
		divided = row->atoms[i + 1].left - row->atoms[i].right > wide_gap * row->size;
	return divided;
}

static double usual_size(const struct row *rows, size_t count)
{
	struct sizes sizes = {{0}};
	for (size_t i = 0; i < count; i++)
		sizes_add(&sizes, rows[i].size, row_glyphs(&rows[i]));
	return sizes_usual(&sizes);
}

/* What tells the margins of a column. */
struct margins {
	struct extent *extents;
	size_t count;
	double size; /* of the rows that do; 0: of any */
};

static bool tells(const struct margins *m, const struct row *row)
{
	return m->size == 0 || fabs(row->size - m->size) <= same_size * m->size;
}

static bool measure(struct margins *m, const struct row *rows, size_t count, struct arena *memory)
{
	size_t taken = 0, whole = 0;
	m->extents = arena_array(memory, count, sizeof *m->extents);
	if (!m->extents)
		return false;
	for (size_t i = 0; i < count; i++)
		whole += tells(m, &rows[i]) && !is_divided(&rows[i]);
	for (size_t i = 0; i < count; i++) {
		if (whole == 0 || (tells(m, &rows[i]) && !is_divided(&rows[i])))
			m->extents[taken++] = (struct extent){rows[i].left, rows[i].right};
	}
	m->count = join_extents(m->extents, taken);
	return true;
}

/* A heading may be wider than the text below it, but not the other way round. */
static bool add_rows(struct setting *s, const struct row *rows, size_t count)
{
	struct margins all = {0}, usual = {.size = usual_size(rows, count)};
	unsigned column = s->lines->columns++;
	if (count == 0)
		return true;
	if (!measure(&all, rows, count, s->memory) || !measure(&usual, rows, count, s->memory))
		return false;
	double left = all.extents[0].left, right = all.extents[all.count - 1].right;
	for (size_t i = 0; i < count; i++) {
		const struct margins *m = tells(&usual, &rows[i]) ? &usual : &all;
		double reach = reach_of(m->extents, m->count, rows[i].right);
		const struct line line = {rows[i], left, right, reach, column, s->page};
		if (!lines_add(s->lines, s->memory, &line))
			return false;
	}
	return true;
}

static bool add(struct setting *s, const struct row *rows, size_t count, int depth);

/* The side of G's rows that begins at its right end, or the other one. */
static bool add_side(
	struct setting *s, const struct row *rows, const struct gutter *g, bool on_right, int depth)
{
	struct row *side = arena_array(s->memory, g->end - g->first, sizeof *side);
	size_t count = 0;
	if (!side)
		return false;
	for (size_t i = g->first; i < g->end; i++) {
		const struct row *row = &rows[i];
		size_t at = split_at(row, g->right);
		size_t from = on_right ? at : 0, end = on_right ? row->count : at;
		if (from < end)
			side[count++] = row_of(row->atoms + from, end - from);
	}
	return add(s, side, count, depth);
}

static bool add(struct setting *s, const struct row *rows, size_t count, int depth)
{
	struct gutter g;
	if (depth == 0 || !find(rows, count, &g))
		return add_rows(s, rows, count);
	stretch(&g, rows, count);
	return add(s, rows, g.first, depth) && add_side(s, rows, &g, false, depth - 1) &&
	       add_side(s, rows, &g, true, depth - 1) && add(s, rows + g.end, count - g.end, depth);
}

bool columns_read(struct lines *lines, const struct sheet *sheet, struct arena *memory)
{
	struct setting s = {lines, memory, sheet->page};
	return add(&s, sheet->rows, sheet->count, DEPTH);
}
