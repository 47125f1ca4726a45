#include "indexer/scan/ignore.h"

#include "base/buf.h"
#include "base/lang.h"

/* ---- Reading ---- */

static bool add_rule(struct ignore *ig, size_t *capacity, const struct ignore_rule *rule)
{
	if (ig->count == *capacity) {
		size_t bigger = *capacity ? 2 * *capacity : 16;
		struct ignore_rule *rules = arena_array(&ig->memory, bigger, sizeof *rules);
		if (!rules)
			return false;
		if (ig->count > 0)
			memcpy(rules, ig->rules, ig->count * sizeof *rules);
		ig->rules = rules;
		*capacity = bigger;
	}
	ig->rules[ig->count++] = *rule;
	return true;
}

/* LINE without the spaces at its end, unless a \ is before the last. */
static struct str without_spaces(struct str line)
{
	if (str_ends_with(line, STR("\r")))
		line.len--;
	while (line.len > 0 && line.ptr[line.len - 1] == ' ' &&
		!(line.len > 1 && line.ptr[line.len - 2] == '\\'))
		line.len--;
	return line;
}

/* Returns false for a line that is no rule: empty, or a comment. */
static bool read_rule(struct str line, struct ignore_rule *out)
{
	line = without_spaces(line);
	*out = (struct ignore_rule){0};
	if (line.len == 0 || line.ptr[0] == '#')
		return false;
	if (line.ptr[0] == '!') {
		out->taken_back = true;
		line = str_slice(line, 1, line.len);
	}
	if (str_ends_with(line, STR("/"))) {
		out->folder = true;
		line.len--;
	}
	out->anchored = line.len > 0 && memchr(line.ptr, '/', line.len);
	if (str_starts_with(line, STR("/")))
		line = str_slice(line, 1, line.len);
	out->pattern = line;
	return line.len > 0;
}

bool ignore_parse(struct ignore *ig, struct str text, struct error *err)
{
	struct str rest = arena_str(&ig->memory, text), line;
	size_t capacity = 0, number = 0;
	if (!rest.ptr)
		return error_set_memory(err);
	if (str_starts_with(rest, STR("\xEF\xBB\xBF")))
		rest = str_slice(rest, 3, rest.len);
	while (str_split(&rest, '\n', &line)) {
		struct ignore_rule rule;
		number++;
		if (!read_rule(line, &rule))
			continue;
		if (rule.pattern.len > IGNORE_MAX_PATTERN)
			return error_set(err, ERROR_LIMIT,
				SAY("%s, dòng %zu: mẫu dài quá %d byte; hãy rút ngắn",
					"%s, line %zu: the pattern has more than %d bytes; shorten "
					"it"),
				IGNORE_NAME, number, IGNORE_MAX_PATTERN);
		if (!add_rule(ig, &capacity, &rule))
			return error_set_memory(err);
	}
	return true;
}

bool ignore_read(struct ignore *ig, const struct source *source, struct str folder,
	const struct ignore *outer, struct error *err)
{
	struct buf path = BUF_INIT, text = BUF_INIT;
	size_t taken = outer ? outer->bytes : 0;
	*ig = (struct ignore){.outer = outer, .memory = ARENA_INIT};
	ig->base = folder.len + (folder.len > 0);
	buf_append(&path, folder);
	buf_append_c(&path, folder.len > 0 ? "/" IGNORE_NAME : IGNORE_NAME);
	bool ok = path.failed ? error_set_memory(err)
			      : source_read(source, buf_str(&path), IGNORE_NAME,
					IGNORE_MAX_BYTES - taken, &text, err) &&
					ignore_parse(ig, buf_str(&text), err);
	ig->bytes = taken + text.len;
	buf_free(&path);
	buf_free(&text);
	return ok;
}

void ignore_free(struct ignore *ig)
{
	arena_free(&ig->memory);
	*ig = (struct ignore){.memory = ARENA_INIT};
}

/* ---- Matching ---- */

static size_t character(struct str s, size_t at)
{
	size_t len = 1;
	while (at + len < s.len && ((unsigned char)s.ptr[at + len] & 0xC0) == 0x80)
		len++;
	return len;
}

