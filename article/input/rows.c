#include "article/input/rows.h"

#include "base/lang.h"

static const struct str byte_order_mark = STR_INIT("\xEF\xBB\xBF");

bool rows_open(struct rows *r, const struct input_file *file, char delimiter, size_t max,
	struct error *err)
{
	*r = (struct rows){.delimiter = delimiter};
	return window_open(&r->window, file, max, err);
}

void rows_close(struct rows *r)
{
	window_close(&r->window);
	buf_free(&r->unquoted);
}

/* Counts CR that no LF follows: lines end in them, too. */
static void count_returns(struct rows *r, struct str passed)
{
	for (size_t at = 0; at < passed.len; at++) {
		const char *next = memchr(passed.ptr + at, '\r', passed.len - at);
		if (!next)
			return;
		at = (size_t)(next - passed.ptr);
		r->returns += str_at(passed, at + 1) != '\n';
	}
}

static void pass(struct rows *r, size_t bytes)
{
	count_returns(r, str_slice(window_view(&r->window), 0, bytes));
	window_pass(&r->window, bytes);
	r->passed += bytes;
}

/* ---- Where a row ends ---- */

struct scan {
	size_t at;
	bool quoted;   /* AT is in quotes */
	bool in_cell;  /* its cell has begun */
	bool broken;   /* a line ended in quotes */
	bool reopened; /* and behind it a quote began a cell: one before was lost */
	size_t first;  /* length of the row's first line */
};

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool ends_cell(const struct rows *r, struct str view, size_t at)
{
	return at == view.len || view.ptr[at] == r->delimiter || is_line_end(view.ptr[at]);
}

/* One byte in quotes; false when the one behind it is needed and not there. */
static bool pass_quoted(const struct rows *r, struct scan *s, struct str view)
{
	char c = view.ptr[s->at];
	if (c == '"') {
		if (s->at + 1 == view.len && !r->window.ended)
			return false;
		if (s->at + 1 < view.len && view.ptr[s->at + 1] == '"')
			s->at++;
		else if (ends_cell(r, view, s->at + 1))
			s->quoted = false;
		else
			s->reopened |= s->broken && view.ptr[s->at - 1] == r->delimiter;
	}
	if (is_line_end(c) && !s->broken) {
		s->broken = true;
		s->first = s->at;
	}
	s->at++;
	return true;
}

/* Whether VIEW has the end of the row: at S->at, before the line end. */
static bool find_end(const struct rows *r, struct scan *s, struct str view)
{
	while (s->at < view.len) {
		if (s->quoted) {
			if (!pass_quoted(r, s, view))
				return false;
			continue;
		}
		char c = view.ptr[s->at];
		if (is_line_end(c))
			return true;
		if (c == '"' && !s->in_cell)
			s->quoted = true;
		s->in_cell = c != r->delimiter;
		s->at++;
	}
	return r->window.ended && !s->quoted;
}

/* ---- Its cells ---- */

/* The cell that begins at *AT, which is moved to its end. */
static bool read_cell(struct rows *r, struct str row, size_t *at, struct str *out)
{
	size_t start = *at;
	if (str_at(row, start) != '"') {
		const char *end = start < row.len
					  ? memchr(row.ptr + start, r->delimiter, row.len - start)
					  : NULL;
		*at = end ? (size_t)(end - row.ptr) : row.len;
		*out = str_slice(row, start, *at);
		return true;
	}
	size_t from = r->unquoted.len, i = start + 1;
	bool doubled = false;
	for (; i < row.len; i++) {
		bool quote = row.ptr[i] == '"';
		if (quote && str_at(row, i + 1) == '"') {
			doubled = true;
			i++;
		} else if (quote && ends_cell(r, row, i + 1)) {
			break;
		}
	}
	*out = str_slice(row, start + 1, i < row.len ? i : row.len);
	*at = i < row.len ? i + 1 : row.len;
	if (!doubled)
		return true;
	for (size_t k = 0; k < out->len; k++) {
		buf_push(&r->unquoted, out->ptr[k]);
		k += out->ptr[k] == '"' && str_at(*out, k + 1) == '"';
	}
	*out = str_slice(buf_str(&r->unquoted), from, r->unquoted.len);
	return !r->unquoted.failed;
}

static bool split(struct rows *r, struct error *err)
{
	struct str row = r->bytes;
	buf_reset(&r->unquoted);
	r->count = 0;
	if (!buf_reserve(&r->unquoted, row.len)) /* so that it never moves */
		return error_set_memory(err);
	for (size_t at = 0;; at++) {
		struct str cell;
		if (!read_cell(r, row, &at, &cell))
			return error_set_memory(err);
		if (r->count == ROW_CELLS_MAX)
			return error_set(err, ERROR_LIMIT,
				SAY("hàng có quá %d ô", "the row has more than %d cells"),
				ROW_CELLS_MAX);
		r->cells[r->count++] = cell;
		if (at >= row.len)
			return true;
	}
}

