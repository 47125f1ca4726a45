#include "article/readers/container/summary.h"

#include "article/readers/container/bits.h"
#include "article/readers/container/codepage.h"
#include "text/encoding/utf16.h"
#include "text/syllable/utf8.h"

enum {
	SECTION_AT = 44, /* where the offset of the first section stands */
	PROPERTIES_MAX = 64,
	PAGE = 1,
	TITLE = 2,
	AUTHOR = 4,
	BYTES = 30, /* types of values */
	UNITS = 31,
	UTF8_PAGE = 65001,
	UTF16_PAGE = 1200
};

/* The value with its type, of property ID; empty: there is none. */
static struct str find(struct str section, uint32_t id)
{
	uint32_t count = bits_u32(section, 4);
	for (uint32_t i = 0; i < count && i < PROPERTIES_MAX; i++) {
		if (bits_u32(section, 8 + 8 * (size_t)i) == id)
			return bits_slice(
				section, bits_u32(section, 12 + 8 * (size_t)i), section.len);
	}
	return STR("");
}

static void append_units(struct str units, struct buf *out)
{
	size_t repaired = 0, first = 0;
	struct error ignored;
	units.len &= ~(size_t)1;
	utf16_decode(units, ENCODING_UTF16LE, out, &repaired, &first, &ignored);
}

static void take(struct str section, uint32_t id, int page, struct buf *out)
{
	struct str value = find(section, id);
	size_t len = bits_u32(value, 4);
	bool wide = bits_u32(value, 0) == UNITS || page == UTF16_PAGE;
	if (bits_u32(value, 0) != BYTES && bits_u32(value, 0) != UNITS)
		return;
	if (bits_u32(value, 0) == UNITS)
		len = len > SUMMARY_MAX ? 0 : 2 * len;
	struct str text = bits_slice(value, 8, len > SUMMARY_MAX ? 0 : len);
	if (wide) {
		append_units(text, out);
	} else {
		const char *end = text.len > 0 ? memchr(text.ptr, '\0', text.len) : NULL;
		text.len = end ? (size_t)(end - text.ptr) : text.len;
		if (page == UTF8_PAGE && utf8_valid_prefix(text) == text.len)
			buf_append(out, text);
		else
			codepage_append(page, text, out);
	}
	while (out->len > 0 && out->ptr[out->len - 1] == '\0')
		out->len--;
}

void summary_read(struct cfb *c, struct buf *title, struct buf *author)
{
	struct str stream = cfb_stream(c, "\005SummaryInformation");
	if (!stream.ptr)
		return;
	struct str section = bits_slice(stream, bits_u32(stream, SECTION_AT), stream.len);
	int page = bits_u16(find(section, PAGE), 4);
	take(section, TITLE, page, title);
	take(section, AUTHOR, page, author);
}
