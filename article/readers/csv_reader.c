/* .csv and .tsv: an article a row, under a header or as --map says. */
#include "article/input/rows.h"
#include "article/readers/formats.h"
#include "article/readers/record.h"
#include "base/ascii.h"
#include "base/lang.h"
#include "text/syllable/utf8.h"

#include <stdlib.h>

struct column {
	struct key_use use;
	char name[KEY_NAME_MAX + 1]; /* cut off where it is longer */
};

struct csv_reader {
	struct rows rows;
	struct record_maker maker;
	const struct key_map *map;  /* borrowed */
	struct unused_keys *unused; /* likewise */
	struct column columns[ROW_CELLS_MAX];
	bool begun, ended;
	bool held; /* the first row is an article, not yet read */
};

static void csv_close(void *state)
{
	struct csv_reader *r = state;
	rows_close(&r->rows);
	record_maker_free(&r->maker);
	free(r);
}

static void *csv_open(const struct article_file *file, struct error *err)
{
	struct csv_reader *r = calloc(1, sizeof *r);
	char delimiter = file->format.kind == ARTICLE_TSV ? '\t' : '\0';
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	struct input_file input = article_file_input(file);
	if (!rows_open(&r->rows, &input, delimiter, article_file_max(file), err)) {
		free(r);
		return NULL;
	}
	r->map = file->map;
	r->unused = file->unused;
	r->maker = (struct record_maker){
		.input = &r->rows.window.input, .path = str_from_c(file->path)};
	return r;
}

/* ---- The header ---- */

static bool is_text(enum field f)
{
	return f == FIELD_TITLE || f == FIELD_LEAD || f == FIELD_BODY;
}

static void set_column(struct column *c, struct key_use use, struct str name)
{
	name = utf8_cut(name, KEY_NAME_MAX);
	c->use = use;
	memcpy(c->name, name.ptr, name.len);
	c->name[name.len] = '\0';
}

/* Names the columns by the first row. Whether one of them has text. */
static bool read_header(struct csv_reader *r)
{
	bool text = false;
	for (size_t i = 0; i < r->rows.count; i++) {
		struct str name = str_trim(r->rows.cells[i]);
		struct buf decoded = BUF_INIT;
		struct decoded d;
		struct error ignored;
		if (decode_text_as(name, r->maker.input->file.as, &decoded, &d, &ignored))
			name = d.text;
		struct key_use use = key_use_of(r->map, name);
		set_column(&r->columns[i], use, name);
		text |= is_text(use.field);
		buf_free(&decoded);
	}
	return text;
}

/* Names them by their numbers, where --map has any. */
static bool read_numbers(struct csv_reader *r)
{
	bool text = false;
	for (size_t i = 0; i < r->rows.count; i++) {
		enum field f = key_map_column(r->map, (unsigned)i + 1);
		if (f == FIELD_NONE)
			continue;
		r->columns[i].use = (struct key_use){f, 0};
		text |= is_text(f);
	}
	return text;
}

/* Whether the row is the header once more, as where tables were put one behind the other. */
static bool is_header(const struct csv_reader *r)
{
	bool same = r->rows.columns > 0 && r->rows.count == r->rows.columns;
	for (size_t i = 0; same && i < r->rows.count; i++) {
		struct str name = str_trim(r->rows.cells[i]);
		same = str_eq(utf8_cut(name, KEY_NAME_MAX), str_from_c(r->columns[i].name));
	}
	return same;
}

static bool fail_header(struct error *err)
{
	return error_set(err, ERROR_INPUT,
		SAY("bảng không có cột nào là title, lead hay body",
			"a table without a column that is a title, lead or body"));
}

static bool begin(struct csv_reader *r, struct error *err)
{
	r->begun = true;
	bool named = read_header(r);
	bool numbered = !named && read_numbers(r);
	r->held = numbered;
	if (named)
		r->rows.columns = r->rows.count;
	return named || numbered || fail_header(err);
}

/* ---- A row ---- */

/* ['A', "B"], as Python writes lists: the next of them, from *AT on. */
static bool next_element(struct str list, size_t *at, struct str *out)
{
	size_t start = *at;
	while (start < list.len && list.ptr[start] != '\'' && list.ptr[start] != '"')
		start++;
	if (start == list.len)
		return false;
	size_t end = start + 1;
	while (end < list.len && list.ptr[end] != list.ptr[start])
		end += list.ptr[end] == '\\' ? 2 : 1;
	if (end >= list.len)
		return false;
	*out = str_slice(list, start + 1, end);
	*at = end + 1;
	return true;
}

static bool add_cell(struct given *g, struct given_list *list, struct str cell)
{
	struct str element;
	bool listed = cell.len > 3 && cell.ptr[0] == '[' && cell.ptr[cell.len - 1] == ']' &&
		      (cell.ptr[1] == '\'' || cell.ptr[1] == '"');
	if (!listed)
		return given_add(g, list, cell);
	for (size_t at = 1; next_element(cell, &at, &element);) {
		if (!given_add(g, list, element))
			return false;
	}
	return true;
}

static bool take_cells(struct csv_reader *r, struct given *g)
{
	for (size_t i = 0; i < r->rows.count; i++) {
		struct str cell = str_trim(r->rows.cells[i]);
		struct given_list list = {0};
		if (given_is_nothing(cell))
			continue;
		cell = arena_str(g->memory, cell);
		if (!cell.ptr || !add_cell(g, &list, cell))
			return false;
		given_take(g, r->columns[i].use, str_from_c(r->columns[i].name), &list);
	}
	return true;
}

static enum article_step build(struct csv_reader *r, struct article *out, struct article_problem *p)
{
	struct given given = {.memory = &out->memory, .unused = r->unused};
	out->line = r->rows.line;
	if (!take_cells(r, &given))
		error_set_memory(&p->error);
	else if (record_make(&r->maker, &given, r->rows.bytes, 0, out, p))
		return ARTICLE_READ;
	return record_skip(r->rows.line, p);
}

static enum article_step csv_next(void *state, struct article *out, struct article_problem *p)
{
	struct csv_reader *r = state;
	while (!r->ended) {
		if (r->held) {
			r->held = false;
			return build(r, out, p);
		}
		switch (rows_next(&r->rows, &p->error)) {
		case ROWS_READ:
			if (r->begun && is_header(r))
				break;
			if (r->begun)
				return build(r, out, p);
			if (begin(r, &p->error))
				break;
			r->ended = true;
			return ARTICLE_FOREIGN;
		case ROWS_SKIPPED:
			return record_skip(r->rows.line, p);
		case ROWS_BROKEN:
			r->ended = true;
			return record_break(r->rows.window.line, p);
		case ROWS_END:
			r->ended = true;
		}
	}
	return ARTICLE_END;
}

static enum ceiling csv_ceiling(const void *state)
{
	const struct csv_reader *r = state;
	return r->rows.window.input.ceiling;
}

const struct reader_ops csv_reader_ops = {csv_open, csv_next, csv_ceiling, csv_close, NULL};
