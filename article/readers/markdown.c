#include "article/readers/markdown.h"

#include "article/words.h"
#include "base/ascii.h"
#include "base/buf.h"

enum { HEADING_MAX = 6, LOOKED_AT = 64 * 1024, CAPTION_INDENT = 16 };

/* The level of the heading that LINE is, and where its words begin; 0: it is none. */
static size_t heading_of(struct str line, size_t *start)
{
	size_t level = 0;
	while (str_at(line, level) == '#')
		level++;
	*start = level;
	return level <= HEADING_MAX && str_at(line, level) == ' ' ? level : 0;
}

bool markdown_is(struct str text)
{
	struct str rest = str_slice(text, 0, text.len < LOOKED_AT ? text.len : LOOKED_AT);
	struct str line, next;
	size_t start;
	while (words_line(&rest, &line) && words_trim(line).len == 0)
		continue;
	if (heading_of(line, &start) != 1)
		return false;
	if (words_line(&rest, &next) && words_trim(next).len > 0)
		return false;
	while (words_line(&rest, &line)) {
		if (heading_of(line, &start) > 0 || str_find(line, STR("**"), 0) < line.len ||
			str_find(line, STR("]("), 0) < line.len)
			return true;
	}
	return false;
}

/* ---- Within a line ---- */

/* [words](address) or ![words](address) from AT on: the words, and where it ends. */
static bool read_link(struct str s, size_t at, struct str *words, size_t *end)
{
	enum { LINK_MAX = 2048 };
	size_t limit = s.len - at < LINK_MAX ? s.len : at + LINK_MAX;
	struct str head = str_slice(s, 0, limit);
	size_t close = str_find(head, STR("]"), at + 1);
	if (close >= limit)
		return false;
	char after = str_at(head, close + 1);
	if (after != '(' && after != '[')
		return false;
	size_t last = str_find(head, after == '(' ? STR(")") : STR("]"), close + 2);
	if (last >= limit)
		return false;
	*words = str_slice(s, at + 1, close);
	*end = last + 1;
	return true;
}

static bool is_marker(char c)
{
	return c == '*' || c == '_' || c == '`' || c == '~';
}

/* Signs of emphasis stand beside a word on one side alone; snake_case has none. */
static size_t emphasis_at(struct str s, size_t at)
{
	char c = s.ptr[at];
	size_t len = 1;
	while (str_at(s, at + len) == c && len < 3)
		len++;
	if (c == '~')
		return len == 2 ? 2 : 0;
	bool before = at > 0 && words_space(s, at - 1) == 0;
	bool after = at + len < s.len && words_space(s, at + len) == 0;
	if (!before && !after)
		return 0;
	bool inside = at > 0 && (ascii_is_letter(s.ptr[at - 1]) || ascii_is_digit(s.ptr[at - 1])) &&
		      (ascii_is_letter(str_at(s, at + len)) || ascii_is_digit(str_at(s, at + len)));
	return c == '_' && inside ? 0 : len;
}

static void append_inline(struct buf *out, struct str s)
{
	for (size_t at = 0; at < s.len;) {
		struct str words;
		size_t end, len;
		char c = s.ptr[at];
		bool picture = c == '!' && str_at(s, at + 1) == '[';
		if (c == '\\' && at + 1 < s.len && strchr("\\`*_{}[]()#+-.!>|~", s.ptr[at + 1])) {
			buf_push(out, s.ptr[at + 1]);
			at += 2;
		} else if ((c == '[' || picture) && read_link(s, at + picture, &words, &end)) {
			buf_append(out, words);
			at = end;
		} else if (is_marker(c) && (len = emphasis_at(s, at)) > 0) {
			at += len;
		} else {
			buf_push(out, c);
			at++;
		}
	}
}

/* ---- Lines ---- */

static bool is_rule(struct str line)
{
	char sign = str_at(line, 0);
	size_t count = 0;
	if (sign != '-' && sign != '*' && sign != '_' && sign != '=')
		return false;
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] != sign && line.ptr[i] != ' ')
			return false;
		count += line.ptr[i] == sign;
	}
	return count >= 3;
}

