#include "article/readers/header_lines.h"

#include "article/words.h"

enum { LINES_MAX = 64, KEY_MAX = 40 /* bytes */, KNOWN_MIN = 2 };

struct header {
	struct given *given;
	const struct key_map *map;
};

/* KEY sign VALUE, as LINE has them. */
static bool split_line(struct str line, char sign, struct str *key, struct str *value)
{
	const char *at = line.len > 0 ? memchr(line.ptr, sign, line.len) : NULL;
	size_t len = at ? (size_t)(at - line.ptr) : 0;
	if (len == 0 || len > KEY_MAX)
		return false;
	*key = words_trim(str_slice(line, 0, len));
	*value = words_trim(str_slice(line, len + 1, line.len));
	bool address = str_starts_with(*value, STR("//"));
	return key->len > 0 && !address;
}

static struct str unquoted(struct str value)
{
	char first = str_at(value, 0);
	bool quoted = value.len > 1 && (first == '"' || first == '\'') &&
		      value.ptr[value.len - 1] == first;
	return quoted ? str_slice(value, 1, value.len - 1) : value;
}

/* "[a, b]" of front matter; else the value itself. */
static bool add_values(struct given *g, struct given_list *list, struct str value)
{
	struct str piece;
	if (str_at(value, 0) != '[' || value.ptr[value.len - 1] != ']')
		return given_add(g, list, unquoted(value));
	value = str_slice(value, 1, value.len - 1);
	while (str_split(&value, ',', &piece)) {
		if (!given_add(g, list, unquoted(words_trim(piece))))
			return false;
	}
	return true;
}

static bool take(struct header *h, struct str key, struct str value)
{
	struct given_list list = {0};
	if (value.len == 0)
		return true;
	if (!add_values(h->given, &list, value))
		return false;
	given_take(h->given, key_use_of(h->map, key), key, &list);
	return true;
}

/* ---- Front matter ---- */

/* Between lines of --- or +++. */
static bool is_fence(struct str line, char sign)
{
	line = words_trim(line);
	return line.len == 3 && line.ptr[0] == sign && line.ptr[1] == sign && line.ptr[2] == sign;
}

static bool find_fence(struct str text, char sign, struct str *inside, struct str *behind)
{
	struct str rest = text, line;
	if (!words_line(&rest, &line) || !is_fence(line, sign))
		return false;
	const char *start = rest.ptr;
	for (int n = 0; n < LINES_MAX && words_line(&rest, &line); n++) {
		if (!is_fence(line, sign))
			continue;
		*inside = str_make(start, (size_t)(line.ptr - start));
		*behind = rest;
		return true;
	}
	return false;
}

/* Keys with their values, and lists below a key: "- Lê Nam". */
static bool take_matter(struct header *h, struct str inside, char sign)
{
	struct str line, key = {0}, value;
	struct given_list list = {0};
	while (words_line(&inside, &line)) {
		struct str item = words_trim(line);
		bool element = str_starts_with(item, STR("- "));
		if (element && key.len > 0) {
			item = unquoted(words_trim(str_slice(item, 2, item.len)));
			if (!given_add(h->given, &list, item))
				return false;
			continue;
		}
		given_take(h->given, key_use_of(h->map, key), key, &list);
		list = (struct given_list){0};
		key.len = 0;
		if (split_line(item, sign, &key, &value) && !take(h, key, value))
			return false;
	}
	given_take(h->given, key_use_of(h->map, key), key, &list);
	return true;
}

static bool take_front_matter(struct header *h, struct str *text, bool *found)
{
	struct str inside, behind;
	char sign = ':';
	*found = find_fence(*text, '-', &inside, &behind);
	if (!*found) {
		*found = find_fence(*text, '+', &inside, &behind);
		sign = '=';
	}
	if (!*found)
		return true;
	*text = behind;
	return take_matter(h, inside, sign);
}

/* ---- Lines ---- */

static bool is_address(struct str line)
{
	bool http = str_starts_with(line, STR("http://")) || str_starts_with(line, STR("https://"));
	for (size_t at = 0; http && at < line.len; at++)
		http = words_space(line, at) == 0;
	return http;
}

/* "# doc_id = 12", "Tiêu đề: …" */
static bool read_line(struct str line, struct str *key, struct str *value)
{
	line = words_trim(line);
	if (str_at(line, 0) == '#') {
		line = words_trim(str_slice(line, 1, line.len));
		return split_line(line, '=', key, value);
	}
	return split_line(line, ':', key, value);
}

/* How far the lines go that have keys, and how many of these are known. */
static struct str measure(const struct header *h, struct str text, size_t *known, bool *titled)
{
	struct str rest = text, line, key, value;
	struct str end = text;
	*known = 0;
	*titled = false;
	for (int n = 0; n < LINES_MAX && words_line(&rest, &line); n++) {
		bool blank = words_trim(line).len == 0;
		if (blank && *known == 0)
			continue;
		if (blank || !read_line(line, &key, &value))
			break;
		struct key_use use = key_use_of(h->map, key);
		bool body = use.field == FIELD_BODY && value.len > 0;
		if (body || (use.field == FIELD_NONE && *known == 0))
			break;
		*known += use.field != FIELD_NONE;
		*titled |= use.field == FIELD_TITLE || use.field == FIELD_VISIBILITY ||
			   use.field == FIELD_EMBARGO;
		end = rest;
	}
	return end;
}

static bool take_lines(struct header *h, struct str *text)
{
	struct str line, key, value;
	size_t known;
	bool titled;
	struct str end = measure(h, *text, &known, &titled);
	if (known < KNOWN_MIN && !(known == 1 && titled))
		return true;
	struct str head = str_make(text->ptr, (size_t)(end.ptr - text->ptr));
	while (words_line(&head, &line)) {
		if (read_line(line, &key, &value) && !take(h, key, value))
			return false;
	}
	*text = end;
	return true;
}

/* "Nội dung:" above the text itself; on the line that it begins, the label alone. */
static void pass_label(const struct header *h, struct str *text)
{
	struct str rest = *text, line, key, value;
	do {
		if (!words_line(&rest, &line))
			return;
	} while (words_trim(line).len == 0);
	if (!read_line(line, &key, &value) || key_use_of(h->map, key).field != FIELD_BODY)
		return;
	const char *end = text->ptr + text->len;
	*text = value.len > 0 ? str_make(value.ptr, (size_t)(end - value.ptr)) : rest;
}

static bool take_address(struct header *h, struct str *text)
{
	struct str rest = *text, line;
	do {
		if (!words_line(&rest, &line))
			return true;
	} while (words_trim(line).len == 0);
	if (!is_address(words_trim(line)))
		return true;
	*text = rest;
	return take(h, STR("url"), words_trim(line));
}

bool header_lines_take(struct given *g, const struct key_map *map, struct str *text)
{
	struct header h = {g, map};
	bool fenced;
	if (!take_front_matter(&h, text, &fenced))
		return false;
	if (!take_address(&h, text) || !(fenced || take_lines(&h, text)) || !take_address(&h, text))
		return false;
	if (g->values[FIELD_TITLE].first)
		pass_label(&h, text);
	return true;
}
