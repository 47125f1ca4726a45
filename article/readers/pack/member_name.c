#include "article/readers/pack/member_name.h"

#include "article/readers/container/codepage.h"
#include "base/ascii.h"
#include "text/encoding/decode.h"
#include "text/encoding/detect.h"

/* Whether RAW has letters of DOS beyond ASCII, and no other such bytes. */
static bool may_be_dos(struct str raw)
{
	enum { LAST_LETTER = 0xA5 };
	for (size_t i = 0; i < raw.len; i++) {
		if ((unsigned char)raw.ptr[i] > LAST_LETTER)
			return false;
	}
	return true;
}

/* Whether every word of TEXT, UTF-8, that has marks is Vietnamese. */
static bool makes_sense(struct str text)
{
	struct evidence e = {0};
	detect_weigh(text, DETECT_UTF8, &e);
	return e.readings[ENCODING_UTF8].valid > 0 && e.readings[ENCODING_UTF8].invalid == 0;
}

/* Zip files of Windows have names in the encoding of its language, those of DOS, and of Windows'
   own folders, in that of DOS; neither says so. */
static bool decode(struct str raw, struct buf *room, struct str *out)
{
	struct decoded d;
	struct error err = {0};
	struct buf dos = BUF_INIT;
	*out = raw;
	if (utf8_valid_prefix(raw) == raw.len)
		return true;
	if (may_be_dos(raw))
		codepage_append(CODEPAGE_DOS, raw, &dos);
	bool ok = decode_text(raw, room, &d, &err) ||
		  decode_text_as(raw, ENCODING_CP1258, room, &d, &err);
	bool told = ok && d.encoding > ENCODING_CP1252 && d.encoding <= ENCODING_CP1258;
	if (ok && dos.len > 0 && (!told || makes_sense(buf_str(&dos)))) {
		buf_reset(room);
		buf_append(room, buf_str(&dos));
		d.text = buf_str(room);
	}
	bool failed = dos.failed || room->failed;
	buf_free(&dos);
	*out = ok ? d.text : STR("?");
	return !failed && (ok || err.code != ERROR_MEMORY);
}

static bool says_nothing(struct str part)
{
	bool drive = part.len == 2 && ascii_is_letter(part.ptr[0]) && part.ptr[1] == ':';
	return part.len == 0 || drive || str_eq(part, STR(".")) || str_eq(part, STR(".."));
}

/* Up to the next slash of either sort; moves REST behind it. */
static struct str take_part(struct str *rest)
{
	size_t end = 0;
	while (end < rest->len && rest->ptr[end] != '/' && rest->ptr[end] != '\\')
		end++;
	struct str part = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end < rest->len ? end + 1 : end, rest->len);
	return part;
}

bool member_name(struct str raw, struct buf *out)
{
	struct buf room = BUF_INIT;
	struct str rest;
	bool ok = decode(raw, &room, &rest);
	buf_reset(out);
	while (ok && rest.len > 0) {
		struct str part = take_part(&rest);
		if (says_nothing(part))
			continue;
		if (out->len > 0)
			buf_push(out, '/');
		buf_append(out, part);
	}
	buf_free(&room);
	return ok && !out->failed;
}
