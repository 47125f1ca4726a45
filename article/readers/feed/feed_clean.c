#include "article/readers/feed/items.h"

#include "base/ascii.h"
#include "base/lang.h"
#include "text/encoding/escapes.h"

struct cleaner {
	struct str s;
	size_t at;
	struct buf *out;
	size_t tags;
};

static bool begins(const struct cleaner *c, const char *with)
{
	return str_starts_with(str_slice(c->s, c->at, c->s.len), str_from_c(with));
}

/* Passes what ends with END, or all that is left. */
static void pass(struct cleaner *c, const char *end)
{
	struct str sign = str_from_c(end);
	size_t at = str_find(c->s, sign, c->at);
	c->at = at < c->s.len ? at + sign.len : c->s.len;
}

/* <!DOCTYPE …>, with what it declares. */
static void pass_type(struct cleaner *c)
{
	size_t end = c->at;
	bool within = false;
	for (; end < c->s.len && (within || c->s.ptr[end] != '>'); end++)
		within = (within || c->s.ptr[end] == '[') && c->s.ptr[end] != ']';
	c->at = end < c->s.len ? end + 1 : end;
}

static void put_cdata(struct cleaner *c)
{
	size_t start = c->at;
	pass(c, "]]>");
	struct str part = str_slice(c->s, start, c->at);
	buf_append(c->out, part);
	if (!str_ends_with(part, STR("]]>")))
		buf_append_c(c->out, "]]>");
}

static void put_entity(struct cleaner *c)
{
	static const char *const own[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
	size_t bytes;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (begins(c, own[i])) {
			buf_append_c(c->out, own[i]);
			c->at += strlen(own[i]);
			return;
		}
	}
	int32_t code = escapes_entity(c->s, c->at, &bytes);
	if (code > ' ' && code != '<' && code != '&') {
		escapes_push(c->out, code);
		c->at += bytes;
	} else if (code == ' ') {
		buf_push(c->out, ' ');
		c->at += bytes;
	} else {
		buf_append_c(c->out, "&amp;");
		c->at++;
	}
}

/* Behind the > that ends the tag at AT, TAG_MAX bytes from it at most; 0: it is longer. */
static size_t end_of_tag(const struct cleaner *c)
{
	enum { TAG_MAX = 8192 };
	size_t left = c->s.len - c->at, max = c->at + (left < TAG_MAX ? left : TAG_MAX);
	char quote = '\0';
	for (size_t at = c->at; at < max; at++) {
		char sign = c->s.ptr[at];
		if (quote ? sign == quote : sign == '"' || sign == '\'')
			quote = quote ? '\0' : sign;
		else if (!quote && sign == '>')
			return at + 1;
	}
	return 0;
}

/* Goes on within a tag, whose values may have entities; of one that is too long only the name is
   left: libxml2 compares each attribute with each. */
static void put_tag(struct cleaner *c)
{
	size_t end = c->at + 1;
	buf_push(c->out, '<');
	c->tags++;
	if (end_of_tag(c) > 0) {
		c->at++;
		return;
	}
	while (end < c->s.len && (unsigned char)c->s.ptr[end] > ' ' && c->s.ptr[end] != '>')
		end++;
	buf_append(c->out, str_slice(c->s, c->at + 1, end));
	buf_push(c->out, '>');
	c->at = end;
	pass(c, ">");
}

static void step(struct cleaner *c)
{
	if (c->s.ptr[c->at] == '&') {
		put_entity(c);
	} else if (begins(c, "<!--")) {
		pass(c, "-->");
	} else if (begins(c, "<![CDATA[")) {
		put_cdata(c);
	} else if (begins(c, "<!")) {
		pass_type(c);
	} else {
		char next = str_at(c->s, c->at + 1);
		bool tag = ascii_is_letter(next) || next == '/' || next == '?' || next == '_';
		if (tag) {
			put_tag(c);
			return;
		}
		buf_append_c(c->out, "&lt;");
		c->at++;
	}
}

bool feed_clean(struct str feed, struct buf *out, struct error *err)
{
	struct cleaner c = {.s = feed, .at = str_find(feed, STR("<"), 0), .out = out};
	while (c.at < feed.len && c.tags <= 2 * FEED_TAGS_MAX) {
		size_t end = c.at;
		while (end < feed.len && feed.ptr[end] != '<' && feed.ptr[end] != '&')
			end++;
		buf_append(out, str_slice(feed, c.at, end));
		c.at = end;
		if (c.at < feed.len)
			step(&c);
	}
	if (c.tags > 2 * FEED_TAGS_MAX)
		return error_set(err, ERROR_LIMIT,
			SAY("có hơn %d phần tử; hãy chia nhỏ tệp",
				"it has more than %d elements; divide the file"),
			FEED_TAGS_MAX);
	return !out->failed || error_set_memory(err);
}
