#include "article/input/cut.h"

#include "base/ascii.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static bool is_one_of(char c, const char *signs)
{
	return c != '\0' && strchr(signs, c);
}

static bool in_array(const struct cut *c)
{
	return c->depth > 0 && c->depth <= CUT_DEPTH_MAX && (c->arrays >> (c->depth - 1) & 1);
}

/* Whether a value may stand here. Of what is nested too deep nobody knows. */
static bool awaits_value(const struct cut *c)
{
	if (c->depth == 0 || c->depth > CUT_DEPTH_MAX || c->before == ':' || c->before == '[')
		return true;
	return c->before == ',' && in_array(c);
}

/* A quote that was lost lets a string run up to that of the next object's first key: it ends
   with the bracket of that object. */
static bool ran_into_object(const struct cut *c, struct str bytes, size_t *at)
{
	size_t end = c->string_end;
	while (end > c->string && is_space(bytes.ptr[end - 1]))
		end--;
	if (c->before != 's' || end == c->string || bytes.ptr[end - 1] != '{')
		return false;
	*at = end - 1;
	return true;
}

/* Moves behind the string that AT is in; false when its end is not there. */
static bool end_string(struct cut *c, struct str bytes)
{
	for (;;) {
		const char *from = bytes.ptr + c->at;
		const char *end = memchr(from, c->quote, bytes.len - c->at);
		if (!end) {
			c->at = bytes.len;
			return false;
		}
		size_t at = (size_t)(end - bytes.ptr), slashes = 0;
		while (at - slashes > c->string && bytes.ptr[at - slashes - 1] == '\\')
			slashes++;
		c->at = at + 1;
		if (slashes % 2 == 0) {
			c->string_end = at;
			c->quote = '\0';
			c->before = 's';
			return true;
		}
	}
}

static void open_bracket(struct cut *c, char bracket)
{
	c->before = bracket;
	c->values++;
	if (c->depth < CUT_DEPTH_MAX) {
		uint64_t bit = UINT64_C(1) << c->depth;
		c->arrays = bracket == '[' ? c->arrays | bit : c->arrays & ~bit;
	}
	c->depth++;
	c->deep |= c->depth > CUT_DEPTH_MAX;
	c->at++;
}

/* A number or a word: up to the next sign. */
static void pass_word(struct cut *c, struct str bytes)
{
	while (c->at < bytes.len && !is_space(bytes.ptr[c->at]) &&
		!is_one_of(bytes.ptr[c->at], "{}[],:\"'"))
		c->at++;
	c->before = 's';
}

/* One sign outside of strings. Whether the object ended with it. */
static bool pass_sign(struct cut *c, struct str bytes)
{
	char sign = bytes.ptr[c->at];
	switch (sign) {
	case '"':
	case '\'':
		c->quote = sign;
		c->string = ++c->at;
		return false;
	case '{':
	case '[':
		open_bracket(c, sign);
		return false;
	case '}':
	case ']':
		c->at++;
		c->before = '}';
		return --c->depth == 0;
	case ',':
	case ':':
		c->values++;
		c->before = sign;
		c->at++;
		return false;
	default:
		pass_word(c, bytes);
		return false;
	}
}

/* Whether what stands at AT is another object: one that was cut off does not hold it. */
static bool another_begins(const struct cut *c, struct str bytes, bool at_line)
{
	if (c->depth == 0 || bytes.ptr[c->at] != '{')
		return false;
	bool own_line = at_line && bytes.ptr[c->at - 1] == '\n' && c->before == ':';
	return own_line || !awaits_value(c);
}

enum cut_step cut_run(struct cut *c, struct str bytes, bool at_line)
{
	while (c->at < bytes.len) {
		if (c->quote) {
			if (!end_string(c, bytes))
				return CUT_MORE;
			continue;
		}
		char sign = bytes.ptr[c->at];
		if (is_space(sign)) {
			c->at++;
			continue;
		}
		if (another_begins(c, bytes, at_line))
			return CUT_BROKEN;
		size_t inside;
		bool fits = c->before != 's' || is_one_of(sign, ",:]}");
		if (!fits && ran_into_object(c, bytes, &inside) && inside > 0) {
			c->at = inside;
			return CUT_BROKEN;
		}
		if (pass_sign(c, bytes))
			return CUT_DONE;
	}
	return CUT_MORE;
}
