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

/* Keeps ID, as far as it goes, for the report. */
static void note_id(struct article_problem *p, struct str id)
{
	size_t len = id.len < ARTICLE_MAX_ID ? id.len : ARTICLE_MAX_ID;
	while (len > 0 && len < id.len && ((unsigned char)id.ptr[len] & 0xC0) == 0x80)
		len--;
	if (len > 0)
		memcpy(p->id, id.ptr, len);
	p->id[len] = '\0';
}

bool article_set_id(struct article *a, struct str id, struct article_problem *p)
{
	if (str_trim(id).len == 0)
		return true;
	note_id(p, id);
	if (id.len > ARTICLE_MAX_ID)
		return error_set(&p->error, ERROR_LIMIT,
			SAY("id dài %zu byte, nhiều nhất là %d",
				"the id has %zu bytes; at most %d are allowed"),
			id.len, ARTICLE_MAX_ID);
	a->id = (struct article_field){id, PROVENANCE_GIVEN};
	return true;
}
