#include "article/metadata/page.h"

#include "article/blocks.h"
#include "article/words.h"
#include "base/ascii.h"

enum {
	TAB_COLUMNS = 8,
	CONTACT_FIGURES = 7, /* of a telephone number */
	RULE_SIGNS = 3,
	RAGGED = 6 /* columns that a wrapped line may be shorter than it had to be */
};

static size_t indent_of(struct str line)
{
	size_t columns = 0, len;
	for (size_t at = 0; (len = words_space(line, at)) > 0; at += len)
		columns += line.ptr[at] == '\t' ? TAB_COLUMNS - columns % TAB_COLUMNS : 1;
	return columns;
}

/* Signs alone, three or more, perhaps with an o among them: "---o0o---". */
static bool is_rule(struct str s)
{
	size_t signs = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c == 0xE2 && (str_at(s, i + 1) == '\x80' || str_at(s, i + 1) == '\x94')) {
			i += 2; /* dashes, bullets, lines of boxes */
			signs++;
		} else if (c != '\0' && strchr("=-_*~.#+|", c)) {
			signs++;
		} else if (c != 'o' && c != 'O' && c != '0' && words_space(s, i) == 0) {
			return false;
		}
	}
	return signs >= RULE_SIGNS;
}

static bool add_line(struct page *p, struct arena *memory, const struct page_line *line)
{
	if (p->count == p->capacity) {
		size_t capacity = p->capacity ? 2 * p->capacity : 64;
		struct page_line *lines = arena_array(memory, capacity, sizeof *lines);
		if (!lines)
			return false;
		if (p->count > 0)
			memcpy(lines, p->lines, p->count * sizeof *lines);
		p->lines = lines;
		p->capacity = capacity;
	}
	p->lines[p->count++] = *line;
	return true;
}

bool page_add(struct page *p, struct arena *memory, struct str text, enum zone told)
{
	struct str raw;
	bool gap = true;
	while (p->count < BLOCKS_MAX) {
		if (p->count + 1 == BLOCKS_MAX) {
			raw = text;
			text.len = 0;
		} else if (!words_line(&text, &raw)) {
			break;
		}
		struct page_line line = {.text = words_trim(raw), .after_gap = gap};
		gap = line.text.len == 0;
		if (gap)
			continue;
		line.indent = indent_of(raw);
		line.length = words_length(line.text);
		line.rule = is_rule(line.text);
		line.told = told != ZONE_COUNT;
		line.zone = line.told ? told : ZONE_BODY;
		if (!add_line(p, memory, &line))
			return false;
	}
	return true;
}

bool page_split(struct page *p, struct arena *memory, size_t at, size_t len)
{
	struct page_line behind = p->lines[at];
	if (!add_line(p, memory, &behind))
		return false;
	memmove(p->lines + at + 1, p->lines + at, (p->count - 1 - at) * sizeof *p->lines);
	struct page_line *line = &p->lines[at];
	line->text = words_trim(str_slice(behind.text, 0, len));
	line->length = words_length(line->text);
	behind.text = words_trim(str_slice(behind.text, len, behind.text.len));
	behind.length = words_length(behind.text);
	behind.after_gap = false;
	line[1] = behind;
	return true;
}

static size_t first_word_length(struct str line)
{
	size_t end = 0;
	while (end < line.len && words_space(line, end) == 0)
		end++;
	return words_length(str_slice(line, 0, end));
}

bool page_is_full(const struct page *p, size_t at)
{
	const struct page_line *line = &p->lines[at], *next = line + 1;
	return line->indent + line->length + 1 + first_word_length(next->text) + RAGGED >
	       p->columns;
}

static size_t columns_of(const struct page *p)
{
	size_t columns = 0;
	for (size_t i = 0; i < p->count; i++) {
		size_t width = p->lines[i].indent + p->lines[i].length;
		if (p->lines[i].length <= PAGE_COLUMNS && width <= 2 * PAGE_COLUMNS &&
			width > columns && p->lines[i].indent < PAGE_DEEP)
			columns = width;
	}
	return columns;
}

void page_measure(struct page *p)
{
	enum { OF_FIVE = 4, PAIRS_MIN = 3 }; /* pairs of lines that must look wrapped */
	size_t pairs = 0, full = 0, open = 0;
	p->columns = columns_of(p);
	for (size_t i = 0; i + 1 < p->count; i++) {
		const struct page_line *line = &p->lines[i];
		if (line->told || line[1].told || line[1].after_gap ||
			line->length > PAGE_COLUMNS || line->indent >= PAGE_DEEP)
			continue;
		pairs++;
		full += page_is_full(p, i);
		open += !page_ends_sentence(line->text);
	}
	/* where most lines end a sentence, each is a paragraph */
	p->wrapped = pairs > 0 && 5 * full >= OF_FIVE * pairs && 2 * open >= pairs &&
		     (!p->paragraphs || pairs >= PAIRS_MIN);
}

bool page_starts_paragraph(const struct page *p, size_t at)
{
	const struct page_line *line = &p->lines[at], *before = line - 1;
	if (line->after_gap || line->length > PAGE_COLUMNS || before->length > PAGE_COLUMNS ||
		(p->paragraphs && !p->wrapped))
		return true;
	if (!page_ends_sentence(before->text))
		return false;
	bool row = page_is_table_row(before->text) || page_is_table_row(line->text);
	return line->indent > before->indent + 1 || (!p->wrapped && !row);
}

bool page_ends_sentence(struct str s)
{
	static const struct str closing[] = {{"”", 3}, {"\"", 1}, {")", 1}, {"»", 2}, {"’", 3}};
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
		if (str_ends_with(s, closing[i]))
			s.len -= closing[i].len;
	}
	return s.len > 0 && strchr(".!?:;", s.ptr[s.len - 1]) && s.ptr[s.len - 1] != '\0';
}

bool page_is_table_row(struct str s)
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

bool page_is_contact(struct str s)
{
	size_t figures = 0;
	for (size_t i = 0; i < s.len; i++)
		figures += ascii_is_digit(s.ptr[i]);
	return figures >= CONTACT_FIGURES || memchr(s.ptr, '@', s.len) ||
	       str_find(s, STR("www."), 0) < s.len || str_find(s, STR("://"), 0) < s.len;
}
