#include "query/decoding/decoded.h"

#include "base/ascii.h"
#include "base/lang.h"
#include "query/reading/chars.h"
#include "text/encoding/escapes.h"

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

/* ---- Places ---- */

/* What no way of decoding makes or takes away. */
static bool is_sign(char c)
{
	return c >= ' ' && c < 0x7F && !ascii_is_letter(c) && !ascii_is_digit(c);
}

static size_t count_signs(struct str s)
{
	size_t count = 0;
	for (size_t i = 0; i < s.len; i++)
		count += is_sign(s.ptr[i]);
	return count;
}

/* The byte of what P was typed as for byte AT of what it is read as: words have the same signs
   between them. */
static size_t place_in_words(const struct decoding_part *p, size_t at, bool ends)
{
	size_t signs = count_signs(str_slice(p->read_as, 0, at));
	bool begins = at > 0 && is_sign(p->read_as.ptr[at - 1]);
	size_t i = 0;
	for (; signs > 0 && i < p->typed.len; i++)
		signs -= is_sign(p->typed.ptr[i]);
	while (ends && !begins && i < p->typed.len && !is_sign(p->typed.ptr[i]))
		i++;
	return i;
}

static size_t place_in_part(const struct decoding_part *p, size_t at, bool ends)
{
	if (at == 0 || at >= p->read_as.len)
		return at == 0 ? 0 : p->typed.len;
	if (p->method == DECODING_PERCENT || p->method == DECODING_ENTITY)
		return escapes_source(
			p->method == DECODING_PERCENT ? ESCAPES_PERCENT : ESCAPES_ENTITY, p->typed,
			at);
	return place_in_words(p, at, ends);
}

/* Likewise before one step. */
static size_t place_before(const struct decoding *d, size_t step, size_t at, bool ends)
{
	size_t typed = 0, read = 0; /* the ends of the part before */
	for (size_t i = 0; i < d->count; i++) {
		const struct decoding_part *p = &d->parts[i];
		if (p->step != step)
			continue;
		if (at < p->read_at || (at == p->read_at && ends))
			break;
		if (at < p->read_at + p->read_as.len)
			return p->typed_at + place_in_part(p, at - p->read_at, ends);
		typed = p->typed_at + p->typed.len;
		read = p->read_at + p->read_as.len;
	}
	return typed + (at - read);
}

size_t decoding_place(const struct decoding *d, size_t at, bool ends)
{
	size_t step = d->count > 0 ? d->parts[d->count - 1].step + 1 : 0;
	while (step > 0)
		at = place_before(d, --step, at, ends);
	return at;
}

/* ---- For people ---- */

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
