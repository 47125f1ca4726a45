#include "query/interactive/reader.h"

#include "printing/print.h"
#include "query/interactive/hit.h"
#include "query/interactive/screen.h"

#include <stdlib.h>

enum { LINES_ABOVE = 3 /* of the mark that was gone to */ };

void reader_free(struct reader *r)
{
	json_decref(r->article);
	paper_free(&r->paper);
	free(r->marks);
	*r = (struct reader){.article = NULL};
}

/* Finds what is marked. */
static bool find_marks(struct reader *r)
{
	struct str text = buf_str(&r->paper.text);
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == *PRINT_HIT;
	free(r->marks);
	r->mark_count = 0;
	r->marks = calloc(count + 1, sizeof *r->marks);
	if (!r->marks)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == *PRINT_HIT)
			r->marks[r->mark_count++] = i;
	}
	return true;
}

static size_t line_of(const struct reader *r, size_t byte)
{
	size_t line = 0;
	while (line + 1 < r->paper.count && r->paper.at[line + 1] <= byte)
		line++;
	return line;
}

static size_t last_top(const struct reader *r, size_t rows)
{
	return r->paper.count > rows ? r->paper.count - rows : 0;
}

/* Goes to MARK, which shows where it is. */
static void go(struct reader *r, size_t mark, size_t rows)
{
	if (r->mark < r->mark_count)
		r->paper.text.ptr[r->marks[r->mark]] = *PRINT_HIT;
	r->mark = mark;
	if (mark < r->mark_count)
		r->paper.text.ptr[r->marks[mark]] = *SCREEN_HERE;
	paper_cut(&r->paper);
	if (mark >= r->mark_count)
		return;
	size_t line = line_of(r, r->marks[mark]), last = last_top(r, rows);
	if (line < r->top || line >= r->top + rows)
		r->top = line > LINES_ABOVE ? line - LINES_ABOVE : 0;
	r->top = r->top < last ? r->top : last;
}

static bool break_lines(struct reader *r, size_t columns)
{
	paper_clear(&r->paper);
	article_append(&r->paper.text, r->article, columns);
	r->columns = columns;
	return paper_cut(&r->paper) && find_marks(r);
}

bool reader_open(struct reader *r, json_t *article, size_t columns, size_t rows)
{
	reader_free(r);
	r->article = json_incref(article);
	if (!break_lines(r, columns))
		return false;
	r->mark = r->mark_count;
	go(r, 0, rows);
	return true;
}

bool reader_fit(struct reader *r, size_t columns, size_t rows)
{
	if (r->columns == columns) {
		reader_scroll(r, 0, rows);
		return true;
	}
	/* Another width has other lines, but the same share of them above. */
	size_t mark = r->mark, count = r->paper.count ? r->paper.count : 1, top = r->top;
	if (!break_lines(r, columns))
		return false;
	r->mark = r->mark_count;
	r->top = top * r->paper.count / count;
	if (mark < r->mark_count) {
		r->paper.text.ptr[r->marks[mark]] = *SCREEN_HERE;
		r->mark = mark;
		paper_cut(&r->paper);
	}
	reader_scroll(r, 0, rows);
	return true;
}

void reader_scroll(struct reader *r, long lines, size_t rows)
{
	size_t last = last_top(r, rows);
	if (lines < 0)
		r->top = (size_t)-lines < r->top ? r->top - (size_t)-lines : 0;
	else
		r->top = (size_t)lines < last ? r->top + (size_t)lines : last;
	r->top = r->top < last ? r->top : last;
}

/* Whether the mark that somebody is at is on the screen: from elsewhere one goes to the next in
   sight. */
static bool is_in_sight(const struct reader *r, size_t rows)
{
	if (r->mark >= r->mark_count)
		return false;
	size_t line = line_of(r, r->marks[r->mark]);
	return line >= r->top && line < r->top + rows;
}

/* The first mark that is not above the screen; MARK_COUNT: none. */
static size_t first_below(const struct reader *r)
{
	size_t mark = 0;
	while (mark < r->mark_count && line_of(r, r->marks[mark]) < r->top)
		mark++;
	return mark;
}

bool reader_next(struct reader *r, size_t rows)
{
	size_t next = is_in_sight(r, rows) ? r->mark + 1 : first_below(r);
	if (next >= r->mark_count)
		return false;
	go(r, next, rows);
	return true;
}

bool reader_previous(struct reader *r, size_t rows)
{
	size_t from = is_in_sight(r, rows) ? r->mark : first_below(r);
	if (from == 0)
		return false;
	go(r, from - 1, rows);
	return true;
}
