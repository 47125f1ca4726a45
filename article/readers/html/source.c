#include "article/readers/html/source.h"

#include "article/readers/html/bytes.h"
#include "base/ascii.h"
#include "base/lang.h"

#include <strings.h>

enum {
	VALUE_MAX = 4096, /* bytes of an attribute's value: a picture within the page has more */
	PAIRS_MAX = 16,   /* attributes of a tag */
	OPEN_MAX = 128,   /* formatting tags that are open */
	SCRIPT_MAX = 4 << 20
};

/* ---- Attributes ---- */

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t skip_space(struct str s, size_t at)
{
	while (at < s.len && is_space(s.ptr[at]))
		at++;
	return at;
}

/* The value that begins at *AT, behind its sign; *AT is moved behind it. */
static struct str read_value(struct str tag, size_t *at)
{
	size_t start = skip_space(tag, *at), end = start;
	char quote = str_at(tag, start);
	if (quote == '"' || quote == '\'') {
		const char *close = memchr(tag.ptr + start + 1, quote, tag.len - start - 1);
		end = close ? (size_t)(close - tag.ptr) : tag.len;
		*at = end < tag.len ? end + 1 : end;
		return str_slice(tag, start + 1, end);
	}
	while (end < tag.len && !is_space(tag.ptr[end]))
		end++;
	*at = end;
	return str_slice(tag, start, end);
}

bool html_pair_next(struct str tag, size_t *at, struct html_pair *out)
{
	size_t start = *at;
	while (start < tag.len && (is_space(tag.ptr[start]) || tag.ptr[start] == '/'))
		start++;
	size_t end = start + (start < tag.len);
	while (end < tag.len && !is_space(tag.ptr[end]) && tag.ptr[end] != '=' &&
		tag.ptr[end] != '/')
		end++;
	*out = (struct html_pair){.name = str_slice(tag, start, end), .value = STR("")};
	*at = skip_space(tag, end);
	if (str_at(tag, *at) == '=') {
		*at += 1;
		out->value = read_value(tag, at);
	}
	return start < tag.len;
}

/* ---- Tags ---- */

struct strip {
	struct html_source *out;
	struct str s;
	size_t at;
	size_t tags;
	size_t open;      /* formatting tags */
	bool no_quote[2]; /* no " or ' follows any more */
	bool no_comment;  /* nor --> */
};

/* Behind the quote at AT that opens, at the one that closes; S->s.len where none does. */
static size_t find_quote(struct strip *w, size_t at)
{
	char quote = w->s.ptr[at];
	bool *none = &w->no_quote[quote == '\''];
	const char *end = *none ? NULL : memchr(w->s.ptr + at + 1, quote, w->s.len - at - 1);
	*none |= !end;
	return end ? (size_t)(end - w->s.ptr) : w->s.len;
}

/* The > of the tag whose name begins at AT; only values have quotes. */
static size_t find_end(struct strip *w, size_t at)
{
	bool value = false;
	for (; at < w->s.len && w->s.ptr[at] != '>'; at++) {
		char c = w->s.ptr[at];
		if (value && (c == '"' || c == '\'')) {
			size_t end = find_quote(w, at);
			if (end < w->s.len)
				at = end;
		}
		value = c == '=' || (value && is_space(c));
	}
	return at;
}

static size_t name_length(struct str tag)
{
	size_t len = 0;
	while (len < tag.len && !is_space(tag.ptr[len]) && tag.ptr[len] != '/' &&
		tag.ptr[len] != '>')
		len++;
	return len;
}

static bool name_is(struct str name, const char *wanted)
{
	return strlen(wanted) == name.len && strncasecmp(name.ptr, wanted, name.len) == 0;
}

static bool is_formatting(struct str name)
{
	static const char *const names[] = {"font", "span", "b", "i", "u", "em", "strong", "small",
		"big", "a", "s", "tt", "sup", "sub", "center", "strike"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (name_is(name, names[i]))
			return true;
	}
	return false;
}

