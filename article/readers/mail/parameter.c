#include "article/readers/mail/parameter.h"

#include "article/readers/mail/words.h"
#include "base/ascii.h"
#include "base/buf.h"

#include <stdio.h>
#include <strings.h>

enum { PIECES = 64, NAME_BYTES = 32 };

/* What stands in *REST before a semicolon that is not in quotes; *REST is moved behind it. */
static bool next_part(struct str *rest, struct str *part)
{
	bool quoted = false;
	size_t end = 0;
	if (rest->len == 0)
		return false;
	for (; end < rest->len && (quoted || rest->ptr[end] != ';'); end++) {
		if (rest->ptr[end] == '\\' && quoted && str_at(*rest, end + 1) == '"')
			end++;
		else if (rest->ptr[end] == '"')
			quoted = !quoted;
	}
	end = end < rest->len ? end : rest->len;
	*part = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end + 1 < rest->len ? end + 1 : rest->len, rest->len);
	return true;
}

static bool find(struct str header, const char *name, struct str *value)
{
	struct str part;
	size_t len = strlen(name);
	while (next_part(&header, &part)) {
		part = str_trim(part);
		if (part.len <= len || strncasecmp(part.ptr, name, len) != 0)
			continue;
		struct str behind = str_trim(str_slice(part, len, part.len));
		if (str_at(behind, 0) != '=')
			continue;
		*value = str_trim(str_slice(behind, 1, behind.len));
		return true;
	}
	return false;
}

/* Without quotes; what is a path of Windows keeps its backslashes. */
static void append_plain(struct buf *out, struct str value)
{
	bool quoted = str_at(value, 0) == '"';
	for (size_t at = quoted; at < value.len; at++) {
		char next = str_at(value, at + 1);
		if (quoted && value.ptr[at] == '"')
			break;
		if (quoted && value.ptr[at] == '\\' && (next == '"' || next == '\\'))
			at++;
		buf_push(out, value.ptr[at]);
	}
}

static void append_percent(struct buf *out, struct str value)
{
	for (size_t at = 0; at < value.len; at++) {
		int high = ascii_hex(str_at(value, at + 1)), low = ascii_hex(str_at(value, at + 2));
		bool code = value.ptr[at] == '%' && high >= 0 && low >= 0;
		buf_push(out, code ? (char)(high * 16 + low) : value.ptr[at]);
		at += code ? 2 : 0;
	}
}

/* VALUE behind the charset and the language that it begins with: windows-1258'vi'Th%F4ng */
static struct str behind_charset(struct str value, struct str *charset)
{
	size_t first = str_find(value, STR("'"), 0), second = str_find(value, STR("'"), first + 1);
	if (second >= value.len)
		return value;
	*charset = str_slice(value, 0, first);
	return str_slice(value, second + 1, value.len);
}

/* Piece NUMBER of NAME, -1 for one that is alone, into OUT. */
static bool append_piece(
	struct str header, const char *name, int number, struct buf *out, struct str *charset)
{
	char full[NAME_BYTES];
	struct str value;
	if (number < 0)
		snprintf(full, sizeof full, "%s*", name);
	else
		snprintf(full, sizeof full, "%s*%d*", name, number);
	if (find(header, full, &value)) {
		if (str_at(value, 0) == '"' && str_ends_with(value, STR("\"")) && value.len > 1)
			value = str_slice(value, 1, value.len - 1);
		append_percent(out, number <= 0 ? behind_charset(value, charset) : value);
		return true;
	}
	full[strlen(full) - 1] = '\0';
	if (!find(header, full, &value))
		return false;
	append_plain(out, value);
	return true;
}

struct str mail_parameter(
	struct arena *memory, struct str value, const char *name, struct str charset)
{
	struct buf bytes = BUF_INIT;
	struct str own = STR("");
	int pieces = 0;
	while (pieces < PIECES && append_piece(value, name, pieces, &bytes, &own))
		pieces++;
	if (pieces == 0)
		append_piece(value, name, -1, &bytes, &own);
	struct str out = str_make(NULL, 0);
	if (!bytes.failed && own.len > 0)
		out = mail_text(memory, buf_str(&bytes), own);
	else if (!bytes.failed)
		out = mail_words(memory, buf_str(&bytes), charset);
	buf_free(&bytes);
	return out;
}