/* Empty cells at the end are none. */
static size_t count_filled(const struct rows *r)
{
	size_t count = r->count;
	while (count > 0 && str_trim(r->cells[count - 1]).len == 0)
		count--;
	return count;
}

/* ---- Rows ---- */

static char choose_delimiter(struct str row)
{
	static const char signs[] = ",;\t|";
	size_t counts[sizeof signs] = {0}, best = 0;
	bool quoted = false;
	if (row.len == 5 && str_starts_with(row, STR("sep="))) /* of spreadsheets */
		return row.ptr[4];
	for (size_t i = 0; i < row.len; i++) {
		quoted ^= row.ptr[i] == '"';
		const char *sign = row.ptr[i] && !quoted ? strchr(signs, row.ptr[i]) : NULL;
		if (sign)
			counts[sign - signs]++;
	}
	for (size_t i = 1; i + 1 < sizeof signs; i++)
		best = counts[i] > counts[best] ? i : best;
	return signs[best];
}

static size_t first_line(struct str view)
{
	size_t end = 0;
	while (end < view.len && !is_line_end(view.ptr[end]))
		end++;
	return end;
}

static bool begin(struct rows *r, struct error *err)
{
	while (!r->window.ended &&
		first_line(window_view(&r->window)) == window_view(&r->window).len) {
		if (!window_more(&r->window, err))
			return false;
	}
	if (str_starts_with(window_view(&r->window), byte_order_mark))
		pass(r, byte_order_mark.len);
	struct str view = window_view(&r->window);
	struct str line = str_slice(view, 0, first_line(view));
	if (r->delimiter == '\0')
		r->delimiter = choose_delimiter(line);
	if (str_starts_with(line, STR("sep=")))
		pass(r, line.len);
	return true;
}

/* Empty lines, and the byte order marks of files that were put one behind the other. */
static bool skip_empty(struct rows *r, struct error *err)
{
	for (;;) {
		struct str view = window_view(&r->window);
		size_t at = 0;
		while (at < view.len && is_line_end(view.ptr[at]))
			at++;
		pass(r, at);
		view = window_view(&r->window);
		if (str_starts_with(view, byte_order_mark)) {
			pass(r, byte_order_mark.len);
			continue;
		}
		if (view.len >= byte_order_mark.len || (view.len > 0 && r->window.ended))
			return true;
		if (r->window.ended || !window_more(&r->window, err))
			return false;
	}
}

static enum rows_step end(const struct rows *r, struct error *err)
{
	if (err->code == ERROR_NONE)
		*err = r->window.failure;
	return err->code == ERROR_NONE ? ROWS_END : ROWS_BROKEN;
}

/* Loses the first line of a row whose quotes don't fit, or all of it where too much was looked
   at twice already. */
static enum rows_step lose_line(struct rows *r, const struct scan *s, struct error *err)
{
	enum { REPEATED_FREELY = 4 << 20 };
	size_t len = s->broken ? s->first : s->at;
	if (r->repeated + (s->at - len) > r->passed + REPEATED_FREELY)
		len = s->at;
	r->repeated += s->at - len;
	pass(r, len);
	r->taken = 0;
	error_set(err, ERROR_INPUT,
		SAY("dấu ngoặc kép không khớp, hoặc số ô khác hàng tiêu đề",
			"its quotes don't fit, or it has other cells than the header"));
	return ROWS_SKIPPED;
}

static enum rows_step skip_long(struct rows *r, struct error *err)
{
	struct error ignored;
	pass(r, window_view(&r->window).len);
	window_pass_line(&r->window, &ignored); /* the next call fails likewise */
	error_set(err, ERROR_LIMIT,
		SAY("hàng dài hơn %zu MiB, nên bị bỏ qua", "longer than %zu MiB, and so skipped"),
		r->window.max >> 20);
	return ROWS_SKIPPED;
}

enum rows_step rows_next(struct rows *r, struct error *err)
{
	struct scan s = {0};
	*err = (struct error){0};
	pass(r, r->taken);
	r->taken = 0;
	if ((r->passed == 0 && !begin(r, err)) || !skip_empty(r, err))
		return end(r, err);
	r->line = r->window.line + r->returns;
	while (!find_end(r, &s, window_view(&r->window))) {
		if (r->window.ended)
			return r->window.failure.code == ERROR_NONE ? lose_line(r, &s, err)
								    : end(r, err);
		if (!window_more(&r->window, err))
			return err->code == ERROR_LIMIT ? skip_long(r, err) : ROWS_BROKEN;
	}
	r->bytes = str_slice(window_view(&r->window), 0, s.at);
	if (!split(r, err)) {
		r->taken = s.at;
		return err->code == ERROR_LIMIT ? ROWS_SKIPPED : ROWS_BROKEN;
	}
	bool fits = r->columns == 0 || count_filled(r) <= r->columns;
	if (!fits || s.reopened || (s.broken && r->columns > 0 && r->count < r->columns))
		return lose_line(r, &s, err);
	r->taken = s.at;
	window_was_used(&r->window);
	return ROWS_READ;
}
