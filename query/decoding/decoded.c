#include "query/decoding/decoded.h"

#include "base/lang.h"
#include "query/reading/chars.h"

#include <ctype.h>

/* Bytes of each side that a note shows. */
enum { NOTE_BYTES = 120 };

void decoding_append_method(struct buf *out, const struct decoding_part *p)
{
	switch (p->method) {
	case DECODING_TELEX:
		buf_append_c(out, "telex");
		return;
	case DECODING_VNI:
		buf_append_c(out, "vni-typing");
		return;
	case DECODING_PERCENT:
		buf_append_c(out, "percent");
		return;
	case DECODING_ENTITY:
		buf_append_c(out, "html");
		return;
	case DECODING_MISREAD:
		for (const char *c = p->encoding; *c; c++)
			buf_push(out, (char)tolower((unsigned char)*c));
	}
}

static void append_quoted(struct buf *out, struct str s)
{
	struct str shown = chars_cut_words(s, NOTE_BYTES);
	buf_append_c(out, "“");
	buf_append(out, shown);
	buf_append_c(out, shown.len < s.len ? "…”" : "”");
}

void decoding_append_note(struct buf *out, const struct decoding *d)
{
	for (size_t i = 0; i < d->count; i++) {
		const struct decoding_part *p = &d->parts[i];
		if (i > 0)
			buf_append_c(out, "; ");
		buf_append_c(out, SAY("đọc ", "read "));
		append_quoted(out, p->typed);
		if (p->method == DECODING_TELEX)
			buf_append_c(out, SAY(" theo kiểu gõ Telex là ", " as typed in Telex: "));
		else if (p->method == DECODING_PERCENT || p->method == DECODING_ENTITY)
			buf_append_c(out, SAY(" là mã của ", " is code for "));
		else if (p->method == DECODING_VNI)
			buf_append_c(out, SAY(" theo kiểu gõ VNI là ", " as typed in VNI: "));
		else
			buf_printf(
				out, SAY(" theo bảng mã %s là ", " as misread %s: "), p->encoding);
		append_quoted(out, p->read_as);
	}
}
