#include "article/metadata/byline.h"

#include "article/metadata/place.h"
#include "article/words.h"

enum {
	LINE_MAX = 100, /* characters of a byline */
	LABEL_MAX = 48, /* bytes of "Bài và ảnh:" */
	NAME_WORDS_MAX = 6,
	NAMES_MAX = 6
};

enum label { LABEL_NONE, LABEL_AUTHOR, LABEL_SOURCE };

static const char *const label_words[] = {"tin", "bài", "ảnh", "và", "video", "clip", "viết",
	"thực", "hiện", "tác", "giả", "nhóm", "phóng", "viên", "pv", "ctv", "tổng", "hợp", "biên",
	"tập", "dịch", "người", "minh", "họa", "đồ", "nguồn", "theo"};
static const char *const source_words[] = {"nguồn", "theo"};
static const char *const from_words[] = {"theo"};
static const char *const and_words[] = {"và"};

/* "Theo TTXVN", without a colon. */
static enum label read_from(struct str line, size_t *end)
{
	struct word w, next;
	size_t at = 0;
	if (!words_next(line, &at, &w) || w.start != 0 || !WORDS_IS(&w, from_words))
		return LABEL_NONE;
	*end = w.end;
	return words_next(line, &at, &next) && next.capitalised && !next.broken ? LABEL_SOURCE
										: LABEL_NONE;
}

/* The label that LINE begins with, and where it ends. */
static enum label read_label(struct str line, size_t *end)
{
	struct str head = str_slice(line, 0, line.len < LABEL_MAX ? line.len : LABEL_MAX);
	const char *colon = head.len ? memchr(head.ptr, ':', head.len) : NULL;
	if (!colon)
		return read_from(line, end);
	head.len = (size_t)(colon - head.ptr);
	*end = head.len + 1;
	struct word w;
	enum label label = LABEL_NONE;
	for (size_t at = 0; words_next(head, &at, &w);) {
		if (!WORDS_IS(&w, label_words))
			return LABEL_NONE;
		if (label == LABEL_NONE)
			label = LABEL_AUTHOR;
		if (WORDS_IS(&w, source_words))
			label = LABEL_SOURCE;
	}
	return label;
}

static struct str without_label(struct str text)
{
	size_t end;
	return read_label(text, &end) == LABEL_NONE ? text : str_slice(text, end, text.len);
}

static bool has_space(struct str s)
{
	for (size_t at = 0; at < s.len; at++) {
		if (words_space(s, at) > 0)
			return true;
	}
	return false;
}

/* In "Bùi Toàn-Hoàng Ly" the hyphen stands between names, in "Ly-Hoàng" within one. */
static bool hyphen_separates(struct str s, size_t start, size_t at)
{
	bool before = at > start && words_space(s, at - 1) > 0;
	if (before && words_space(s, at + 1) > 0)
		return true;
	struct str left = words_trim(str_slice(s, start, at));
	struct str right = words_trim(str_slice(s, at + 1, s.len));
	const char *end = right.len ? memchr(right.ptr, '-', right.len) : NULL;
	if (end)
		right.len = (size_t)(end - right.ptr);
	return has_space(left) && has_space(right);
}

/* The length of what separates two names at AT, 0 if nothing does; the name before
   it began at START. */
static size_t separator(struct str s, size_t start, size_t at)
{
	if (s.ptr[at] != '\0' && strchr(",;&+/|\n", s.ptr[at]))
		return 1;
	struct str rest = str_slice(s, at, s.len);
	if (str_starts_with(rest, STR("–")) || str_starts_with(rest, STR("—")))
		return STR("–").len;
	if (s.ptr[at] == '-' && hyphen_separates(s, start, at))
		return 1;
	size_t space = words_space(s, at);
	struct word w;
	size_t end = at + space;
	if (space == 0 || !words_next(s, &end, &w) || w.start != at + space || w.capitalised)
		return 0;
	return words_space(s, w.end) > 0 && WORDS_IS(&w, and_words) ? w.end - at : 0;
}

/* Takes the first name off the front of *REST. Returns false when it is used up. */
static bool next_name(struct str *rest, struct str *name)
{
	if (!rest->ptr)
		return false;
	for (size_t at = 0; at < rest->len; at++) {
		size_t len = separator(*rest, 0, at);
		if (len == 0)
			continue;
		*name = words_trim(str_slice(*rest, 0, at));
		*rest = str_slice(*rest, at + len, rest->len);
		return true;
	}
	*name = words_trim(*rest);
	rest->ptr = NULL;
	return true;
}

