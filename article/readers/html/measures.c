#include "article/readers/html/measures.h"

enum {
	CELL_MAX = 400,         /* of a table of figures */
	PICTURE_TABLE_MAX = 900 /* of a table that has a picture and its caption */
};

size_t html_letters(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += (unsigned char)text.ptr[i] > ' ';
	return count;
}

static void measure_node(const struct html_node *n, struct html_measure *m)
{
	if (n->element == HTML_TEXT)
		m->bytes = (uint32_t)html_letters(n->text);
	if (n->element == HTML_LINK)
		m->linked = m->bytes;
	m->pictures += n->element == HTML_PICTURE;
	m->breaks += n->element == HTML_BREAK;
	m->rows += n->element == HTML_ROW;
	if (n->element == HTML_CELL) {
		m->cells++;
		m->longest_cell = m->bytes > m->longest_cell ? m->bytes : m->longest_cell;
	}
}

/* Those of each node, from what is in it: it stands behind it. */
struct html_measure *html_measure(struct arena *memory, const struct html_tree *tree)
{
	struct html_measure *all = arena_array(memory, tree->count, sizeof *all);
	for (uint32_t i = tree->count; all && i-- > 1;) {
		const struct html_node *n = &tree->nodes[i];
		struct html_measure *m = &all[i], *up = &all[n->parent];
		measure_node(n, m);
		if (n->element == HTML_HIDDEN)
			continue;
		up->bytes += m->bytes;
		up->linked += m->linked;
		up->pictures += m->pictures;
		up->breaks += m->breaks;
		up->divisions += m->divisions + html_divides(n->element);
		up->tables += m->tables + (n->element == HTML_TABLE);
		up->rows += m->rows;
		up->cells += m->cells;
		if (m->longest_cell > up->longest_cell)
			up->longest_cell = m->longest_cell;
	}
	return all;
}

enum html_table html_table_kind(const struct html_measure *m)
{
	if (m->tables > 0 || m->bytes == 0 || 2 * m->linked > m->bytes)
		return HTML_TABLE_NONE;
	if (m->pictures > 0)
		return m->bytes <= PICTURE_TABLE_MAX && m->longest_cell <= CELL_MAX &&
				       m->rows <= 2 * m->pictures + 1
			       ? HTML_TABLE_PICTURES
			       : HTML_TABLE_NONE;
	bool figures = m->rows > 1 && m->cells >= 2 * m->rows && m->longest_cell <= CELL_MAX &&
		       m->breaks <= m->cells / 2;
	return figures ? HTML_TABLE_FIGURES : HTML_TABLE_NONE;
}