/* "|---|:--:|" */
static bool is_table_rule(struct str line)
{
	bool dashes = false;
	for (size_t i = 0; i < line.len; i++) {
		if (!strchr("|-: ", line.ptr[i]) || line.ptr[i] == '\0')
			return false;
		dashes |= line.ptr[i] == '-';
	}
	return dashes && memchr(line.ptr, '|', line.len);
}

/* Where the words of an item begin, behind its -, * or 1.; 0: it is none. */
static size_t item_of(struct str line)
{
	char c = str_at(line, 0);
	if ((c == '-' || c == '*' || c == '+') && str_at(line, 1) == ' ')
		return 2;
	size_t digits = 0;
	while (digits < 3 && ascii_is_digit(str_at(line, digits)))
		digits++;
	bool numbered = digits > 0 &&
			(str_at(line, digits) == '.' || str_at(line, digits) == ')') &&
			str_at(line, digits + 1) == ' ';
	return numbered ? digits + 2 : 0;
}

struct work {
	struct buf out;
	bool open;   /* a paragraph is not yet ended */
	bool fenced; /* between ``` */
};

static void end_paragraph(struct work *w)
{
	if (w->open)
		buf_append_c(&w->out, "\n\n");
	w->open = false;
}

/* A line of its own. */
static void add_alone(struct work *w, struct str words)
{
	end_paragraph(w);
	append_inline(&w->out, words_trim(words));
	w->open = true;
	end_paragraph(w);
}

static void add_row(struct work *w, struct str line)
{
	struct str cell;
	end_paragraph(w);
	line = str_slice(line, 1, line.len);
	if (str_ends_with(line, STR("|")))
		line.len--;
	for (bool first = true; str_split(&line, '|', &cell); first = false) {
		buf_append_c(&w->out, first ? "" : "   ");
		append_inline(&w->out, words_trim(cell));
	}
	buf_push(&w->out, '\n');
}

static void add_picture(struct work *w, struct str line)
{
	struct str words;
	size_t end;
	end_paragraph(w);
	if (!read_link(line, 1, &words, &end))
		return;
	buf_printf(&w->out, "%*s", CAPTION_INDENT, "");
	append_inline(&w->out, words);
	buf_append_c(&w->out, "\n\n");
}

static void add_line(struct work *w, struct str raw)
{
	struct str line = words_trim(raw), words;
	size_t start, end;
	while (str_at(line, 0) == '>')
		line = words_trim(str_slice(line, 1, line.len));
	bool picture = str_starts_with(line, STR("![")) && read_link(line, 1, &words, &end) &&
		       end == line.len;
	if (str_starts_with(line, STR("```")) || str_starts_with(line, STR("~~~"))) {
		end_paragraph(w);
		w->fenced = !w->fenced;
	} else if (line.len == 0 || is_rule(line) || (!w->fenced && is_table_rule(line))) {
		end_paragraph(w);
	} else if (w->fenced) {
		buf_append(&w->out, line);
		buf_push(&w->out, '\n');
	} else if (heading_of(line, &start) > 0) {
		line = str_slice(line, start, line.len);
		while (str_ends_with(line, STR("#")) || str_ends_with(line, STR(" ")))
			line.len--;
		add_alone(w, line);
	} else if (picture) {
		add_picture(w, line);
	} else if (str_at(line, 0) == '|') {
		add_row(w, line);
	} else {
		start = item_of(line);
		if (start > 0)
			end_paragraph(w);
		if (w->open)
			buf_push(&w->out, ' ');
		append_inline(&w->out, str_slice(line, start, line.len));
		w->open = true;
		if (str_ends_with(raw, STR("  ")))
			end_paragraph(w);
	}
}

struct str markdown_plain(struct arena *memory, struct str text)
{
	struct work w = {0};
	struct str line;
	while (words_line(&text, &line))
		add_line(&w, line);
	end_paragraph(&w);
	struct str out = w.out.failed ? str_make(NULL, 0) : arena_str(memory, buf_str(&w.out));
	buf_free(&w.out);
	return out;
}
