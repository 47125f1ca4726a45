#include "article/readers/pack/member_name.h"

#include "base/ascii.h"
#include "text/encoding/decode.h"

/* Zip files of Windows have names in the encoding of its language, and don't say so. */
static bool decode(struct str raw, struct buf *room, struct str *out)
{
	struct decoded d;
	struct error err;
	*out = raw;
	if (utf8_valid_prefix(raw) == raw.len)
		return true;
	bool ok = decode_text(raw, room, &d, &err) ||
		  decode_text_as(raw, ENCODING_CP1258, room, &d, &err);
	*out = ok ? d.text : STR("?");
	return ok || err.code != ERROR_MEMORY;
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
