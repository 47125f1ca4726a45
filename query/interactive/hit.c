#include "query/interactive/hit.h"

#include "base/lang.h"
#include "printing/print.h"
#include "query/interactive/found.h"
#include "query/terminal/print_lines.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 5 };

static struct str text_of(const json_t *object, const char *name)
{
	const json_t *text = json_object_get(object, name);
	return json_is_string(text) ? str_make(json_string_value(text), json_string_length(text))
				    : STR("");
}

/* The pieces of the array P, which go on living; items to be freed. */
static struct pieces pieces_of(const json_t *p)
{
	size_t i, count = json_array_size(p);
	struct pieces out = {.items = calloc(count + 1, sizeof *out.items)};
	json_t *piece;
	if (!out.items)
		return out;
	json_array_foreach(p, i, piece)
	{
		bool hit = json_is_true(json_object_get(piece, "hit"));
		out.items[out.count++] = (struct piece){text_of(piece, "text"), hit};
	}
	return out;
}

static void put_pieces(struct buf *out, const json_t *p, const struct text_look *look,
	const struct style *style, size_t indent)
{
	struct pieces pieces = pieces_of(p);
	struct wrap wrap = lines_wrap(look, style, indent);
	lines_indent(out, indent);
	terminal_wrap_pieces(out, &pieces, &wrap);
	buf_push(out, '\n');
	out->failed |= !pieces.items;
	free(pieces.items);
}

static void put_meta(
	struct buf *out, const json_t *object, const struct text_look *look, size_t indent)
{
	enum { AUTHORS_MAX = 16 };
	struct str authors[AUTHORS_MAX];
	json_t *list = json_object_get(object, "authors"), *author;
	size_t count = 0, i;
	json_array_foreach(list, i, author)
	{
		const char *name = json_string_value(author);
		if (name && count < AUTHORS_MAX)
			authors[count++] = str_from_c(name);
	}
	const struct meta meta = {.date = text_of(object, "date"),
		.date_confidence = text_of(object, "date_confidence"),
		.place = text_of(object, "place"),
		.source = text_of(object, "source"),
		.authors = authors,
		.author_count = count,
		.kind = text_of(object, "kind"),
		.number = text_of(object, "number"),
		.issuer = text_of(object, "issuer")};
	lines_put_meta(out, &meta, look, indent);
}

/* The words that it lacks. */
static void put_missing(struct buf *out, const json_t *hit, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	json_t *word;
	size_t i;
	json_array_foreach(json_object_get(hit, "missing"), i, word)
	{
		const char *text = json_string_value(word);
		buf_append_c(&line, i > 0 ? ", " : SAY("thiếu: ", "without: "));
		buf_append_c(&line, text ? text : "");
	}
	lines_put(out, buf_str(&line), look, &lines_warning, INDENT);
	out->failed |= line.failed;
	buf_free(&line);
}

/* How many others are nearly the same. */
static void put_duplicates(struct buf *out, const json_t *hit, const struct text_look *look)
{
	json_int_t count =
		json_integer_value(json_object_get(json_object_get(hit, "duplicates"), "count"));
	struct buf line = BUF_INIT;
	if (count <= 0)
		return;
	buf_printf(&line,
		SAY("và %lld bài giống hệt hoặc gần giống (u: hiện từng bài)",
			"and %lld that are the same or nearly so (u: show each)"),
		(long long)count);
	lines_put(out, buf_str(&line), look, &lines_path, INDENT);
	out->failed |= line.failed;
	buf_free(&line);
}