/* Whether it is one that says anything of a text. */
static bool is_known_pair(struct str name)
{
	static const char *const names[] = {"class", "id", "href", "src", "content", "name",
		"property", "itemprop", "itemtype", "datetime", "style", "face", "align", "rel",
		"hidden", "role", "data-src", "data-original", "type"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (name_is(name, names[i]))
			return true;
	}
	return false;
}

/* The known attributes of TAG, all in quotes that close. */
static void put_pairs(struct buf *out, struct str tag, size_t at)
{
	struct html_pair pair;
	size_t count = 0;
	while (count < PAIRS_MAX && html_pair_next(tag, &at, &pair)) {
		bool quoted = memchr(pair.value.ptr, '"', pair.value.len) != NULL;
		if (pair.value.len > VALUE_MAX || !is_known_pair(pair.name) ||
			(quoted && memchr(pair.value.ptr, '\'', pair.value.len)))
			continue;
		buf_push(out, ' ');
		buf_append(out, pair.name);
		buf_append_c(out, quoted ? "='" : "=\"");
		buf_append(out, pair.value);
		buf_push(out, quoted ? '\'' : '"');
		count++;
	}
}

/* A tag that was never closed, again and again, as pages of 1999 have it, is left out. */
static bool is_wanted(struct strip *w, struct str name, bool closing)
{
	if (!is_formatting(name))
		return true;
	if (closing) {
		w->open -= w->open > 0;
		return true;
	}
	w->open += w->open <= OPEN_MAX;
	return w->open <= OPEN_MAX;
}

static void put_tag(struct strip *w, struct str tag, size_t name, bool closing)
{
	struct buf *out = &w->out->text;
	if (!is_wanted(w, str_slice(tag, 0, name), closing))
		return;
	buf_append_c(out, closing ? "</" : "<");
	buf_append(out, str_slice(tag, 0, name));
	if (!closing)
		put_pairs(out, tag, name);
	buf_push(out, '>');
}

/* ---- What is no text ---- */

/* Whether the script whose TAG this is holds JSON-LD. */
static bool is_linked_data(struct str tag, size_t name)
{
	struct html_pair pair;
	while (html_pair_next(tag, &name, &pair)) {
		if (name_is(pair.name, "type") &&
			str_find(pair.value, STR("ld+json"), 0) < pair.value.len)
			return true;
	}
	return false;
}

static void keep_script(struct html_source *out, struct str script)
{
	if (out->script_count == HTML_SCRIPTS_MAX || script.len > SCRIPT_MAX)
		return;
	buf_append(&out->json, script);
	out->script_ends[out->script_count++] = out->json.len;
}

/* Passes what stands in the element NAME, whose start tag TAG is, and its end tag. */
static void pass_raw(struct strip *w, struct str tag, size_t name)
{
	size_t at = w->at, end = w->s.len;
	while (at < w->s.len) {
		const char *next = memchr(w->s.ptr + at, '<', w->s.len - at);
		at = next ? (size_t)(next - w->s.ptr) : w->s.len;
		if (str_at(w->s, at + 1) == '/' && w->s.len - at - 2 >= name &&
			strncasecmp(w->s.ptr + at + 2, tag.ptr, name) == 0) {
			end = at;
			break;
		}
		at++;
	}
	if (name_is(str_slice(tag, 0, name), "script") && is_linked_data(tag, name))
		keep_script(w->out, str_slice(w->s, w->at, end));
	const char *close = end < w->s.len ? memchr(w->s.ptr + end, '>', w->s.len - end) : NULL;
	w->at = close ? (size_t)(close - w->s.ptr) + 1 : w->s.len;
}

