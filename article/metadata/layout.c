#include "article/metadata/layout.h"

#include "article/blocks.h"
#include "article/metadata/byline.h"
#include "article/words.h"

enum {
	TAB_COLUMNS = 8,
	PAGE_COLUMNS = 100, /* a longer line was not broken by hand */
	TITLE_MAX = 300,    /* characters */
	TITLE_LINES = 3,
	CAPTION_INDENT = 12, /* columns */
	CAPTION_MAX = 200,   /* characters */
	CAPTION_LINES = 4,   /* without an empty one */
	RIGHT_INDENT = 40,   /* columns: the right half of the page */
	BYLINE_LINES = 3,
	BYLINE_SEARCH = 8,  /* lines from the end */
	BYLINE_MAX = 80,    /* characters of one that only its place tells */
	CONTACT_FIGURES = 7 /* of a telephone number */
};

struct line {
	struct str text; /* trimmed, not empty */
	size_t indent;   /* columns */
	size_t length;   /* characters */
	bool after_gap;  /* an empty line, or nothing, stands before it */
	enum zone zone;
};

struct page {
	struct line *lines;
	size_t count;
};

static size_t indent_of(struct str line)
{
	size_t columns = 0, len;
	for (size_t at = 0; (len = words_space(line, at)) > 0; at += len)
		columns += line.ptr[at] == '\t' ? TAB_COLUMNS - columns % TAB_COLUMNS : 1;
	return columns;
}

/* Takes a line off the front of *REST; it ends in LF, CR LF or CR. */
static bool next_line(struct str *rest, struct str *line)
{
	if (rest->len == 0)
		return false;
	size_t end = 0;
	while (end < rest->len && rest->ptr[end] != '\n' && rest->ptr[end] != '\r')
		end++;
	*line = str_slice(*rest, 0, end);
	if (end + 1 < rest->len && rest->ptr[end] == '\r' && rest->ptr[end + 1] == '\n')
		end++;
	*rest = str_slice(*rest, end < rest->len ? end + 1 : end, rest->len);
	return true;
}

static size_t count_lines(struct str text)
{
	struct str line;
	size_t count = 0;
	while (count < BLOCKS_MAX && next_line(&text, &line))
		count += words_trim(line).len > 0;
	return count;
}

/* Past BLOCKS_MAX lines, the rest of the text is the last line. */
static bool read_page(struct arena *memory, struct str text, struct page *page)
{
	struct str raw;
	bool gap = true;
	size_t count = count_lines(text);
	page->lines = arena_array(memory, count, sizeof *page->lines);
	page->count = 0;
	if (!page->lines)
		return false;
	while (page->count < count) {
		if (page->count + 1 == BLOCKS_MAX) {
			raw = text;
			text.len = 0;
		} else if (!next_line(&text, &raw)) {
			break;
		}
		struct str trimmed = words_trim(raw);
		if (trimmed.len > 0)
			page->lines[page->count++] = (struct line){
				trimmed, indent_of(raw), words_length(trimmed), gap, ZONE_BODY};
		gap = trimmed.len == 0;
	}
	return true;
}

static bool ends_as_sentence(struct str s)
{
	static const struct str closing[] = {{"”", 3}, {"\"", 1}, {")", 1}, {"»", 2}, {"’", 3}};
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
		if (str_ends_with(s, closing[i]))
			s.len -= closing[i].len;
	}
	return s.len > 0 && strchr(".!?:;", s.ptr[s.len - 1]) && s.ptr[s.len - 1] != '\0';
}

/* Three spaces or a tab inside a line set columns apart. */
static bool is_table_row(struct str s)
{
	size_t run = 0;
	for (size_t at = 0; at < s.len;) {
		size_t space = words_space(s, at);
		if (space > 0 && s.ptr[at] == '\t')
			return true;
		run = space > 0 ? run + 1 : 0;
		if (run == 3)
			return true;
		at += space > 0 ? space : 1;
	}
	return false;
}

static void mark_title(struct page *page)
{
	size_t count = 1;
	if (page->count == 0 || page->lines[0].length > TITLE_MAX)
		return;
	while (count < page->count && !page->lines[count].after_gap)
		count++;
	bool alone = count < page->count && count <= TITLE_LINES;
	for (size_t i = 0; i < count && alone; i++) {
		const struct line *line = &page->lines[i];
		alone = line->length <= PAGE_COLUMNS && !is_table_row(line->text) &&
			(i + 1 == count || !ends_as_sentence(line->text));
	}
	if (!alone)
		count = 1;
	for (size_t i = 0; i < count; i++)
		page->lines[i].zone = ZONE_TITLE;
}

