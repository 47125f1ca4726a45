#include "article/readers/step.h"

#include "base/lang.h"
#include "text/syllable/utf8.h"

static bool has_byte_order_mark(struct str s)
{
	return str_starts_with(s, STR("\xEF\xBB\xBF")) || str_starts_with(s, STR("\xFF\xFE")) ||
	       str_starts_with(s, STR("\xFE\xFF"));
}

/* What was UTF-16 is UTF-8 here, or was misread before it was saved so. */
static void note_wide(struct article *a, struct input *in)
{
	const unsigned utf8 = 1u << ENCODING_UTF8;
	if (a->encoding == ENCODING_UTF8)
		a->encoding = in->wide;
	if (a->encodings & utf8)
		a->encodings ^= utf8 | 1u << in->wide;
	a->repaired += in->repaired;
	in->repaired = 0;
}

bool article_decode(struct article *a, struct input *in, struct str bytes, struct buf *out,
	struct decoded *d, struct error *err)
{
	enum encoding as = in->file.as;
	if (has_byte_order_mark(bytes) || input_is_wide(in))
		as = ENCODING_DETECT;
	if (!decode_text_as(bytes, as, out, d, err))
		return false;
	a->encoding = d->encoding;
	a->encodings = d->encodings;
	a->confidence = d->confidence;
	a->repaired += d->repaired;
	if (input_is_wide(in))
		note_wide(a, in);
	a->told = as != ENCODING_DETECT || (input_is_wide(in) && in->file.as == in->wide);
	return true;
}

/* Keeps ID, as far as it goes, for the report. */
static void note_id(struct article_problem *p, struct str id)
{
	struct str kept = utf8_cut(id, ARTICLE_MAX_ID);
	if (kept.len > 0)
		memcpy(p->id, kept.ptr, kept.len);
	p->id[kept.len] = '\0';
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
