#include "text/encoding/legacy.h"

#include "text/encoding/legacy_tables.h"
#include "text/syllable/script.h"

#include <pthread.h>

enum {
	FIRST = ENCODING_CP1252,
	READERS = ENCODING_CP1258 - ENCODING_CP1252 + 1,
	MAX_BASES = 26,
	UNDEFINED = 0xFFFD
};

/* A table, turned for reading. */
struct reader {
	uint16_t single[256]; /* code point of each byte alone */
	uint8_t base[256];    /* 1 + index into pairs of a letter that takes marks; 0 */
	uint8_t bases;
	uint16_t pairs[MAX_BASES][256]; /* letter and mark to code point; 0 none */
};

static struct reader readers[READERS];

static int32_t next_of(const char **row)
{
	int32_t cp;
	*row += script_read(*row, &cp);
	return cp;
}

static void build_rows(struct reader *r, const struct legacy_table *table)
{
	for (int row = 0; row < LEGACY_ROWS; row++) {
		const char *at = table->rows[row];
		for (int column = 0; column < 16; column++) {
			int32_t cp = next_of(&at);
			if (cp != '.')
				r->single[0x80 + row * 16 + column] = (uint16_t)cp;
		}
	}
	for (int i = 0; i < LEGACY_MAX_LOW && table->low[i].letter; i++) {
		const char *at = table->low[i].letter;
		r->single[table->low[i].byte] = (uint16_t)next_of(&at);
	}
}

static int byte_of(const struct reader *r, int32_t cp)
{
	for (int byte = 0; byte < 256; byte++) {
		if (r->single[byte] == cp)
			return byte;
	}
	return 0;
}

static void add_pair(struct reader *r, int32_t base, unsigned char mark, int32_t cp)
{
	int byte = byte_of(r, base);
	if (r->base[byte] == 0)
		r->base[byte] = ++r->bases;
	r->pairs[r->base[byte] - 1][mark] = (uint16_t)cp;
}

static void build_mark(struct reader *r, const struct legacy_table *table, int mark)
{
	const char *base_at = table->bases;
	const char *letter_at = table->marks[mark].letters;
	unsigned char byte = table->marks[mark].byte;
	while (*base_at) {
		int32_t base = next_of(&base_at);
		int32_t marked = next_of(&letter_at);
		if (marked == '.')
			continue;
		int32_t capital = script_capital_of(marked);
		add_pair(r, base, byte, marked);
		add_pair(r, script_capital_of(base), byte, capital);
		if (table->marks_have_capitals) {
			unsigned char higher = (unsigned char)(byte - 0x20);
			add_pair(r, base, higher, marked);
			add_pair(r, script_capital_of(base), higher, capital);
		}
	}
}

static void build(void)
{
	for (int i = 0; i < READERS; i++) {
		struct reader *r = &readers[i];
		const struct legacy_table *table = legacy_table_of((enum encoding)(FIRST + i));
		for (int byte = 0; byte < 256; byte++)
			r->single[byte] = byte < 0x80 ? (uint16_t)byte : readers[0].single[byte];
		for (int byte = 0x80; byte < 0xA0 && i == 0; byte++)
			r->single[byte] = UNDEFINED;
		build_rows(r, table);
		for (int m = 0; m < LEGACY_MAX_MARKS && table->marks[m].letters; m++)
			build_mark(r, table, m);
	}
}

static const struct reader *reader_of(enum encoding e)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, build);
	return &readers[e - FIRST];
}

static inline size_t read_with(
	const struct reader *r, const unsigned char *s, size_t len, int32_t *cp)
{
	uint8_t base = r->base[s[0]];
	if (base != 0 && len > 1 && r->pairs[base - 1][s[1]] != 0) {
		*cp = r->pairs[base - 1][s[1]];
		return 2;
	}
	*cp = r->single[s[0]];
	return 1;
}

size_t legacy_read(enum encoding e, const unsigned char *s, size_t len, int32_t *cp)
{
	return read_with(reader_of(e), s, len, cp);
}

bool legacy_has_low_letter(enum encoding e, unsigned char byte)
{
	return byte < ' ' && reader_of(e)->single[byte] != byte;
}

bool legacy_decode(
	enum encoding e, struct str bytes, struct buf *out, size_t *undefined, size_t *first)
{
	enum { LONGEST = 3 };
	if (bytes.len > SIZE_MAX / LONGEST || !buf_reserve(out, bytes.len * LONGEST)) {
		out->failed = true;
		return false;
	}
	const struct reader *r = reader_of(e);
	const unsigned char *s = (const unsigned char *)bytes.ptr;
	for (size_t at = 0; at < bytes.len;) {
		int32_t cp;
		size_t used = read_with(r, s + at, bytes.len - at, &cp);
		if (cp == UNDEFINED && (*undefined)++ == 0)
			*first = at;
		at += used;
		out->len += script_write(cp, out->ptr + out->len);
	}
	out->ptr[out->len] = '\0';
	return true;
}

int legacy_cp1252_byte(int32_t cp)
{
	if (cp < 0x0100)
		return cp;
	if (cp < 0x0152 || cp > 0x2122 || (cp > 0x02DC && cp < 0x2013))
		return -1;
	const uint16_t *single = reader_of(ENCODING_CP1252)->single;
	for (int byte = 0x80; byte < 0xA0; byte++) {
		if (single[byte] == cp && cp != UNDEFINED)
			return byte;
	}
	return -1;
}
