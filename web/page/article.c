#include "base/lang.h"
#include "web/page/view.h"

#include <stdio.h>

static const struct str none = {NULL, 0};

/* ---- Where the reader is ---- */

static void put_neighbour(struct view *v, uint64_t rank, const char *rel, const char *text)
{
	struct html *h = &v->html;
	const json_t *hits = json_object_get(v->page->answers[PART_NEIGHBOURS], "hits");
	for (size_t i = 0; rank > 0 && i < json_array_size(hits); i++) {
		const json_t *hit = json_array_get(hits, i);
		if (member_count(hit, "rank") != rank)
			continue;
		html_open(h, "li");
		const struct linked to = linked_hit(hit, rank);
		link_open_article(v, &to);
		html_attr(h, "rel", str_from_c(rel));
		html_say(h, text);
		html_close(h);
		html_close(h);
	}
}

/* Back to the page of hits that the article is on. */
static void put_back(struct view *v, unsigned long rank)
{
	char number[24];
	unsigned long limit = page_number(v->page, "limit");
	unsigned long size = limit > 0 ? limit : PAGE_HITS;
	unsigned long first = rank > 0 ? (rank - 1) / size * size : 0;
	snprintf(number, sizeof number, "%lu", first);
	const struct change back[] = {{CHANGE_SET, "at", none}, {CHANGE_SET, "archive", none},
		{CHANGE_SET, "offset", first > 0 ? str_from_c(number) : none}};
	html_open(&v->html, "li");
	link_to(v, STR("/search"), back, 3, str_from_c(SAY("← Kết quả", "← Results")));
	html_close(&v->html);
}

static void put_place_in_answer(struct view *v)
{
	struct html *h = &v->html;
	unsigned long rank = page_rank(v->page);
	if (view_parameter(v, "q").len == 0)
		return;
	html_open(h, "nav");
	html_set(h, "class", "place-in-answer");
	html_attr(h, "aria-label", str_from_c(SAY("Trong kết quả", "In the results")));
	html_open(h, "ul");
	put_back(v, rank);
	put_neighbour(v, rank > 1 ? rank - 1 : 0, "prev", SAY("Bài trước", "Previous article"));
	put_neighbour(v, rank > 0 ? rank + 1 : 0, "next", SAY("Bài sau", "Next article"));
	html_close(h);
	html_close(h);
}

/* ---- Where it is from ---- */

static void put_foreign(struct view *v, const char *label, struct str address)
{
	struct html *h = &v->html;
	html_open(h, "p");
	html_set(h, "class", "original");
	html_say(h, label);
	html_say(h, " ");
	html_open(h, "a");
	html_href(h, address);
	html_text(h, address);
	html_close(h);
	html_close(h);
}

static void put_original(struct view *v, const json_t *article)
{
	struct html *h = &v->html;
	struct str url = member_text(article, "url"), file = member_text(article, "original");
	if (url.len > 0)
		put_foreign(v, SAY("Bản gốc:", "Original:"), url);
	if (file.len > 0)
		put_foreign(v, SAY("Tệp gốc:", "Original file:"), file);
	if (url.len + file.len > 0)
		return;
	html_open(h, "p");
	html_set(h, "class", "original");
	html_say(h, SAY("Tệp trong kho: ", "File in the archive: "));
	html_leaf(h, "code", "", member_text(article, "path"));
	html_close(h);
}

/* An address of before leads here still. */
static void put_renamed(struct view *v, const json_t *article)
{
	struct html *h = &v->html;
	struct str was = member_text(article, "was"), id = member_text(article, "id");
	if (was.len == 0)
		return;
	html_open(h, "p");
	html_set(h, "class", "notice");
	html_say(h, SAY("Bài đã đổi tên, từ ", "This article was renamed, from "));
	html_leaf(h, "code", "", was);
	html_say(h, SAY(" thành ", " to "));
	const struct linked to = linked_beside(v, id);
	link_open_article(v, &to);
	html_leaf(h, "code", "", id);
	html_close(h);
	html_say(h, ".");
	html_close(h);
}

