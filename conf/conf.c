#include "conf/conf.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/lang.h"

#include <fcntl.h>
#include <stdlib.h>

/* What is being read. */
struct reader {
	struct conf *out;
	struct str section;
	unsigned line;
	struct error *err;
};

static bool fail(const struct reader *r, const char *why)
{
	return error_set(r->err, ERROR_INPUT, "%s:%u: %s", r->out->name, r->line, why);
}

static bool is_name(struct str s, bool any_letter)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (!ascii_is_letter((char)c) && !ascii_is_digit((char)c) && c != '-' && c != '_' &&
			!(any_letter && c >= 0x80))
			return false;
	}
	return s.len > 0;
}

static bool read_section(struct reader *r, struct str line)
{
	bool closed = str_ends_with(line, STR("]"));
	struct str name = str_trim(str_slice(line, 1, closed ? line.len - 1 : line.len));
	if (!closed || !is_name(name, true))
		return fail(
			r, SAY("tên nhóm phải viết như [bao-chi]", "a section is written [name]"));
	r->section = name;
	return true;
}

/* The bytes of S, which are OUT's and have a byte behind them, as a string. */
static const char *end_with_nul(const struct reader *r, struct str s)
{
	r->out->text[(size_t)(s.ptr - r->out->text) + s.len] = '\0';
	return s.ptr;
}

static bool read_entry(struct reader *r, struct str line)
{
	size_t sign = str_find(line, STR("="), 0);
	struct str key = str_trim(str_slice(line, 0, sign));
	if (sign == line.len || !is_name(key, false))
		return fail(r, SAY("mỗi dòng phải viết như: khóa = giá trị",
				       "a line is written: key = value"));
	struct str value = str_trim(str_slice(line, sign + 1, line.len));
	if (value.len >= 2 && str_starts_with(value, STR("\"")) && str_ends_with(value, STR("\"")))
		value = str_slice(value, 1, value.len - 1);
	struct conf *c = r->out;
	c->entries[c->count++] = (struct conf_entry){.section = r->section,
		.key = end_with_nul(r, key),
		.value = end_with_nul(r, value),
		.line = r->line};
	return true;
}

static bool is_plain(struct str line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.ptr[i];
		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

static bool read_line(struct reader *r, struct str raw)
{
	struct str line = str_trim(raw);
	if (line.len == 0 || line.ptr[0] == '#' || line.ptr[0] == ';')
		return true;
	if (!is_plain(line))
		return fail(r, SAY("dòng có ký tự điều khiển", "the line has a control character"));
	return line.ptr[0] == '[' ? read_section(r, line) : read_entry(r, line);
}

static size_t count_lines(struct str text)
{
	size_t count = 1;
	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == '\n';
	return count;
}

bool conf_parse(struct str text, const char *name, struct conf *out, struct error *err)
{
	*out = (struct conf){.name = strdup(name)};
	if (str_starts_with(text, STR("\xEF\xBB\xBF")))
		text = str_slice(text, 3, text.len);
	out->text = malloc(text.len + 1);
	out->entries = calloc(count_lines(text), sizeof *out->entries);
	if (!out->name || !out->text || !out->entries)
		return error_set_memory(err);
	memcpy(out->text, text.ptr, text.len);
	out->text[text.len] = '\0';
	struct reader r = {.out = out, .section = STR(""), .err = err};
	struct str rest = str_make(out->text, text.len), line;
	while (str_split(&rest, '\n', &line)) {
		r.line++;
		if (!read_line(&r, line))
			return false;
	}
	return true;
}

bool conf_read(const char *path, struct conf *out, struct error *err)
{
	struct buf text = BUF_INIT;
	*out = (struct conf){0};
	bool ok = file_read(AT_FDCWD, path, CONF_MAX_BYTES, &text, err) &&
		  conf_parse(buf_str(&text), path, out, err);
	buf_free(&text);
	return ok;
}

void conf_free(struct conf *c)
{
	free(c->name);
	free(c->entries);
	free(c->text);
	*c = (struct conf){0};
}

bool conf_blame(const struct conf *c, const struct conf_entry *e, struct error *err)
{
	return error_add_context(err, "%s:%u", c->name, e->line);
}
