#include "article/words.h"

#include <stdint.h>

static unsigned char byte(struct str s, size_t at)
{
	return at < s.len ? (unsigned char)s.ptr[at] : 0;
}

/* What a byte is, as far as it tells alone: 's' white space, 'w' part of a word, '?' the first
   of a sign, a space or a letter beyond ASCII, '.' a sign. */
static const char classes[] = ".........sssss.."
			      "................"
			      "s..............."
			      "wwwwwwwwww......"
			      ".wwwwwwwwwwwwwww"
			      "wwwwwwwwwww....."
			      ".wwwwwwwwwwwwwww"
			      "wwwwwwwwwww....."
			      "wwwwwwwwwwwwwwww"
			      "wwwwwwwwwwwwwwww"
			      "wwwwwwwwwwwwwwww"
			      "wwwwwwwwwwwwwwww"
			      "ww?wwwwwwwwwwwww"
			      "wwwwwwwwwwwwwwww"
			      "ww?"
			      "?wwwwwwwwwww?"
			      "wwwwwwwwwwwwwwww";

static char class_at(struct str s, size_t at)
{
	return classes[(unsigned char)s.ptr[at]];
}

size_t words_space_at(struct str s, size_t at)
{
	unsigned char c = byte(s, at);
	if (at < s.len && (c == ' ' || (c >= '\t' && c <= '\r')))
		return 1;
	if (c == 0xC2 && byte(s, at + 1) == 0xA0) /* no-break space */
		return 2;
	unsigned char last = byte(s, at + 2);
	if (c == 0xE2 && byte(s, at + 1) == 0x80 &&
		((last >= 0x80 && last <= 0x8B) || last == 0xAF))
		return 3; /* U+2000 to U+200B, U+202F */
	bool wide = c == 0xE3 && byte(s, at + 1) == 0x80 && last == 0x80;
	bool mark = c == 0xEF && byte(s, at + 1) == 0xBB && last == 0xBF;
	return wide || mark ? 3 : 0;
}

static size_t space_before(struct str s, size_t end)
{
	for (size_t len = 1; len <= 3 && len <= end; len++) {
		if (words_space(s, end - len) == len)
			return len;
	}
	return 0;
}

static size_t character(struct str s, size_t at)
{
	size_t len = 1;
	while (at + len < s.len && (byte(s, at + len) & 0xC0) == 0x80)
		len++;
	return len;
}

/* Letters and figures; of what is not ASCII, all but punctuation and spaces. */
static bool is_word(struct str s, size_t at)
{
	char class = class_at(s, at);
	if (class != '?')
		return class == 'w';
	unsigned char c = byte(s, at), next = byte(s, at + 1);
	bool punctuation = c == 0xC2 || (c == 0xE2 && (next == 0x80 || next == 0x81));
	return !punctuation && words_space_at(s, at) == 0;
}

static size_t word_end(struct str s, size_t at)
{
	while (at < s.len) {
		if (class_at(s, at) == 'w')
			at++;
		else if (is_word(s, at))
			at += character(s, at);
		else
			break;
	}
	return at;
}

static bool is_dash(struct str s, size_t at)
{
	unsigned char last = byte(s, at + 2);
	return byte(s, at) == '-' ||
	       (byte(s, at) == 0xE2 && byte(s, at + 1) == 0x80 && last >= 0x90 && last <= 0x94);
}

/* The capitals of Vietnamese are told by their bytes; any other letter is looked up. */
static bool is_capitalised(struct str raw)
{
	unsigned char c = byte(raw, 0), next = byte(raw, 1);
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	if (c == 0xC3) /* À to Ý, à to ý */
		return !(next & 0x20);
	if (c == 0xC4 && (next >> 1 == 0x82 >> 1 || next >> 1 == 0x90 >> 1)) /* Ă ă Đ đ */
		return !(next & 1);
	if (c == 0xE1 && (next == 0xBA || next == 0xBB)) /* Ạ to ỹ, in pairs */
		return !(byte(raw, 2) & 1);
	return spelling_is_capitalised(raw);
}

bool words_next(struct str text, size_t *at, struct word *w)
{
	bool broken = false;
	size_t start = *at;
	while (start < text.len && !is_word(text, start)) {
		broken |= words_space(text, start) == 0 && !is_dash(text, start);
		start += character(text, start);
	}
	size_t end = word_end(text, start);
	*at = end;
	if (end == start)
		return false;
	struct str raw = str_slice(text, start, end);
	*w = (struct word){raw, start, end, broken, is_capitalised(raw)};
	return true;
}

size_t words_count(struct str text)
{
	struct word w;
	size_t count = 0;
	for (size_t at = 0; words_next(text, &at, &w);)
		count++;
	return count;
}

