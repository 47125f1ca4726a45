#include "article/readers/pdf/furniture.h"

#include "base/ascii.h"

#include <math.h>
#include <string.h>

enum {
	EDGE_ROWS = 4, /* at either end of a page that are looked at */
	HEADER_MAX = 2,
	FOOTER_MAX = 3,
	KEY_MAX = 240, /* bytes */
	PAGES_NEAR = 2
};

static const double same_place = 4;  /* points */
static const double small = .85;     /* of the size of the text */
static const double far_above = 1.5; /* sizes */

struct edge_row {
	struct str key;        /* its text, with one # for any figures */
	bool repeated, number; /* or what else is no text */
};

/* The rows at both ends of a sheet, from its edge inwards. */
struct edges {
	struct edge_row top[EDGE_ROWS], bottom[EDGE_ROWS];
	size_t count;
};

/* ---- Keys ---- */

static struct str key_of_row(const struct row *row, struct arena *memory)
{
	char key[KEY_MAX];
	size_t len = 0;
	for (size_t i = 0; i < row->count; i++) {
		struct str text = row->atoms[i].text;
		for (size_t k = 0; k < text.len && len < sizeof key; k++) {
			bool figure = ascii_is_digit(text.ptr[k]);
			if (!figure || len == 0 || key[len - 1] != '#')
				key[len++] = figure ? '#' : text.ptr[k];
		}
	}
	return arena_str(memory, str_make(key, len));
}

static bool is_sign(char c)
{
	return c != '\0' && strchr("-()[]./|", c) != NULL;
}

/* "3", "- 3 -", "Trang 3/12", "3 | Page": of the row whose key is KEY. */
static bool is_number(struct str key)
{
	static const struct str words[] = {STR_INIT("Trang"), STR_INIT("trang"), STR_INIT("Page"),
		STR_INIT("page"), STR_INIT("of"), STR_INIT("–"), STR_INIT("—")};
	size_t figures = 0;
	for (size_t at = 0; at < key.len;) {
		size_t step = is_sign(key.ptr[at]) || key.ptr[at] == '#' ? 1 : 0;
		figures += key.ptr[at] == '#';
		for (size_t i = 0; step == 0 && i < sizeof words / sizeof *words; i++) {
			if (str_starts_with(str_slice(key, at, key.len), words[i]))
				step = words[i].len;
		}
		if (step == 0)
			return false;
		at += step;
	}
	return figures == 1 || figures == 2;
}

/* "https://tin.example/a.html 1/1": what browsers print below a page. */
static bool is_address(struct str key)
{
	bool address =
		str_starts_with(key, STR("http://")) || str_starts_with(key, STR("https://"));
	return (address || str_starts_with(key, STR("file://"))) && str_ends_with(key, STR("#/#"));
}

/* "3/12/24, 10:20 AM Tin", "10:20, 12/03/2024 Tin": and above it. */
static bool is_stamp(struct str key)
{
	return str_starts_with(key, STR("#/#/#,#:#")) || str_starts_with(key, STR("#:#,#/#/#")) ||
	       str_starts_with(key, STR("#:##/#/#")) || str_starts_with(key, STR("#/#/##:#"));
}

/* ---- Rows that pages share ---- */

static const struct row *row_at(const struct sheet *s, bool bottom, size_t i)
{
	return &s->rows[bottom ? s->count - 1 - i : i];
}

/* Whether row I of the end of sheet A stands in B, too. */
static bool has(const struct sheet *a, const struct edges *of_a, const struct sheet *b,
	const struct edges *of_b, bool bottom, size_t i)
{
	const struct edge_row *rows = bottom ? of_b->bottom : of_b->top;
	struct str key = bottom ? of_a->bottom[i].key : of_a->top[i].key;
	for (size_t k = 0; k < of_b->count; k++) {
		double off = row_at(a, bottom, i)->base - row_at(b, bottom, k)->base;
		if (fabs(off) <= same_place && str_eq(key, rows[k].key))
			return true;
	}
	return false;
}

static void compare(
	const struct sheet *a, struct edges *of_a, const struct sheet *b, const struct edges *of_b)
{
	for (size_t i = 0; i < of_a->count; i++) {
		of_a->top[i].repeated |= has(a, of_a, b, of_b, false, i);
		of_a->bottom[i].repeated |= has(a, of_a, b, of_b, true, i);
	}
}

/* ---- Small print ---- */

static double usual_size(const struct sheet *sheets, size_t count)
{
	struct sizes sizes = {{0}};
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < sheets[i].count; k++)
			sizes_add(&sizes, sheets[i].rows[k].size, row_glyphs(&sheets[i].rows[k]));
	}
	return sizes_usual(&sizes);
}

/* Whether the first row of S, of a page behind the first, is smaller than the text and stands far
   above it: a header that only one page has. */
static bool is_small_print(const struct sheet *s, double usual)
{
	if (s->page == 1 || s->count < 2 || s->rows[0].size > small * usual)
		return false;
	return s->rows[1].top - s->rows[0].bottom > far_above * s->rows[0].size;
}

/* ---- Taking them out ---- */

/* How many of the ROWS are furniture, from the edge on: none where they are more than MAX. */
static size_t furniture_rows(const struct edge_row *rows, size_t count, size_t max)
{
	size_t found = 0;
	while (found < count && (rows[found].repeated || rows[found].number))
		found++;
	return found <= max ? found : 0;
}

static void cut(struct sheet *s, const struct edges *e)
{
	size_t top = furniture_rows(e->top, e->count, HEADER_MAX);
	size_t bottom = furniture_rows(e->bottom, e->count, FOOTER_MAX);
	if (top + bottom > s->count)
		return;
	s->rows += top;
	s->count -= top + bottom;
}

static bool read_edges(const struct sheet *s, struct edges *e, struct arena *memory)
{
	e->count = s->count < EDGE_ROWS ? s->count : EDGE_ROWS;
	for (size_t i = 0; i < e->count; i++) {
		e->top[i].key = key_of_row(row_at(s, false, i), memory);
		e->bottom[i].key = key_of_row(row_at(s, true, i), memory);
		if (!e->top[i].key.ptr || !e->bottom[i].key.ptr)
			return false;
		/* one alone is all the text that there is */
		e->top[i].number = s->count > 1 && is_number(e->top[i].key);
		e->bottom[i].number = s->count > 1 && is_number(e->bottom[i].key);
	}
	if (s->count > 2 && is_address(e->bottom[0].key) && is_stamp(e->top[0].key))
		e->top[0].number = e->bottom[0].number = true;
	return true;
}

bool furniture_remove(struct sheet *sheets, size_t count, struct arena *memory)
{
	struct edges *edges = arena_array(memory, count, sizeof *edges);
	if (!edges)
		return count == 0;
	for (size_t i = 0; i < count; i++) {
		if (!read_edges(&sheets[i], &edges[i], memory))
			return false;
	}
	for (size_t i = 0; i < count; i++) {
		for (size_t k = i + 1; k < count && sheets[k].page <= sheets[i].page + PAGES_NEAR;
			k++) {
			compare(&sheets[i], &edges[i], &sheets[k], &edges[k]);
			compare(&sheets[k], &edges[k], &sheets[i], &edges[i]);
		}
	}
	double usual = usual_size(sheets, count);
	for (size_t i = 0; i < count; i++) {
		if (is_small_print(&sheets[i], usual))
			edges[i].top[0].repeated = true;
		cut(&sheets[i], &edges[i]);
	}
	return true;
}