/* That it said something else before, and what. */
static void put_versions(struct view *v, const json_t *article)
{
	struct html *h = &v->html;
	uint64_t kept = member_count(article, "versions");
	struct buf path = BUF_INIT;
	const struct change changes[] = {{CHANGE_SET, "at", none}, {CHANGE_SET, "offset", none}};
	if (kept == 0)
		return;
	buf_append_c(&path, "/history/");
	buf_append(&path, member_text(article, "id"));
	html_open(h, "p");
	html_set(h, "class", "notice");
	html_say(h, SAY("Bài đã bị sửa ở nguồn, kho giữ ", "It was changed in its source; "));
	html_count(h, kept);
	html_say(h, SAY(" bản cũ. ", kept == 1 ? " earlier version is kept. "
					       : " earlier versions are kept. "));
	link_to(v, buf_str(&path), changes, 2, str_from_c(SAY("Xem đã sửa gì", "What changed")));
	html_close(h);
	h->failed |= path.failed;
	buf_free(&path);
}

/* ---- Text ---- */

/* A text, and beside it its pieces, in which runs of white space are one. */
struct marked {
	const json_t *pieces;
	size_t piece, at;
};

static bool is_white(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Whether the next byte of the text, C, is of a hit; moves on behind it. */
static bool take_byte(struct marked *m, char c)
{
	while (m->piece < json_array_size(m->pieces)) {
		const json_t *piece = json_array_get(m->pieces, m->piece);
		struct str text = member_text(piece, "text");
		while (m->at < text.len && is_white(text.ptr[m->at]))
			m->at++;
		if (m->at < text.len) {
			m->at += text.ptr[m->at] == c;
			return member_true(piece, "hit");
		}
		m->piece++;
		m->at = 0;
	}
	return false;
}

/* A cell of a table, with its marks. */
static void put_cell(struct html *h, struct str cell, struct marked *m)
{
	size_t start = 0;
	bool hit = false;
	html_open(h, "td");
	for (size_t i = 0; i <= cell.len; i++) {
		bool white = i < cell.len && is_white(cell.ptr[i]);
		bool now = i < cell.len && !white ? take_byte(m, cell.ptr[i]) : hit && white;
		if (i < cell.len && now == hit)
			continue;
		struct str part = str_slice(cell, start, i);
		if (hit)
			html_leaf(h, "mark", "", part);
		else
			html_paragraph(h, part);
		start = i;
		hit = now;
	}
	html_close(h);
}

static void put_rows(struct view *v, const json_t *block)
{
	struct html *h = &v->html;
	struct marked m = {.pieces = json_object_get(block, "pieces")};
	struct str rest = member_text(block, "text"), row, cell;
	while (str_split(&rest, '\n', &row)) {
		if (str_trim(row).len == 0)
			continue;
		html_open(h, "tr");
		while (str_split(&row, '\t', &cell))
			put_cell(h, str_trim(cell), &m);
		html_close(h);
	}
}

static bool is_table(const json_t *block)
{
	struct str text = member_text(block, "text");
	return str_find(text, STR("\t"), 0) < text.len &&
	       (member_is(block, "zone", "body") || member_is(block, "zone", "frame"));
}

static size_t put_table(struct view *v, const json_t *blocks, size_t i)
{
	struct html *h = &v->html;
	view_table(v, SAY("Bảng", "Table"));
	html_open(h, "tbody");
	for (; i < json_array_size(blocks) && is_table(json_array_get(blocks, i)); i++)
		put_rows(v, json_array_get(blocks, i));
	html_close(h);
	html_close(h);
	html_close(h);
	return i;
}

static void put_text(struct view *v, const json_t *block)
{
	const json_t *pieces = json_object_get(block, "pieces");
	if (pieces)
		view_pieces(v, pieces);
	else
		html_paragraph(&v->html, str_trim(member_text(block, "text")));
}

static void put_block(struct view *v, const json_t *block, uint64_t *page)
{
	struct html *h = &v->html;
	uint64_t on = member_count(block, "page");
	if (on > 0 && on != *page) {
		html_open(h, "p");
		html_set(h, "class", "on-page");
		html_say(h, SAY("Trang ", "Page "));
		html_count(h, on);
		html_close(h);
		*page = on;
	}
	html_open(h, "p");
	html_attr(h, "class", member_text(block, "zone"));
	put_text(v, block);
	html_close(h);
}

/* The title stands above; its block has the marks. */
static void put_title(struct view *v, const json_t *article)
{
	struct html *h = &v->html;
	const json_t *blocks = json_object_get(article, "blocks");
	const json_t *pieces = NULL;
	struct str title = member_text(article, "title");
	html_open(h, "h1");
	for (size_t i = 0; i < json_array_size(blocks); i++) {
		const json_t *block = json_array_get(blocks, i);
		if (!member_is(block, "zone", "title"))
			continue;
		pieces = json_object_get(block, "pieces");
		break;
	}
	view_title(v, pieces, title.len > 0 ? title : member_text(article, "id"));
	html_close(h);
}

static void put_blocks(struct view *v, const json_t *article)
{
	const json_t *blocks = json_object_get(article, "blocks");
	bool title = false;
	uint64_t page = 0;
	html_open(&v->html, "div");
	html_set(&v->html, "class", "text");
	html_set(&v->html, "lang", "vi");
	for (size_t i = 0; i < json_array_size(blocks);) {
		const json_t *block = json_array_get(blocks, i);
		if (is_table(block)) {
			i = put_table(v, blocks, i);
			continue;
		}
		if (!member_is(block, "zone", "title") || title)
			put_block(v, block, &page);
		title |= member_is(block, "zone", "title");
		i++;
	}
	html_close(&v->html);
}

/* ---- What else is known ---- */

static void put_citation(struct view *v, const json_t *article)
{
	struct html *h = &v->html;
	struct str citation = member_text(article, "citation");
	if (citation.len == 0)
		return;
	html_open(h, "section");
	html_set(h, "class", "citation");
	html_leaf(h, "h2", "", str_from_c(SAY("Trích dẫn", "Citation")));
	html_open(h, "p");
	html_set(h, "id", "citation");
	html_text(h, citation);
	html_close(h);
	html_open(h, "button");
	html_set(h, "type", "button");
	html_set(h, "id", "copy");
	html_attr(h, "data-done", str_from_c(SAY("Đã chép", "Copied")));
	html_flag(h, "hidden");
	html_say(h, SAY("Chép", "Copy"));
	html_close(h);
	html_close(h);
}

void view_labelled(struct view *v, const char *label, struct str value)
{
	if (value.len == 0)
		return;
	html_leaf(&v->html, "dt", "", str_from_c(label));
	html_leaf(&v->html, "dd", "", value);
}

void view_table(struct view *v, const char *label)
{
	struct html *h = &v->html;
	html_open(h, "div");
	html_set(h, "class", "wide");
	html_set(h, "tabindex", "0");
	html_set(h, "role", "region");
	html_attr(h, "aria-label", str_from_c(label));
	html_open(h, "table");
}

static const char *origin_name(struct str origin)
{
	static const struct {
		const char *origin, *vi, *en;
	} rows[] = {{"given", "ghi sẵn trong tệp", "given by the file"},
		{"text", "đọc trong bài", "read in the text"},
		{"page", "trang ghi về chính nó", "said by the page"},
		{"url", "đoán theo địa chỉ", "from the address"},
		{"path", "đoán theo tên thư mục", "from the path"},
		{"guess", "suy ra", "concluded"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (str_eq(origin, str_from_c(rows[i].origin)))
			return SAY(rows[i].vi, rows[i].en);
	}
	return "";
}

static void put_origin(struct view *v, const json_t *article, const char *field, const char *label)
{
	const json_t *origins = json_object_get(article, "origins");
	view_labelled(v, label, str_from_c(origin_name(member_text(origins, field))));
}

static void put_image(struct view *v, struct str image)
{
	struct html *h = &v->html;
	if (image.len == 0)
		return;
	html_leaf(h, "dt", "", str_from_c(SAY("Ảnh", "Picture")));
	html_open(h, "dd");
	if (str_starts_with(image, STR("http"))) {
		html_open(h, "a");
		html_href(h, image);
		html_text(h, image);
		html_close(h);
	} else {
		html_text(h, image);
	}
	html_close(h);
}

static void put_facts(struct view *v, const json_t *article)
{
	struct html *h = &v->html;
	html_open(h, "details");
	html_set(h, "class", "facts");
	html_leaf(h, "summary", "", str_from_c(SAY("Bài này lấy từ đâu", "Where this is from")));
	html_open(h, "dl");
	view_labelled(v, SAY("Mã bài", "Id"), member_text(article, "id"));
	view_labelled(v, SAY("Mã cũ", "Former id"), member_text(article, "was"));
	view_labelled(v, SAY("Tệp", "File"), member_text(article, "path"));
	view_labelled(v, SAY("Cơ quan ban hành", "Issuer"), member_text(article, "issuer"));
	view_labelled(v, SAY("Số hiệu", "Number"), member_text(article, "number"));
	put_image(v, member_text(article, "image"));
	put_origin(v, article, "title", SAY("Tiêu đề", "Title"));
	put_origin(v, article, "date", SAY("Ngày", "Date"));
	put_origin(v, article, "place", SAY("Nơi", "Place"));
	put_origin(v, article, "authors", SAY("Tác giả", "Authors"));
	put_origin(v, article, "source", SAY("Nguồn", "Source"));
	view_labelled(v, SAY("Bảng mã", "Encoding"),
		member_text_of(json_array_get(json_object_get(article, "encodings"), 0)));
	html_close(h);
	html_close(h);
}

static void put_similar(struct view *v)
{
	struct html *h = &v->html;
	const json_t *hits = json_object_get(v->page->answers[PART_SIMILAR], "hits");
	struct buf path = BUF_INIT;
	if (json_array_size(hits) == 0)
		return;
	html_open(h, "section");
	html_set(h, "class", "similar");
	html_leaf(h, "h2", "", str_from_c(SAY("Bài tương tự", "Articles like it")));
	html_open(h, "ul");
	for (size_t i = 0; i < json_array_size(hits); i++) {
		const json_t *hit = json_array_get(hits, i);
		html_open(h, "li");
		const struct linked to = linked_hit(hit, 0);
		link_open_article(v, &to);
		view_title(v, json_object_get(hit, "title"), member_text(hit, "id"));
		html_close(h);
		view_about(v, hit);
		html_close(h);
	}
	html_close(h);
	const struct change alone[] = {{CHANGE_SET, "lang", view_parameter(v, "lang")},
		{CHANGE_SET, "archive", view_parameter(v, "archive")}};
	static const struct target nothing;
	struct buf address = BUF_INIT;
	buf_append_c(&path, "/similar/");
	buf_append(&path, v->page->id);
	address_append(&address, buf_str(&path), &nothing, alone, 2);
	html_open(h, "p");
	html_open(h, "a");
	html_href(h, buf_str(&address));
	html_say(h, SAY("Tất cả bài tương tự", "All articles like it"));
	html_close(h);
	html_close(h);
	html_close(h);
	h->failed |= path.failed || address.failed;
	buf_free(&path);
	buf_free(&address);
}

/* From mark to mark; a script shows it. */
static void put_marks(struct view *v)
{
	struct html *h = &v->html;
	html_open(h, "div");
	html_set(h, "id", "marks");
	html_set(h, "role", "group");
	html_attr(h, "aria-label", str_from_c(SAY("Chỗ khớp", "Marks")));
	html_flag(h, "hidden");
	html_open(h, "button");
	html_set(h, "type", "button");
	html_set(h, "class", "previous");
	html_say(h, SAY("↑ trước", "↑ previous"));
	html_close(h);
	html_open(h, "output");
	html_close(h);
	html_open(h, "button");
	html_set(h, "type", "button");
	html_set(h, "class", "next");
	html_say(h, SAY("↓ sau", "↓ next"));
	html_close(h);
	html_open(h, "span");
	html_set(h, "class", "terms");
	html_close(h);
	html_close(h);
}

/* ---- The whole ---- */

void view_article(struct view *v)
{
	struct html *h = &v->html;
	const json_t *article = json_object_get(v->page->answers[PART_MAIN], "article");
	html_open(h, "div");
	html_set(h, "class", "reading");
	put_place_in_answer(v);
	put_renamed(v, article);
	html_open(h, "article");
	put_original(v, article);
	put_title(v, article);
	view_about(v, article);
	put_versions(v, article);
	put_blocks(v, article);
	put_marks(v);
	put_citation(v, article);
	put_facts(v, article);
	html_close(h);
	put_similar(v);
	html_close(h);
}
