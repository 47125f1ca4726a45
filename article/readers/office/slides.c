#include "article/readers/office/slides.h"

#include "article/readers/container/bits.h"
#include "text/encoding/utf16.h"

#include <stdio.h>

/* ---- Since 2007 ---- */

enum { SLIDES_MAX = 2000 };

struct slide {
	struct flow *flow;
	struct font font;
	bool text;
};

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

static void begin(void *context, const struct package_tag *tag)
{
	struct slide *s = context;
	struct str face = package_attribute(tag, "typeface");
	if (is(tag->name, "t"))
		s->text = true;
	else if (is(tag->name, "r") || is(tag->name, "fld"))
		s->font = (struct font){.encoding = ENCODING_UTF8};
	else if (is(tag->name, "latin") && face.ptr)
		s->font = font_of_name(face);
	else if (is(tag->name, "br"))
		flow_line(s->flow);
}

static void end(void *context, const char *name)
{
	struct slide *s = context;
	if (is(name, "t"))
		s->text = false;
	else if (is(name, "p"))
		flow_paragraph(s->flow, false);
	else if (is(name, "tc"))
		flow_cell(s->flow);
}

static void take_text(void *context, struct str text)
{
	struct slide *s = context;
	if (s->text)
		flow_text(s->flow, s->font, text);
}

bool drawing_read(struct package *p, const char *member, struct flow *f, struct error *err)
{
	static const struct package_handler handler = {begin, end, take_text};
	struct slide slide = {.flow = f};
	return package_read(p, member, &handler, &slide, err);
}

bool pptx_read(struct package *p, struct flow *f, struct error *err)
{
	char name[64];
	for (int i = 1; i <= SLIDES_MAX; i++) {
		snprintf(name, sizeof name, "ppt/slides/slide%d.xml", i);
		if (package_has(p, name) && !drawing_read(p, name, f, err))
			return false;
		flow_paragraph(f, false);
	}
	return true;
}

/* ---- Before ---- */

enum {
	HEADER = 8,
	CONTAINER = 0xF, /* version of a record that has others in it */
	MASTER = 1016,   /* of slides: "Click to edit" */
	UNITS = 4000,    /* a text in UTF-16 */
	BYTES = 4008     /* one of the lower halves of UTF-16 */
};

/* Paragraphs end in CR, lines in VT. */
static void show(struct flow *f, struct str text)
{
	const struct font font = {.encoding = ENCODING_UTF8};
	while (text.len > 0) {
		size_t len = 0;
		while (len < text.len && text.ptr[len] != '\r' && text.ptr[len] != '\v')
			len++;
		flow_text(f, font, str_slice(text, 0, len));
		flow_paragraph(f, false);
		text = str_slice(text, len < text.len ? len + 1 : len, text.len);
	}
}

static void append_units(struct buf *out, struct str units, bool halves)
{
	size_t repaired = 0, first = 0;
	struct error ignored;
	struct buf wide = BUF_INIT;
	for (size_t i = 0; halves && i < units.len; i++) {
		buf_push(&wide, units.ptr[i]);
		buf_push(&wide, '\0');
	}
	if (halves)
		units = buf_str(&wide);
	units.len &= ~(size_t)1;
	utf16_decode(units, ENCODING_UTF16LE, out, &repaired, &first, &ignored);
	buf_free(&wide);
}

void ppt_read(struct str document, struct flow *f)
{
	struct buf text = BUF_INIT;
	size_t at = 0;
	while (at + HEADER <= document.len) {
		uint16_t version = bits_u16(document, at) & 0xF, type = bits_u16(document, at + 2);
		size_t len = bits_u32(document, at + 4);
		at += HEADER;
		if (version == CONTAINER && type != MASTER)
			continue; /* what is in it stands behind its header */
		if (type == UNITS || type == BYTES) {
			buf_reset(&text);
			append_units(&text, bits_slice(document, at, len), type == BYTES);
			show(f, buf_str(&text));
		}
		if (len > document.len - at)
			break;
		at += len;
	}
	buf_free(&text);
}
