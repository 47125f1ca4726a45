/* The text of a page that is no newspaper's: of a mail. */
#include "article/readers/html/decoding.h"
#include "article/readers/html/page.h"

enum { DEEP = 16, RIGHT = 48 /* columns, as article/metadata/page.h tells them */ };

static void put_spaces(struct buf *out, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_push(out, ' ');
}

static void put_lines(const struct html_lines *l, struct buf *out)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct html_line *line = &l->lines[i];
		if (line->hints & HINT_RIGHT)
			put_spaces(out, RIGHT);
		else if (line->hints & HINT_CAPTION)
			put_spaces(out, DEEP);
		buf_append(out, line->text);
		buf_append_c(out, line->broken ? "\n" : "\n\n");
	}
}

static bool read(struct article *a, const struct html_source *source, struct arena *memory,
	enum encoding told, struct buf *out, struct error *err)
{
	struct html_tree tree;
	struct html_lines lines;
	struct html_facts facts = {0};
	if (!html_tree_read(&tree, memory, source, err) ||
		!html_lines_read(&lines, memory, &tree, err) ||
		!html_decode(a, &lines, &facts, source, told, err))
		return false;
	put_lines(&lines, out);
	return !out->failed || error_set_memory(err);
}

bool html_text_read(
	struct article *a, struct str html, enum encoding told, struct buf *out, struct error *err)
{
	struct html_source source;
	struct arena memory = ARENA_INIT;
	bool ok = html_source_read(&source, html, told, err) &&
		  read(a, &source, &memory, told, out, err);
	html_source_free(&source);
	arena_free(&memory);
	return ok;
}