static bool is_shouted(struct str text)
{
	struct word w;
	size_t count = 0;
	for (size_t at = 0; words_next(text, &at, &w); count++) {
		struct spelling s;
		spelling_of(w.raw, &s);
		if (!(s.flags & TOKEN_CAPITALS) && words_length(w.raw) > 1) /* "Y TẾ" */
			return false;
	}
	return count > 1;
}

/* The number of words of a name, each with a capital; 0 if it is no name. */
static size_t name_words(struct str name)
{
	struct word w;
	size_t count = 0;
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] != '\0' && strchr("0123456789:@()[]{}\"!?*=<>_%\\", name.ptr[i]))
			return 0;
	}
	for (size_t at = 0; words_next(name, &at, &w); count++) {
		if (!w.capitalised || count == NAME_WORDS_MAX)
			return 0;
	}
	return is_shouted(name) || str_ends_with(name, STR(".")) ? 0 : count;
}

static enum byline_kind kind_of_names(struct str line)
{
	enum byline_kind kind = BYLINE_NAMES;
	struct str name;
	for (size_t count = 0; next_name(&line, &name); count++) {
		size_t words = name_words(name);
		if (words == 0 || count == NAMES_MAX)
			return BYLINE_NONE;
		if (words == 1)
			kind = BYLINE_PEN_NAME;
	}
	return kind;
}

enum byline_kind byline_kind_of(struct str line)
{
	size_t label_end;
	struct dateline dated;
	line = words_trim(line);
	if (line.len == 0 || line.len > 4 * LINE_MAX || words_length(line) > LINE_MAX)
		return BYLINE_NONE;
	if (dateline_read(line, &dated) && dated.end == line.len)
		return BYLINE_DATED;
	enum label label = read_label(line, &label_end);
	if (label == LABEL_NONE)
		return kind_of_names(line);
	struct str named = words_trim(str_slice(line, label_end, line.len));
	return named.len == 0 || str_ends_with(named, STR(".")) ? BYLINE_NONE : BYLINE_LABELLED;
}

static bool add_author(struct article *a, struct str name, enum provenance provenance)
{
	name = words_tidy(&a->memory, name);
	if (!name.ptr)
		return false;
	for (size_t i = 0; i < a->author_count; i++) {
		if (str_eq(a->authors[i].value, name))
			return true;
	}
	if (name.len == 0 || a->author_count == BYLINE_AUTHORS_MAX)
		return true;
	if (!a->authors)
		a->authors = arena_array(&a->memory, BYLINE_AUTHORS_MAX, sizeof *a->authors);
	if (!a->authors)
		return false;
	a->authors[a->author_count++] = (struct article_field){name, provenance};
	return true;
}

static bool set_source(struct article *a, struct str text, enum provenance provenance)
{
	if (a->source.value.len > 0)
		return true;
	a->source = (struct article_field){words_tidy(&a->memory, text), provenance};
	return a->source.value.ptr != NULL;
}

/* "(Theo TTXVN)" names the source, "(T/h)" nobody. */
static bool read_parenthesis(struct article *a, struct str text, enum provenance provenance)
{
	size_t end;
	return read_label(text, &end) != LABEL_SOURCE ||
	       set_source(a, str_slice(text, end, text.len), provenance);
}

bool byline_add_authors(struct article *a, struct str text, enum provenance provenance)
{
	struct str name;
	text = without_label(words_trim(text));
	const char *open = text.len ? memchr(text.ptr, '(', text.len) : NULL;
	if (open) {
		struct str inside = str_make(open + 1, text.len - (size_t)(open - text.ptr) - 1);
		const char *close = inside.len ? memchr(inside.ptr, ')', inside.len) : NULL;
		if (close)
			inside.len = (size_t)(close - inside.ptr);
		text.len = (size_t)(open - text.ptr);
		if (!read_parenthesis(a, inside, provenance))
			return false;
	}
	while (next_name(&text, &name)) {
		if (!add_author(a, words_trim(without_label(name)), provenance))
			return false;
	}
	return true;
}

bool byline_read(struct article *a, struct str line, enum provenance provenance)
{
	size_t end;
	line = words_trim(line);
	switch (byline_kind_of(line)) {
	case BYLINE_LABELLED:
		if (read_label(line, &end) == LABEL_SOURCE)
			return set_source(a, str_slice(line, end, line.len), provenance);
		return byline_add_authors(a, line, provenance);
	case BYLINE_NAMES:
	case BYLINE_PEN_NAME:
		return byline_add_authors(a, line, provenance);
	case BYLINE_NONE:
		return is_shouted(line) || add_author(a, line, provenance);
	case BYLINE_DATED:
		break;
	}
	return true;
}
