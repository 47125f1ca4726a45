#include "query/terminal/print.h"

#include "archive/record.h"
#include "base/lang.h"
#include "query/reading/dates.h"
#include "query/showing/marked.h"
#include "query/terminal/print_label.h"
#include "query/terminal/print_lines.h"

#include <stdio.h>

/* What the article was decoded from; nothing for UTF-8. */
static void put_encodings(struct buf *out, const struct record *r, const struct text_look *look)
{
	if (r->encodings.len == 0)
		return;
	struct buf line = BUF_INIT;
	buf_append_c(&line, SAY("giải mã từ ", "decoded from "));
	buf_append(&line, r->encodings);
	lines_put(out, buf_str(&line), look, &lines_path, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

/* Where the date was read, if its format did not give it. */
static void put_date_source(struct buf *out, const struct record *r, const struct text_look *look)
{
	const char *line = "";
	struct str from = r->origins[RECORD_DATE];
	if (str_eq(from, STR("text")))
		line = dates_is_guess(r->date_confidence)
			       ? SAY("ngày đoán theo chữ trong bài", "date guessed from the text")
			       : SAY("ngày đọc trong bài", "date read in the text");
	else if (str_eq(from, STR("page")))
		line = SAY(
			"ngày do trang hoặc tệp tự ghi", "date as the page or file says of itself");
	else if (str_eq(from, STR("url")))
		line = SAY("ngày đoán theo địa chỉ trang", "date guessed from the page's address");
	else if (str_eq(from, STR("path")))
		line = SAY("ngày đoán theo tên tệp", "date guessed from the file's name");
	lines_put(out, str_from_c(line), look, &lines_path, 0);
}

/* "đọc trong bài: tiêu đề, tác giả": the fields whose origin is FROM; a date that was not given has
   a line of its own. */
static void put_origin(struct buf *out, const struct record *r, const char *from, const char *label,
	const struct text_look *look)
{
	struct buf line = BUF_INIT;
	bool given = str_eq(str_from_c(from), STR("given"));
	for (enum record_field f = 0; f < RECORD_FIELD_COUNT; f++) {
		if ((f == RECORD_DATE && !given) || !str_eq(r->origins[f], str_from_c(from)))
			continue;
		buf_append_c(&line, line.len > 0 ? ", " : label);
		buf_append_c(&line, print_label(f));
	}
	lines_put(out, buf_str(&line), look, &lines_path, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

static void put_origins(struct buf *out, const struct record *r, const struct text_look *look)
{
	put_origin(out, r, "given", SAY("cho sẵn: ", "given: "), look);
	put_origin(out, r, "text", SAY("đọc trong bài: ", "read in the text: "), look);
	put_origin(out, r, "page",
		SAY("do trang hoặc tệp tự ghi: ", "as the page or file says of itself: "), look);
	put_origin(out, r, "url", SAY("theo địa chỉ trang: ", "from the page's address: "), look);
	put_origin(out, r, "path", SAY("theo tên tệp: ", "from the file's name: "), look);
	put_origin(out, r, "guess", SAY("đoán: ", "guessed: "), look);
}

/* An address or path, with what it is before it; nothing where there is none. */
static void put_address(
	struct buf *out, const char *label, struct str address, const struct text_look *look)
{
	struct buf line = BUF_INIT;
	buf_append_c(&line, address.len > 0 ? label : "");
	buf_append(&line, address);
	lines_put(out, buf_str(&line), look, &lines_path, 0);
	out->failed |= line.failed;
	buf_free(&line);
}

/* Where the file goes on to a page, from BEFORE. */
static void put_page_line(
	struct buf *out, uint32_t page, uint32_t before, const struct text_look *look)
{
	char text[32];
	if (page == 0 || page == before)
		return;
	snprintf(text, sizeof text, SAY("— trang %u —", "— page %u —"), page);
	buf_push(out, '\n');
	lines_put(out, str_from_c(text), look, &lines_path, 0);
}

/* TEXT on lines of its own, or the same text in PIECES. */
static void put_marked(struct buf *out, struct str text, const struct pieces *pieces,
	const struct text_look *look, const struct style *style, size_t indent)
{
	if (!pieces || text.len == 0) {
		lines_put(out, text, look, style, indent);
		return;
	}
	struct wrap wrap = lines_wrap(look, style, indent);
	lines_indent(out, indent);
	terminal_wrap_pieces(out, pieces, &wrap);
	buf_push(out, '\n');
}

void print_text_article(struct buf *out, const struct record *r, const struct marked *marked,
	const struct text_look *look)
{
	put_marked(out, r->title, marked ? &marked->title : NULL, look, &lines_title, 0);
	const struct meta meta = {r->date, r->date_confidence, r->place, r->source, r->authors,
		r->author_count, r->kind, r->number, r->issuer};
	lines_put_meta(out, &meta, look, 0);
	put_date_source(out, r, look);
	put_origins(out, r, look);
	put_address(out, "", r->path, look);
	put_address(out, "", r->url, look);
	put_address(out, SAY("ảnh: ", "image: "), r->image, look);
	if (record_is_ocr(r))
		lines_put(out,
			str_from_c(SAY("đọc bằng OCR: có thể sai chữ",
				"read by OCR: letters may be wrong")),
			look, &lines_path, 0);
	put_encodings(out, r, look);
	uint32_t page = 0;
	for (size_t i = 0; i < r->block_count; i++) {
		const struct record_block *b = &r->blocks[i];
		if (b->zone == ZONE_TITLE)
			continue;
		put_page_line(out, b->page, page, look);
		page = b->page;
		buf_push(out, '\n');
		put_marked(out, b->text, marked ? &marked->blocks[i] : NULL, look,
			b->zone == ZONE_LEAD ? &lines_title : &lines_text,
			b->zone == ZONE_LEAD || b->zone == ZONE_BODY ? 0 : 2 * LINES_INDENT);
	}
}
