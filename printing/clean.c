#include "printing/clean.h"
#include "text/encoding/shown.h"
#include "text/syllable/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"

/* The character of LEN bytes, at least 2, of which S begins. */
static uint32_t decode(struct str s, size_t len)
{
	uint32_t c = (unsigned char)s.ptr[0] & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++)
		c = c << 6 | ((unsigned char)s.ptr[i] & 0x3F);
	return c;
}

size_t clean_next(struct str s, const char **form)
{
	size_t len = utf8_sequence((const unsigned char *)s.ptr, s.len);
	*form = REPLACEMENT;
	if (len == 0)
		return 1;
	switch (shown_form(len == 1 ? (unsigned char)s.ptr[0] : decode(s, len))) {
	case SHOWN_AS_IS:
		*form = NULL;
		break;
	case SHOWN_BLANK:
		*form = " ";
		break;
	case SHOWN_AS_NOTHING:
		*form = "";
		break;
	case SHOWN_HARMFUL:
		break;
	}
	return len;
}

void clean_append(struct buf *out, struct str s)
{
	size_t kept = 0; /* from here on all is shown as it is */
	for (size_t at = 0; at < s.len;) {
		const char *form;
		if (s.ptr[at] >= 0x20 && s.ptr[at] < 0x7F) {
			at++;
			continue;
		}
		size_t len = clean_next(str_slice(s, at, s.len), &form);
		if (form) {
			buf_append(out, str_slice(s, kept, at));
			buf_append_c(out, form);
			kept = at + len;
		}
		at += len;
	}
	buf_append(out, str_slice(s, kept, s.len));
}
