#include "article/readers/step.h"

#include "base/lang.h"

static bool has_byte_order_mark(struct str s)
{
	return str_starts_with(s, STR("\xEF\xBB\xBF")) || str_starts_with(s, STR("\xFF\xFE")) ||
	       str_starts_with(s, STR("\xFE\xFF"));
}

bool article_decode(struct article *a, struct str bytes, enum encoding as, struct buf *out,
	struct decoded *d, struct error *err)
{
	if (has_byte_order_mark(bytes))
		as = ENCODING_DETECT;
	if (!decode_text_as(bytes, as, out, d, err))
		return false;
	a->encoding = d->encoding;
	a->encodings = d->encodings;
	a->confidence = d->confidence;
	a->told = as != ENCODING_DETECT;
	a->repaired += d->repaired;
	return true;
}

static bool has_control(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool c1 = c == 0xC2 && i + 1 < s.len && (unsigned char)s.ptr[i + 1] < 0xA0;
		if (c < 0x20 || c == 0x7F || c1)
			return true;
	}
	return false;
}

bool article_id_check(struct str id, struct error *err)
{
	if (str_trim(id).len == 0)
		return error_set(err, ERROR_INPUT,
			SAY("id để trống; mỗi bài cần một id riêng",
				"the id is empty; every article needs one of its own"));
	if (id.len > ARTICLE_MAX_ID)
		return error_set(err, ERROR_LIMIT,
			SAY("id dài %zu byte, nhiều nhất là %d",
				"the id has %zu bytes; at most %d are allowed"),
			id.len, ARTICLE_MAX_ID);
	if (has_control(id))
		return error_set(err, ERROR_INPUT,
			SAY("id có ký tự điều khiển; hãy bỏ đi",
				"the id has a control character; remove it"));
	return true;
}

void article_problem_id(struct article_problem *p, struct str id)
{
	size_t len = id.len < ARTICLE_MAX_ID ? id.len : ARTICLE_MAX_ID;
	while (len > 0 && len < id.len && ((unsigned char)id.ptr[len] & 0xC0) == 0x80)
		len--;
	if (len > 0)
		memcpy(p->id, id.ptr, len);
	p->id[len] = '\0';
}