/* "saved from url=(0042)https://…" of browsers, "url: https://…" of SingleFile. */
static void read_comment(struct html_source *out, struct str comment)
{
	static const struct str signs[] = {STR_INIT("saved from url=("), STR_INIT(" url: ")};
	for (size_t i = 0; i < sizeof signs / sizeof *signs && out->saved_from.len == 0; i++) {
		size_t at = str_find(comment, signs[i], 0);
		size_t start = str_find(comment, STR("http"), at), end = start;
		while (end < comment.len && !is_space(comment.ptr[end]))
			end++;
		if (at < comment.len && start - at < 64)
			out->saved_from = str_slice(comment, start, end);
	}
}

/* <!-- … -->, <!DOCTYPE …>, <![if …]>, <?xml … ?>; of <![CDATA[ the sign alone. */
static void pass_declaration(struct strip *w)
{
	struct str rest = str_slice(w->s, w->at, w->s.len);
	if (str_starts_with(rest, STR("<![CDATA["))) {
		w->at += STR("<![CDATA[").len;
		return;
	}
	if (str_starts_with(rest, STR("<!--"))) {
		size_t end = w->no_comment ? rest.len : str_find(rest, STR("-->"), 2);
		w->no_comment |= end == rest.len;
		if (end < rest.len)
			read_comment(w->out, str_slice(rest, 0, end));
		w->at += end < rest.len ? end + 3 : 4;
		return;
	}
	const char *end = memchr(rest.ptr, '>', rest.len);
	w->at = end ? (size_t)(end - w->s.ptr) + 1 : w->s.len;
}

static void pass_tag(struct strip *w)
{
	bool closing = str_at(w->s, w->at + 1) == '/';
	size_t start = w->at + 1 + closing;
	if (!ascii_is_letter(str_at(w->s, start))) {
		buf_append_c(&w->out->text, "&lt;");
		w->at++;
		return;
	}
	size_t end = find_end(w, start);
	struct str tag = str_slice(w->s, start, end);
	size_t name = name_length(tag);
	w->at = end < w->s.len ? end + 1 : end;
	w->tags++;
	if (!closing && (name_is(str_slice(tag, 0, name), "script") ||
				name_is(str_slice(tag, 0, name), "style")))
		pass_raw(w, tag, name);
	else
		put_tag(w, tag, name, closing);
}

static bool strip(struct html_source *s, struct str text, struct error *err)
{
	struct strip w = {.out = s, .s = text};
	while (w.at < text.len && w.tags <= HTML_TAGS_MAX && s->text.len <= HTML_TEXT_MAX) {
		const char *next = memchr(text.ptr + w.at, '<', text.len - w.at);
		size_t end = next ? (size_t)(next - text.ptr) : text.len;
		buf_append(&s->text, str_slice(text, w.at, end));
		w.at = end;
		char after = str_at(text, end + 1);
		if (end < text.len && (after == '!' || after == '?'))
			pass_declaration(&w);
		else if (end < text.len)
			pass_tag(&w);
	}
	s->tags = w.tags;
	if (w.tags > HTML_TAGS_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("trang có hơn %d thẻ, không phải trang cho người đọc",
				"the page has more than %d tags: it is none that people read"),
			HTML_TAGS_MAX);
	if (s->text.len > HTML_TEXT_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("trang có hơn %d MB chữ; hãy chia nhỏ",
				"the page has more than %d MB of text; divide it"),
			HTML_TEXT_MAX >> 20);
	return !s->text.failed && !s->json.failed ? true : error_set_memory(err);
}

bool html_source_read(
	struct html_source *s, struct str bytes, enum encoding told, struct error *err)
{
	struct bytes_read r;
	*s = (struct html_source){0};
	if (!bytes_read(bytes, told, &s->utf8, &r))
		return error_set_memory(err);
	s->told = told != ENCODING_DETECT && told != ENCODING_UTF8;
	s->legacy = r.legacy;
	s->before = r.before;
	s->repaired = r.repaired;
	return strip(s, r.text, err);
}

void html_source_free(struct html_source *s)
{
	buf_free(&s->text);
	buf_free(&s->json);
	buf_free(&s->utf8);
}
