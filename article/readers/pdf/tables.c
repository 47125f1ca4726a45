#include "article/readers/pdf/tables.h"

#include <math.h>

enum { LOOSE_LINES = 3 /* in a row that are not divided */ };

/* Of the distance of lines: what is further below belongs to something else. */
static const double apart = 1.9, row_apart = 1.15, cell_pitch = 1.45;

/* ---- Columns ---- */

/* Widens the columns of T by what stands from LEFT to RIGHT; columns that it bridges become one.
 */
static bool add_span(struct table *t, double left, double right)
{
	size_t at = 0, end;
	while (at < t->span_count && t->spans[at].right < left)
		at++;
	for (end = at; end < t->span_count && t->spans[end].left <= right; end++) {
		left = fmin(left, t->spans[end].left);
		right = fmax(right, t->spans[end].right);
	}
	if (end == at && t->span_count == TABLE_COLUMNS)
		return false;
	size_t count = t->span_count - end, to = at + 1;
	if (to < end) {
		for (size_t i = 0; i < count; i++)
			t->spans[to + i] = t->spans[end + i];
	} else if (to > end) {
		for (size_t i = count; i-- > 0;)
			t->spans[to + i] = t->spans[end + i];
	}
	t->spans[at] = (struct span){left, right};
	t->span_count = to + count;
	return true;
}

/* Adds the cells of LINE to T. Returns their number; 0 where they don't fit. */
static size_t add_cells(struct table *t, const struct line *line, enum gap *gaps)
{
	const struct row *row = &line->row;
	size_t cells = 0;
	row_gaps(row, gaps);
	for (size_t i = 0, first = 0; i < row->count; i++) {
		if (i + 1 < row->count && gaps[i] != GAP_CELL)
			continue;
		if (!add_span(t, row->atoms[first].left, row->atoms[i].right))
			return 0;
		first = i + 1;
		cells++;
	}
	return cells;
}

/* The columns of T that LINE, which is not divided, reaches into. */
static size_t spans_under(const struct table *t, const struct line *line, size_t *first)
{
	size_t count = 0;
	for (size_t i = 0; i < t->span_count; i++) {
		if (t->spans[i].left > line->row.right || t->spans[i].right < line->row.left)
			continue;
		if (count++ == 0)
			*first = i;
	}
	return count;
}

/* ---- Lines ---- */

static double distance(const struct lines *lines, size_t at)
{
	return lines->items[at].row.base - lines->items[at - 1].row.base;
}

static bool goes_on(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at], *before = line - 1;
	return line->column == before->column &&
	       distance(lines, at) <= apart * cell_pitch * line->row.size;
}

/* Whether line AT, which is not divided, may be of the row above: a cell's next line. */
static bool is_loose(const struct lines *lines, const struct table *t, size_t at, size_t *column)
{
	const struct line *line = &lines->items[at];
	size_t reached = spans_under(t, line, column);
	return reached == 1 && distance(lines, at) <= cell_pitch * line->row.size;
}

static void measure(const struct lines *lines, struct table *t)
{
	double widest = 0;
	t->pitch = 0;
	for (size_t i = t->first + 1; i < t->end; i++) {
		double d = distance(lines, i);
		if (d < .8 * lines->items[i].row.size)
			continue;
		t->pitch = t->pitch == 0 ? d : fmin(t->pitch, d);
		widest = fmax(widest, d);
	}
	t->uneven = widest > row_apart * t->pitch;
}

bool table_find(const struct lines *lines, size_t at, enum gap *gaps, struct table *t)
{
	*t = (struct table){.first = at, .end = at + 1};
	if (add_cells(t, &lines->items[at], gaps) < 2)
		return false;
	for (size_t i = at + 1, loose = 0; i < lines->count && goes_on(lines, i); i++) {
		struct table wider = *t;
		size_t cells = add_cells(&wider, &lines->items[i], gaps), column = 0;
		if (cells >= 2 && wider.span_count >= 2) {
			wider.end = i + 1;
			*t = wider;
			loose = 0;
		} else if (cells != 1 || ++loose > LOOSE_LINES || !is_loose(lines, t, i, &column)) {
			break;
		} else if (column > 0 && loose + t->end == i + 1) {
			t->end = i + 1;
			loose = 0;
		}
	}
	measure(lines, t);
	return true;
}

size_t table_column(const struct table *t, const struct atom *a)
{
	size_t at = 0;
	double middle = (a->left + a->right) / 2;
	while (at + 1 < t->span_count && middle > t->spans[at].right)
		at++;
	return at;
}

/* The ends of what LINE has in column C of T. */
static bool cell_of(
	const struct table *t, const struct line *line, size_t c, double *left, double *right)
{
	bool found = false;
	for (size_t i = 0; i < line->row.count; i++) {
		const struct atom *a = &line->row.atoms[i];
		if (table_column(t, a) != c)
			continue;
		*left = found ? *left : a->left;
		*right = a->right;
		found = true;
	}
	return found;
}

bool table_is_centred(const struct lines *lines, const struct table *t)
{
	size_t centred = 0, lined_up = 0;
	if (t->end == t->first + 1)
		return true;
	for (size_t c = 0; t->span_count == 2 && c < 2; c++) {
		double left = 0, right = 0, before_left = 0, before_right = 0;
		bool begun = false;
		for (size_t i = t->first; i < t->end; i++) {
			if (!cell_of(t, &lines->items[i], c, &left, &right))
				continue;
			double size = lines->items[i].row.size;
			bool same = fabs(left - before_left) < .5 * size;
			double off = left + right - before_left - before_right;
			centred += begun && !same && fabs(off) < 2 * size;
			lined_up += begun && same && right - left > 2 * size;
			before_left = left;
			before_right = right;
			begun = true;
		}
	}
	return centred > 0 && centred >= lined_up;
}

/* Whether a row begins with line AT: where lines are uneven, after a wider gap; else where the
   first column has something. */
static bool begins_row(const struct lines *lines, const struct table *t, size_t at)
{
	double left, right;
	if (t->uneven)
		return distance(lines, at) > row_apart * t->pitch;
	return cell_of(t, &lines->items[at], 0, &left, &right);
}

size_t table_row_end(const struct lines *lines, const struct table *t, size_t at)
{
	size_t end = at + 1;
	while (end < t->end && !begins_row(lines, t, end))
		end++;
	return end;
}
