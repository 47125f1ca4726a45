#include "article/given/markup.h"

#include "article/given/unescape.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "text/encoding/escapes.h"

#include <strings.h>

enum {
	NAME_MAX_BYTES = 12,
	TAG_MAX = 4096 /* bytes; what is longer is text */
};

enum element {
	ELEMENT_NONE, /* of no HTML */
	ELEMENT_INLINE,
	ELEMENT_CELL, /* set apart by a space */
	ELEMENT_BLOCK,
	ELEMENT_HIDDEN /* with all that is in it */
};

static const struct {
	enum element element;
	const char *names;
} elements[] = {
	{ELEMENT_BLOCK,
		" p br div li ul ol tr h1 h2 h3 h4 h5 h6 table tbody thead tfoot article "
		"section header footer main aside nav figure figcaption blockquote pre hr dl dt "
		"dd form fieldset caption center address html body title "},
	{ELEMENT_CELL, " td th option button label "},
	{ELEMENT_INLINE,
		" a b i u s em strong span font small big sub sup img mark ins del strike "
		"tt code q cite abbr time picture source video audio embed input meta link "
		"base col colgroup wbr nobr o:p st1:place st1:city amp-img area map param "
		"select details summary bdo kbd var samp dfn acronym basefont "},
	{ELEMENT_HIDDEN, " script style noscript iframe template svg object head textarea canvas "
			 "applet math xml "},
};

static enum element element_of(struct str name)
{
	char padded[NAME_MAX_BYTES + 3];
	if (name.len == 0 || name.len > NAME_MAX_BYTES)
		return ELEMENT_NONE;
	padded[0] = ' ';
	for (size_t i = 0; i < name.len; i++)
		padded[i + 1] = ascii_lower(name.ptr[i]);
	padded[name.len + 1] = ' ';
	padded[name.len + 2] = '\0';
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		if (strstr(elements[i].names, padded))
			return elements[i].element;
	}
	return ELEMENT_NONE;
}

struct tag {
	enum element element;
	struct str name;
	bool closing;
	size_t end; /* behind its > */
};

/* The > of the tag whose name ends at AT; a quoted value may hold one. */
static bool find_end(struct str s, size_t at, size_t *end)
{
	size_t limit = s.len - at < TAG_MAX ? s.len : at + TAG_MAX;
	char quote = '\0';
	for (; at < limit; at++) {
		char c = s.ptr[at];
		if (quote ? c == quote : c == '"' || c == '\'')
			quote = quote ? '\0' : c;
		else if (!quote && c == '<')
			return false;
		else if (c == '>' && !quote)
			break;
	}
	*end = at + 1;
	return at < limit;
}

/* Attributes have values; "a <b and c> d" has none. */
static bool has_attributes(struct str s, size_t start, size_t end)
{
	struct str between = str_trim(str_slice(s, start, end));
	return between.len == 0 || str_eq(between, STR("/")) ||
	       memchr(between.ptr, '=', between.len);
}

/* The tag of HTML that the < at AT begins. */
static bool tag_at(struct str s, size_t at, struct tag *out)
{
	size_t start = at + 1;
	out->closing = str_at(s, start) == '/';
	start += out->closing;
	size_t end = start;
	while (end - start <= NAME_MAX_BYTES &&
		(ascii_is_letter(str_at(s, end)) || ascii_is_digit(str_at(s, end)) ||
			(end > start && str_at(s, end) == ':') ||
			(end > start && str_at(s, end) == '-')))
		end++;
	char after = str_at(s, end);
	if (after != '>' && after != '/' && after != ' ' && !(after >= '\t' && after <= '\r'))
		return false;
	out->name = str_slice(s, start, end);
	out->element = element_of(out->name);
	return out->element != ELEMENT_NONE && find_end(s, end, &out->end) &&
	       (out->name.len > 1 || has_attributes(s, end, out->end - 1));
}

/* A text on its way. */
struct work {
	struct str text;
	size_t at;
	struct buf out;
	bool tagged;     /* it had tags */
	bool no_comment; /* no --> follows any more */
};

