#include "article/readers/disguise.h"

#include "article/words.h"
#include "base/ascii.h"
#include "base/lang.h"

#include <strings.h>

enum {
	LOOKED_AT = 64 * 1024,
	TAGS_MIN = 4, /* of a page's layout, of which a text may have some by chance */
	CODES_MIN = 8 /* =C3 and the like */
};

static bool starts_with_any(struct str s, const char *const *beginnings)
{
	for (; *beginnings; beginnings++) {
		size_t len = strlen(*beginnings);
		if (s.len >= len && strncasecmp(s.ptr, *beginnings, len) == 0)
			return true;
	}
	return false;
}

/* A bracket and what must follow it. */
static bool is_json(struct str s)
{
	if (str_at(s, 0) != '{' && str_at(s, 0) != '[')
		return false;
	struct str inside = str_trim(str_slice(s, 1, s.len));
	if (str_at(s, 0) == '[' && str_at(inside, 0) == '{')
		inside = str_trim(str_slice(inside, 1, inside.len));
	if (str_at(inside, 0) != '"')
		return false;
	size_t end = str_find(inside, STR("\""), 1);
	struct str after =
		end < inside.len ? str_trim(str_slice(inside, end + 1, inside.len)) : STR("");
	return str_at(after, 0) == ':';
}

static bool is_page(struct str s)
{
	static const char *const beginnings[] = {"<!doctype", "<html", "<head", "<body", "<div",
		"<table", "<meta", "<p>", "<p ", NULL};
	static const char *const tags[] = {"p>", "br>", "br/>", "br />", "/p>", "div>", "/div>",
		"/td>", "/tr>", "/span>", "/a>", "/h1>", "/h2>", "/li>", NULL};
	if (starts_with_any(s, beginnings))
		return true;
	size_t count = 0;
	for (size_t at = 0; at < s.len && count < TAGS_MIN; at++) {
		const char *next = memchr(s.ptr + at, '<', s.len - at);
		if (!next)
			break;
		at = (size_t)(next - s.ptr);
		count += starts_with_any(str_slice(s, at + 1, s.len), tags);
	}
	return count >= TAGS_MIN;
}

static int hex(char c)
{
	return ascii_is_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Letters beyond ASCII as codes, and none as itself. */
static bool is_quoted_printable(struct str s)
{
	size_t codes = 0;
	if (!ascii_is_all(s))
		return false;
	for (size_t at = 0; at + 2 < s.len; at++) {
		if (s.ptr[at] == '=' && hex(s.ptr[at + 1]) >= 8 && hex(s.ptr[at + 2]) >= 0)
			codes++;
	}
	return codes >= CODES_MIN;
}

static bool refuse(struct error *err, const char *message)
{
	return error_set(err, ERROR_INPUT, "%s", message);
}

bool disguise_check(struct str text, struct error *err)
{
	static const char *const rtf[] = {"{\\rtf", NULL};
	static const char *const xml[] = {"<?xml", "<rss", "<feed", NULL};
	struct str s = words_trim(str_slice(text, 0, text.len < LOOKED_AT ? text.len : LOOKED_AT));
	if (starts_with_any(s, rtf))
		return refuse(
			err, SAY("thật ra là RTF, không phải văn bản thường; hãy đổi: soffice "
				 "--headless --convert-to txt:Text TỆP",
				     "this is RTF, no plain text; convert it: soffice --headless "
				     "--convert-to txt:Text FILE"));
	if (is_json(s))
		return refuse(err, SAY("thật ra là JSON; hãy đặt tên tệp là .json",
					   "this is JSON; name the file .json"));
	if (starts_with_any(s, xml))
		return refuse(err, SAY("thật ra là XML, không phải văn bản thường",
					   "this is XML, no plain text"));
	if (is_page(s))
		return refuse(err,
			SAY("thật ra là HTML; hãy đổi: pandoc --from html --to plain TỆP",
				"this is HTML; convert it: pandoc --from html --to plain FILE"));
	if (is_quoted_printable(s))
		return refuse(
			err, SAY("thư ở dạng quoted-printable; hãy lưu lại thành văn bản thường",
				     "mail in quoted-printable; save it again as plain text"));
	return true;
}