static bool is_contact(struct str s)
{
	size_t figures = 0;
	for (size_t i = 0; i < s.len; i++)
		figures += s.ptr[i] >= '0' && s.ptr[i] <= '9';
	return figures >= CONTACT_FIGURES || memchr(s.ptr, '@', s.len) ||
	       str_find(s, STR("www."), 0) < s.len || str_find(s, STR("://"), 0) < s.len;
}

/* LAST: nothing stands below LINE but bylines. */
static bool is_byline(const struct line *line, bool last)
{
	bool deep = line->indent >= CAPTION_INDENT;
	switch (byline_kind_of(line->text)) {
	case BYLINE_LABELLED:
		return true;
	case BYLINE_NAMES:
		return deep || last;
	case BYLINE_DATED:
	case BYLINE_PEN_NAME:
		return deep;
	case BYLINE_NONE:
		break;
	}
	return line->indent >= RIGHT_INDENT && last && line->length <= BYLINE_MAX &&
	       !ends_as_sentence(line->text) && !is_table_row(line->text) &&
	       !is_contact(line->text) && !memchr(line->text.ptr, ':', line->text.len);
}

static void mark_byline(struct page *page)
{
	size_t found = 0;
	for (size_t back = 1; back < page->count && back <= BYLINE_SEARCH; back++) {
		struct line *line = &page->lines[page->count - back];
		if (line->zone != ZONE_BODY || found == BYLINE_LINES)
			return;
		if (is_byline(line, back == 1 || found > 0)) {
			line->zone = ZONE_BYLINE;
			found++;
		} else if (found > 0 || line->length > PAGE_COLUMNS || !is_contact(line->text)) {
			return;
		}
	}
}

static bool looks_like_caption(const struct line *line)
{
	static const struct str credit = {"Ảnh:", sizeof "Ảnh:" - 1};
	if (line->zone != ZONE_BODY || line->indent < CAPTION_INDENT ||
		line->length > CAPTION_MAX || is_table_row(line->text))
		return false;
	return !ends_as_sentence(line->text) || str_find(line->text, credit, 0) < line->text.len;
}

static void mark_captions(struct page *page)
{
	for (size_t i = 0; i < page->count;) {
		size_t end = i;
		while (end < page->count && looks_like_caption(&page->lines[end]) &&
			(end == i || !page->lines[end].after_gap))
			end++;
		for (size_t j = i; j < end && end - i <= CAPTION_LINES; j++)
			page->lines[j].zone = ZONE_CAPTION;
		i = end > i ? end : i + 1;
	}
}

static bool starts_block(const struct line *line, const struct line *before)
{
	if (line->zone != before->zone)
		return true;
	if (line->zone != ZONE_BODY)
		return false;
	if (line->after_gap || line->length > PAGE_COLUMNS || before->length > PAGE_COLUMNS)
		return true;
	return line->indent > before->indent + 1 && ends_as_sentence(before->text);
}

static bool add_blocks(struct article *a, const struct page *page)
{
	size_t capacity = 0;
	bool led = false;
	for (size_t i = 0, end; i < page->count; i = end) {
		const struct line *first = &page->lines[i];
		for (end = i + 1; end < page->count; end++) {
			if (starts_block(&page->lines[end], &page->lines[end - 1]))
				break;
		}
		struct str last = page->lines[end - 1].text;
		size_t len = (size_t)(last.ptr + last.len - first->text.ptr);
		bool lead = first->zone == ZONE_BODY && !led && !is_table_row(first->text);
		led |= lead;
		if (!blocks_add(a, &capacity, lead ? ZONE_LEAD : first->zone,
			    str_make(first->text.ptr, len)))
			return false;
	}
	return true;
}

bool layout_read(struct article *a, struct str text, struct error *err)
{
	struct page page;
	if (!read_page(&a->memory, text, &page))
		return error_set_memory(err);
	mark_title(&page);
	mark_byline(&page);
	mark_captions(&page);
	return add_blocks(a, &page) || error_set_memory(err);
}
