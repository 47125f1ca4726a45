#include "article/readers/pdf/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Rows ---- */

static double middle(const struct atom *a)
{
	return (a->top + a->bottom) / 2;
}

static int by_middle(const void *x, const void *y)
{
	double a = middle(x), b = middle(y);
	return (a > b) - (a < b);
}

static int by_left(const void *x, const void *y)
{
	const struct atom *a = x, *b = y;
	return (a->left > b->left) - (a->left < b->left);
}

struct row row_of(struct atom *atoms, size_t count)
{
	const struct atom *largest = &atoms[0];
	struct row row = {.atoms = atoms,
		.count = count,
		.left = atoms[0].left,
		.top = atoms[0].top,
		.right = atoms[0].right,
		.bottom = atoms[0].bottom};
	for (size_t i = 1; i < count; i++) {
		const struct atom *a = &atoms[i];
		row.top = fmin(row.top, a->top);
		row.right = fmax(row.right, a->right);
		row.bottom = fmax(row.bottom, a->bottom);
		if (a->size > largest->size)
			largest = a;
	}
	row.base = largest->bottom;
	row.size = largest->size;
	return row;
}

/* Whether A overlaps what stands from TOP to BOTTOM by half of the lower of both. */
static bool stands_in(const struct atom *a, double top, double bottom)
{
	double both = fmin(a->bottom, bottom) - fmax(a->top, top);
	double lower = fmin(a->bottom - a->top, bottom - top);
	return 2 * both >= lower;
}

/* The end of the row that begins with atom AT. */
static size_t row_end(const struct atom *atoms, size_t at, size_t count)
{
	double top = atoms[at].top, bottom = atoms[at].bottom;
	size_t end = at + 1;
	for (; end < count && stands_in(&atoms[end], top, bottom); end++) {
		if (atoms[end].bottom - atoms[end].top > bottom - top) {
			top = atoms[end].top;
			bottom = atoms[end].bottom;
		}
	}
	return end;
}

static void measure(struct sheet *s)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct row *r = &s->rows[i];
		s->left = i == 0 ? r->left : fmin(s->left, r->left);
		s->top = i == 0 ? r->top : fmin(s->top, r->top);
		s->right = i == 0 ? r->right : fmax(s->right, r->right);
		s->bottom = i == 0 ? r->bottom : fmax(s->bottom, r->bottom);
	}
}

bool sheet_set(struct sheet *sheet, struct atom *atoms, size_t count, struct arena *memory)
{
	sheet->rows = arena_array(memory, count, sizeof *sheet->rows);
	sheet->count = 0;
	if (!sheet->rows)
		return count == 0;
	qsort(atoms, count, sizeof *atoms, by_middle);
	for (size_t at = 0, end; at < count; at = end) {
		end = row_end(atoms, at, count);
		qsort(atoms + at, end - at, sizeof *atoms, by_left);
		sheet->rows[sheet->count++] = row_of(atoms + at, end - at);
	}
	measure(sheet);
	return true;
}

/* ---- Sizes ---- */

enum { STEPS_A_POINT = 2 };

void sizes_add(struct sizes *s, double size, size_t weight)
{
	double step = size * STEPS_A_POINT + .5;
	if (step < SIZE_STEPS)
		s->weights[(size_t)step] += weight;
}

double sizes_usual(const struct sizes *s)
{
	size_t most = 0;
	for (size_t i = 1; i < SIZE_STEPS; i++)
		most = s->weights[i] > s->weights[most] ? i : most;
	return (double)most / STEPS_A_POINT;
}

size_t row_glyphs(const struct row *row)
{
	size_t glyphs = 0;
	for (size_t i = 0; i < row->count; i++)
		glyphs += row->atoms[i].glyphs;
	return glyphs;
}

bool lines_add(struct lines *lines, struct arena *memory, const struct line *line)
{
	if (lines->count == lines->capacity) {
		size_t capacity = lines->capacity ? 2 * lines->capacity : 64;
		struct line *items = arena_array(memory, capacity, sizeof *items);
		if (!items)
			return false;
		if (lines->count > 0)
			memcpy(items, lines->items, lines->count * sizeof *items);
		lines->items = items;
		lines->capacity = capacity;
	}
	lines->items[lines->count++] = *line;
	return true;
}

/* ---- What stands between atoms ---- */

/* In sizes of the font. */
static const double least_space = .1, least_cell = 1.8, sure_cell = 3.5;
/* In the usual gap of the row. */
static const double cell_of_usual = 2.6, word_of_spacing = 1.5;

static double gap_behind(const struct row *row, size_t at)
{
	return row->atoms[at + 1].left - row->atoms[at].right;
}

static double size_at(const struct row *row, size_t at)
{
	return fmax(row->atoms[at].size, row->atoms[at + 1].size);
}

/* What a quarter of the spaces of ROW are at most as wide as, 0 where it has none: rows of prose
   that are justified have wide ones. */
static double usual_space(const struct row *row)
{
	enum { LOOKED_AT = 256 };
	double spaces[LOOKED_AT];
	size_t count = 0;
	for (size_t i = 0; i + 1 < row->count && count < LOOKED_AT; i++) {
		double gap = gap_behind(row, i);
		if (gap < least_space * size_at(row, i))
			continue;
		size_t at = count++;
		for (; at > 0 && spaces[at - 1] > gap; at--)
			spaces[at] = spaces[at - 1];
		spaces[at] = gap;
	}
	return count > 0 ? spaces[count / 4] : 0;
}

/* The end of the run of single letters that begins with atom AT; *NARROWEST is its narrowest
   gap. */
static size_t spaced_end(const struct row *row, size_t at, double *narrowest)
{
	size_t end = at;
	*narrowest = 0;
	for (; end < row->count && row->atoms[end].glyphs == 1; end++) {
		double gap = end > at ? gap_behind(row, end - 1) : 0;
		if (end > at && gap > 3 * least_cell * size_at(row, end - 1))
			break;
		if (end > at && (end == at + 1 || gap < *narrowest))
			*narrowest = gap;
	}
	return end;
}

/* Whether a run of COUNT single letters in a ROW is a letter-spaced word or two, not "vitamin A, B
   và C". */
static bool is_spaced(const struct row *row, size_t count)
{
	enum { LETTERS_MIN = 5, WHOLE_MIN = 3 };
	return count >= LETTERS_MIN || (count >= WHOLE_MIN && count == row->count);
}

void row_gaps(const struct row *row, enum gap *gaps)
{
	double usual = usual_space(row);
	for (size_t i = 0; i + 1 < row->count; i++) {
		double gap = gap_behind(row, i), size = size_at(row, i);
		bool cell = gap > fmin(sure_cell * size,
					  fmax(least_cell * size, cell_of_usual * usual)) ||
			    (row->count == 2 && gap > least_cell * size);
		gaps[i] = cell ? GAP_CELL : gap < least_space * size ? GAP_NONE : GAP_SPACE;
	}
	for (size_t at = 0, end; at<row->count; at = end> at ? end : at + 1) {
		double narrowest;
		end = spaced_end(row, at, &narrowest);
		for (size_t i = at; is_spaced(row, end - at) && i + 1 < end; i++) {
			double gap = gap_behind(row, i);
			double word = word_of_spacing * narrowest + least_space * size_at(row, i);
			gaps[i] = gap <= word ? GAP_NONE : gaps[i];
		}
	}
}