/* Behind the closing tag of the hidden element NAME, or at the end. */
static size_t behind_hidden(struct str s, size_t at, struct str name)
{
	while (at < s.len) {
		const char *next = memchr(s.ptr + at, '<', s.len - at);
		if (!next)
			break;
		at = (size_t)(next - s.ptr) + 1;
		if (str_at(s, at) != '/' || s.len - at - 1 < name.len ||
			strncasecmp(s.ptr + at + 1, name.ptr, name.len) != 0)
			continue;
		const char *end = memchr(s.ptr + at, '>', s.len - at);
		return end ? (size_t)(end + 1 - s.ptr) : s.len;
	}
	return s.len;
}

/* <!-- … -->, <!DOCTYPE …>, <?xml … ?>; of <![CDATA[ … ]]> the signs alone. */
static bool pass_declaration(struct work *w)
{
	struct str rest = str_slice(w->text, w->at, w->text.len);
	if (str_starts_with(rest, STR("<![CDATA["))) {
		w->at += STR("<![CDATA[").len;
		return true;
	}
	if (str_starts_with(rest, STR("<!--"))) {
		size_t end = w->no_comment ? rest.len : str_find(rest, STR("-->"), 4);
		w->no_comment |= end == rest.len;
		if (w->no_comment)
			return false;
		w->at += end + 3;
		return true;
	}
	size_t end;
	bool declares = str_starts_with(rest, STR("<?xml")) ||
			(rest.len > 9 && strncasecmp(rest.ptr, "<!doctype", 9) == 0);
	if (!declares || !find_end(rest, 2, &end))
		return false;
	w->at += end;
	return true;
}

static bool pass_tag(struct work *w)
{
	struct tag tag;
	if (!tag_at(w->text, w->at, &tag)) {
		bool passed = pass_declaration(w);
		w->tagged |= passed;
		return passed;
	}
	w->tagged = true;
	w->at = tag.end;
	if (tag.element == ELEMENT_HIDDEN && !tag.closing && w->text.ptr[tag.end - 2] != '/')
		w->at = behind_hidden(w->text, tag.end, tag.name);
	if (tag.element == ELEMENT_BLOCK)
		buf_push(&w->out, '\n');
	else if (tag.element == ELEMENT_CELL && !str_ends_with(buf_str(&w->out), STR(" ")))
		buf_push(&w->out, ' ');
	return true;
}

static bool pass_entity(struct work *w)
{
	size_t bytes;
	int32_t code = escapes_entity(w->text, w->at, &bytes);
	if (code < 0)
		return false;
	escapes_push(&w->out, code);
	w->at += bytes;
	return true;
}

static size_t count_plain(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.len && s.ptr[end] != '<' && s.ptr[end] != '&')
		end++;
	return end - at;
}

static void run(struct work *w)
{
	while (w->at < w->text.len) {
		size_t plain = count_plain(w->text, w->at);
		buf_append(&w->out, str_slice(w->text, w->at, w->at + plain));
		w->at += plain;
		if (w->at == w->text.len)
			break;
		if (!(w->text.ptr[w->at] == '<' ? pass_tag(w) : pass_entity(w)))
			buf_push(&w->out, w->text.ptr[w->at++]);
	}
}

static bool has(struct str s, char c)
{
	return s.len > 0 && memchr(s.ptr, c, s.len);
}

static struct str keep(struct arena *memory, struct buf *b)
{
	struct str out = b->failed ? str_make(NULL, 0) : arena_str(memory, buf_str(b));
	buf_free(b);
	return out;
}

/* Of a page that was escaped as a whole, "&lt;p&gt;", what comes out is a page. */
static struct str without_tags(struct arena *memory, struct str text)
{
	struct work w = {.text = text};
	run(&w);
	if (!w.tagged && has(buf_str(&w.out), '<')) {
		struct work again = {.text = buf_str(&w.out)};
		run(&again);
		buf_free(&w.out);
		w.out = again.out;
	}
	return keep(memory, &w.out);
}

struct str markup_plain(struct arena *memory, struct str text)
{
	if (has(text, '\\') && unescape_is_needed(text)) {
		struct buf plain = BUF_INIT;
		unescape(text, &plain);
		text = keep(memory, &plain);
	}
	bool marked = text.ptr && (has(text, '<') || has(text, '&'));
	return marked ? without_tags(memory, text) : text;
}