/* Bytes of UTF-8 are in the order of code points. */
static bool is_between(struct str c, struct str low, struct str high)
{
	return str_compare(low, c) <= 0 && str_compare(c, high) <= 0;
}

/* "[a-z]", "[!0-9]" at AT of PATTERN: its end, or 0 where it is not closed. *IN: it has C. */
static size_t read_class(struct str pattern, size_t at, struct str c, bool *in)
{
	size_t i = at + 1;
	bool negated = str_at(pattern, i) == '!' || str_at(pattern, i) == '^', found = false;
	i += negated;
	for (bool first = true; i < pattern.len && (first || pattern.ptr[i] != ']');
		first = false) {
		i += pattern.ptr[i] == '\\' && i + 1 < pattern.len;
		size_t len = character(pattern, i);
		struct str low = str_slice(pattern, i, i + len), high = low;
		i += len;
		if (str_at(pattern, i) == '-' && i + 1 < pattern.len && pattern.ptr[i + 1] != ']') {
			i++;
			i += pattern.ptr[i] == '\\' && i + 1 < pattern.len;
			len = character(pattern, i);
			high = str_slice(pattern, i, i + len);
			i += len;
		}
		found |= is_between(c, low, high);
	}
	*in = found != negated;
	return i < pattern.len ? i + 1 : 0;
}

/* Whether the character at *N of NAME is what PATTERN has at *P; both are moved behind it. */
static bool match_one(struct str pattern, size_t *p, struct str name, size_t *n)
{
	if (*p == pattern.len || *n == name.len)
		return false;
	size_t len = character(name, *n), end;
	struct str c = str_slice(name, *n, *n + len);
	bool in;
	if (pattern.ptr[*p] == '[' && memchr(pattern.ptr + *p, ']', pattern.len - *p) &&
		(end = read_class(pattern, *p, c, &in)) > 0) {
		*p = end;
		*n += len;
		return in;
	}
	if (pattern.ptr[*p] == '?') {
		*p += 1;
		*n += len;
		return true;
	}
	*p += pattern.ptr[*p] == '\\' && *p + 1 < pattern.len;
	if (pattern.ptr[*p] != name.ptr[*n])
		return false;
	*p += 1;
	*n += 1;
	return true;
}

/* One name. Of several * only the last ever needs to take more. */
static bool matches_name(struct str pattern, struct str name)
{
	size_t p = 0, n = 0, star = pattern.len, taken = 0;
	while (n < name.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = p++;
			taken = n;
		} else if (!match_one(pattern, &p, name, &n)) {
			if (star == pattern.len)
				return false;
			p = star + 1;
			n = taken += character(name, taken);
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

/* Names with slashes between; of several ** only the last ever needs to take more. */
static bool matches_path(struct str pattern, struct str path)
{
	struct str after = {NULL, 0}, taken = {NULL, 0}; /* behind the last ** */
	for (;;) {
		struct str p = pattern, n = path, one, name;
		bool more = str_split(&p, '/', &one);
		if (more && str_eq(one, STR("**"))) {
			if (!p.ptr)
				return path.ptr != NULL; /* all that is inside */
			after = pattern = p;
			taken = path;
			continue;
		}
		bool named = str_split(&n, '/', &name);
		if (!more && !named)
			return true;
		if (more && named && matches_name(one, name)) {
			pattern = p;
			path = n;
			continue;
		}
		if (!after.ptr || !taken.ptr || !str_split(&taken, '/', &name))
			return false;
		pattern = after;
		path = taken;
	}
}

static bool matches(const struct ignore_rule *rule, struct str path, bool folder)
{
	if (rule->folder && !folder)
		return false;
	if (rule->anchored)
		return matches_path(rule->pattern, path);
	return matches_name(rule->pattern, str_after_last(path, '/'));
}

bool ignore_hides(const struct ignore *ig, struct str path, bool folder)
{
	for (; ig; ig = ig->outer) {
		struct str below = str_slice(path, ig->base, path.len);
		for (size_t i = ig->count; i-- > 0;) {
			if (matches(&ig->rules[i], below, folder))
				return !ig->rules[i].taken_back;
		}
	}
	return false;
}