void hit_append(struct buf *out, const json_t *hit, const struct hit_look *how)
{
	const struct text_look look = {.columns = how->columns, .color = true};
	json_int_t rank = json_integer_value(json_object_get(hit, "rank"));
	struct buf head = BUF_INIT;
	json_t *snippet;
	size_t i;
	buf_printf(&head, "%s%2lld. ", how->here ? "▶" : " ", (long long)rank);
	size_t column = terminal_width_of(buf_str(&head));
	struct pieces title = pieces_of(json_object_get(hit, "title"));
	struct wrap wrap = lines_wrap(&look, &lines_title, INDENT);
	wrap.column = column;
	buf_append_c(out, how->here ? PRINT_BOLD : PRINT_DIM);
	buf_append(out, buf_str(&head));
	buf_append_c(out, PRINT_PLAIN);
	if (title.count > 0)
		terminal_wrap_pieces(out, &title, &wrap);
	else
		terminal_wrap(out, str_from_c(SAY("(không có tiêu đề)", "(no title)")), &wrap);
	buf_push(out, '\n');
	put_meta(out, hit, &look, INDENT);
	json_array_foreach(json_object_get(hit, "snippets"), i, snippet)
	{
		if (i < how->passages)
			put_pieces(out, snippet, &look, &lines_text, INDENT);
	}
	if (!how->like)
		put_missing(out, hit, &look);
	if (!how->unfolded)
		put_duplicates(out, hit, &look);
	out->failed |= !title.items || head.failed;
	free(title.items);
	buf_free(&head);
}

static void put_versions(struct buf *out, const json_t *article, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	json_int_t count = json_integer_value(json_object_get(article, "versions"));
	if (count <= 0)
		return;
	buf_printf(&line,
		SAY("bài đã bị sửa ở nguồn, kho giữ %lld bản cũ: tracuu --history",
			"changed in its source; earlier versions that are kept: %lld (tracuu "
			"--history)"),
		(long long)count);
	lines_put(out, buf_str(&line), look, &lines_warning, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

static void put_page(
	struct buf *out, const json_t *block, json_int_t *page, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	json_int_t this = json_integer_value(json_object_get(block, "page"));
	if (this > 0 && this != *page) {
		buf_printf(&line, SAY("— trang %lld —", "— page %lld —"), (long long)this);
		buf_push(out, '\n');
		lines_put(out, buf_str(&line), look, &lines_path, 0);
	}
	*page = this;
	out->failed |= line.failed;
	buf_free(&line);
}

static void put_block(struct buf *out, const json_t *block, const struct text_look *look)
{
	const char *zone = found_text(block, "zone");
	bool lead = strcmp(zone, "lead") == 0, title = strcmp(zone, "title") == 0;
	bool main = lead || title || strcmp(zone, "body") == 0;
	json_t *pieces = json_object_get(block, "pieces");
	const struct style *style = lead || title ? &lines_title : &lines_text;
	if (pieces)
		put_pieces(out, pieces, look, style, main ? 0 : INDENT);
	else
		lines_put(out, text_of(block, "text"), look, style, main ? 0 : INDENT);
}

static bool is_title(const json_t *block)
{
	return strcmp(found_text(block, "zone"), "title") == 0;
}

static json_t *title_of(const json_t *article)
{
	json_t *block;
	size_t i;
	json_array_foreach(json_object_get(article, "blocks"), i, block)
	{
		if (is_title(block))
			return block;
	}
	return NULL;
}

void article_append(struct buf *out, const json_t *article, size_t columns)
{
	const struct text_look look = {.columns = columns, .color = true};
	json_t *title = title_of(article), *block;
	json_int_t page = 0;
	size_t i;
	if (title)
		put_block(out, title, &look);
	else
		lines_put(out, text_of(article, "title"), &look, &lines_title, 0);
	put_meta(out, article, &look, 0);
	lines_put(out, text_of(article, "path"), &look, &lines_path, 0);
	lines_put(out, text_of(article, "url"), &look, &lines_path, 0);
	if (strcmp(found_text(article, "read_by"), "ocr") == 0)
		lines_put(out,
			str_from_c(SAY("đọc bằng OCR: có thể sai chữ",
				"read by OCR: letters may be wrong")),
			&look, &lines_path, 0);
	put_versions(out, article, &look);
	json_array_foreach(json_object_get(article, "blocks"), i, block)
	{
		if (is_title(block))
			continue;
		put_page(out, block, &page, &look);
		buf_push(out, '\n');
		put_block(out, block, &look);
	}
}
