#include "glass/pack.h"

void glass_pack_uint_last(struct buf *out, uint64_t value)
{
	for (; value > 0; value >>= 8)
		buf_push(out, (char)value);
}

/* Two bytes hold 15 bits; each byte more holds 7 bits more, and is announced by one
   more bit set at the top of the first. */
void glass_pack_uint_sorting(struct buf *out, uint32_t value)
{
	unsigned len = 2;
	while (len < 5 && value >> (15 + 7 * (len - 2)))
		len++;
	unsigned mark = 0xff00U >> (len - 2) & 0xff;
	uint64_t wide = value | (uint64_t)mark << 8 * (len - 1);
	char bytes[5];
	for (unsigned i = 0; i < len; i++)
		bytes[i] = (char)(wide >> 8 * (len - 1 - i));
	buf_append(out, str_make(bytes, len));
}

void glass_pack_string(struct buf *out, struct str s)
{
	varint_append(out, s.len);
	buf_append(out, s);
}

void glass_pack_term(struct buf *out, struct str term, bool ends_key)
{
	while (term.len > 0) {
		const char *nul = memchr(term.ptr, '\0', term.len);
		size_t n = nul ? (size_t)(nul - term.ptr) + 1 : term.len;
		buf_append(out, str_slice(term, 0, n));
		if (nul)
			buf_push(out, '\xff');
		term = str_slice(term, n, term.len);
	}
	if (!ends_key)
		buf_push(out, '\0');
}