bool words_before(struct str text, size_t end, struct word *w)
{
	size_t len;
	while ((len = space_before(text, end)) > 0)
		end -= len;
	size_t start = end;
	while (start > 0) {
		size_t previous = start - 1;
		while (previous > 0 && (byte(text, previous) & 0xC0) == 0x80)
			previous--;
		if (!is_word(text, previous))
			break;
		start = previous;
	}
	struct str raw = str_slice(text, start, end);
	*w = (struct word){.raw = raw, .start = start, .end = end};
	return raw.len > 0;
}

/* Spelling a word costs more than all else here, so first see whether RAW can be
   ENTRY at all: letters that are ASCII in both have the same base in any spelling. */
static bool may_be(struct str raw, const char *entry)
{
	for (size_t i = 0; i < 2 && entry[i]; i++) {
		unsigned char a = byte(raw, i), b = (unsigned char)entry[i];
		if (a >= 0x80 || b >= 0x80)
			return true;
		if ((a | 0x20) != b)
			return false;
	}
	return true;
}

bool words_is_one_of(const struct word *w, const char *const *table, size_t count)
{
	struct spelling s;
	bool spelled = false;
	for (size_t i = 0; i < count; i++) {
		if (!may_be(w->raw, table[i]))
			continue;
		if (!spelled)
			spelling_of(w->raw, &s);
		spelled = true;
		if (str_eq(str_make(s.exact, s.exact_len), str_from_c(table[i])))
			return true;
	}
	return false;
}

struct str words_trim(struct str s)
{
	size_t start = words_skip_space(s, 0), end = s.len, len;
	while (end > start && (len = space_before(s, end)) > 0)
		end -= len;
	return str_slice(s, start, end);
}

size_t words_length(struct str s)
{
	/* Eight bytes at once: those inside a character have bit 7 and not bit 6. */
	static const uint64_t ONES = 0x0101010101010101;
	size_t inner = 0, i = 0;
	for (uint64_t eight; i + sizeof eight <= s.len; i += sizeof eight) {
		memcpy(&eight, s.ptr + i, sizeof eight);
		inner += (size_t)(((eight >> 7 & ~(eight >> 6) & ONES) * ONES) >> 56);
	}
	for (; i < s.len; i++)
		inner += (byte(s, i) & 0xC0) == 0x80;
	return s.len - inner;
}

static bool is_tidy(struct str s)
{
	for (size_t at = 0; at < s.len; at++) {
		char class = class_at(s, at);
		if (class == 's' ? s.ptr[at] != ' ' || byte(s, at + 1) == ' '
				 : class == '?' && words_space_at(s, at) > 0)
			return false;
	}
	return true;
}

struct str words_tidy(struct arena *memory, struct str s)
{
	s = words_trim(s);
	if (is_tidy(s))
		return s;
	char *out = arena_alloc(memory, s.len);
	if (!out)
		return str_make(NULL, 0);
	size_t len = 0, space;
	for (size_t at = 0; at < s.len;) {
		bool gap = false;
		for (; (space = words_space(s, at)) > 0; at += space)
			gap = true;
		if (gap)
			out[len++] = ' ';
		out[len++] = s.ptr[at++];
	}
	return str_make(out, len);
}

/* The length of the line end at AT, which may be none. */
static size_t line_end(struct str s, size_t at)
{
	unsigned char c = byte(s, at);
	if (c == '\r')
		return byte(s, at + 1) == '\n' ? 2 : 1;
	if (c == '\n' || c == '\v' || c == '\f')
		return 1;
	if (c == 0xC2)
		return byte(s, at + 1) == 0x85 ? 2 : 0;
	bool separator = c == 0xE2 && byte(s, at + 1) == 0x80 && (byte(s, at + 2) | 1) == 0xA9;
	return separator ? 3 : 0;
}

/* The first C of [AT, END), or END. */
static size_t find_byte(struct str s, size_t at, size_t end, int c)
{
	const char *found = memchr(s.ptr + at, c, end - at);
	return found ? (size_t)(found - s.ptr) : end;
}

/* The first line end of [AT, END), or END: seldom is there another than LF. */
static size_t find_line_end(struct str s, size_t at, size_t end)
{
	static const unsigned char rare[] = {'\r', '\v', '\f', 0xC2, 0xE2};
	end = find_byte(s, at, end, '\n');
	for (size_t i = 0; i < sizeof rare; i++) {
		size_t found = find_byte(s, at, end, rare[i]);
		while (found < end && line_end(s, found) == 0)
			found = find_byte(s, found + 1, end, rare[i]);
		end = found;
	}
	return end;
}

bool words_line(struct str *rest, struct str *line)
{
	enum { FIRST_LOOK = 256 };
	size_t at = 0, look = FIRST_LOOK;
	if (rest->len == 0)
		return false;
	for (;; look *= 2) { /* so that a short line costs no look at all that follows */
		size_t end = rest->len - at > look ? at + look : rest->len;
		at = find_line_end(*rest, at, end);
		if (at < end || end == rest->len)
			break;
	}
	*line = str_slice(*rest, 0, at);
	*rest = str_slice(*rest, at + line_end(*rest, at), rest->len);
	return true;
}
