#include "article/readers/fonts.h"

#include "base/ascii.h"
#include "text/encoding/capitals.h"
#include "text/encoding/detect.h"
#include "text/encoding/legacy.h"
#include "text/syllable/script.h"
#include "text/syllable/utf8.h"

#include <strings.h>

/* ---- Names ---- */

enum {
	SUBSET_TAG = 6, /* letters before the '+' in names of PDF */
	NO_BYTE = -1,
	SYMBOLS = 0xF000, /* where Word keeps the characters of symbol fonts */
	CLEARLY = 8       /* bits by which a reading must be better */
};

/* By how names begin, the longer before the shorter. */
static const struct {
	struct str beginning;
	enum encoding encoding;
} makes[] = {
	{STR_INIT(".vn"), ENCODING_TCVN3}, {STR_INIT("vni"), ENCODING_VNI},
	{STR_INIT("vps"), ENCODING_VPS}, {STR_INIT("viscii"), ENCODING_VISCII},
	{STR_INIT("vi "), ENCODING_VISCII}, {STR_INIT("vi-"), ENCODING_VISCII},
	{STR_INIT("vn"), ENCODING_DETECT}, /* VNtimes new roman, VnTime */
};

static bool begins(struct str name, struct str with)
{
	return name.len > with.len && strncasecmp(name.ptr, with.ptr, with.len) == 0;
}

static bool cut_ending(struct str *name, const char *ending)
{
	size_t len = strlen(ending);
	if (name->len <= len || strncasecmp(name->ptr + name->len - len, ending, len) != 0)
		return false;
	name->len -= len;
	return true;
}

/* Without the tag of a subset in front and styles behind. */
static struct str plain_name(struct str name)
{
	static const char *const styles[] = {
		"bold", "italic", "regular", "oblique", "medium", "normal", " ", "-", ","};
	name = str_trim(name);
	if (str_at(name, SUBSET_TAG) == '+')
		name = str_slice(name, SUBSET_TAG + 1, name.len);
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
		if (cut_ending(&name, styles[i]))
			i = (size_t)-1;
	}
	return name;
}

struct font font_of_name(struct str name)
{
	struct font font = {.encoding = ENCODING_UTF8};
	name = plain_name(name);
	for (size_t i = 0; i < sizeof makes / sizeof *makes; i++) {
		if (!begins(name, makes[i].beginning))
			continue;
		font.encoding = makes[i].encoding;
		break;
	}
	bool abc = font.encoding == ENCODING_TCVN3 || font.encoding == ENCODING_DETECT;
	font.capitals = abc && (name.ptr[name.len - 1] | 0x20) == 'h';
	return font;
}

/* ---- Runs ---- */

void font_text_free(struct font_text *t)
{
	buf_free(&t->held);
	buf_free(&t->capitals);
}

static void hold(struct font_text *t, bool capitals, struct str text)
{
	if (!buf_reserve(&t->capitals, text.len) || !buf_append(&t->held, text)) {
		t->out->failed = true;
		return;
	}
	if (text.len > 0)
		memset(t->capitals.ptr + t->capitals.len, capitals, text.len);
	t->capitals.len += text.len;
}

/* The letter at the end of what is held may belong to a mark that comes next. */
static void end_before_letter(struct font_text *t)
{
	size_t len = t->held.len;
	char last = len > 0 ? t->held.ptr[len - 1] : ' ';
	if (!ascii_is_letter(last)) {
		font_text_end(t);
		return;
	}
	bool capital = t->capitals.ptr[len - 1];
	t->held.len = t->capitals.len = len - 1;
	font_text_end(t);
	hold(t, capital, str_make(&last, 1));
}

/* Whether TEXT reads alike in every encoding, but for what comes before and after it. */
static bool is_neutral(enum encoding e, struct str text)
{
	bool low = e == ENCODING_VPS || e == ENCODING_VISCII;
	for (size_t i = 0; low && i < text.len; i++) {
		if (legacy_has_low_letter(e, (unsigned char)text.ptr[i]))
			return false;
	}
	return ascii_is_all(text);
}

void font_text_add(struct font_text *t, struct font font, struct str text)
{
	bool ascii = is_neutral(font.encoding, text);
	if (!ascii && !t->ascii && t->of_held != font.encoding)
		end_before_letter(t);
	if (!ascii) {
		t->of_held = font.encoding;
		t->ascii = false;
	}
	hold(t, font.capitals, text);
}

/* ---- Bytes ---- */

/* What windows-1258 has elsewhere than windows-1252 has. */
static int cp1258_byte(int32_t cp)
{
	static const struct {
		uint16_t cp;
		uint8_t byte;
	} own[] = {{0x0102, 0xC3}, {0x0300, 0xCC}, {0x0110, 0xD0}, {0x0309, 0xD2}, {0x01A0, 0xD5},
		{0x01AF, 0xDD}, {0x0303, 0xDE}, {0x0103, 0xE3}, {0x0301, 0xEC}, {0x0111, 0xF0},
		{0x0323, 0xF2}, {0x01A1, 0xF5}, {0x01B0, 0xFD}, {0x20AB, 0xFE}};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (own[i].cp == cp)
			return own[i].byte;
	}
	return NO_BYTE;
}

/* The byte that CP was, or NO_BYTE. */
static int byte_of(int32_t cp)
{
	int32_t symbol = cp - SYMBOLS;
	if (symbol >= 0x20 && symbol < 0x100)
		return (int)symbol;
	int byte = legacy_cp1252_byte(cp);
	return byte >= 0 ? byte : cp1258_byte(cp);
}

static enum encoding misread_of(enum encoding e)
{
	return (enum encoding)(e - ENCODING_TCVN3 + ENCODING_TCVN3_MISREAD);
}

/* The encoding of HELD, whose font is of unknown make: what was found before, unless another is
   clearly better. */
static enum encoding detect(struct font_text *t, struct str held)
{
	struct evidence e = {0};
	const unsigned set = DETECT_UTF8 | (DETECT_MISREAD & ~(1u << ENCODING_UTF8_MISREAD));
	detect_weigh(held, set, &e);
	enum encoding best = detect_best(&e, set).encoding;
	enum encoding before = t->found == ENCODING_UTF8 ? t->found : misread_of(t->found);
	if (e.readings[best].bits + CLEARLY < e.readings[before].bits)
		t->found = encoding_before(best);
	return t->found;
}

/* Whether HELD makes better sense as it stands, although its font is in E: text that was
   converted to Unicode and left in its font. */
static bool is_unicode(struct str held, enum encoding e)
{
	struct utf8_census census = {0};
	struct evidence evidence = {0};
	utf8_count(held, &census);
	if (census.high > 0)
		return census.high > census.odd;
	if (census.odd > 0)
		return false;
	detect_weigh(held, DETECT_UTF8 | 1u << misread_of(e), &evidence);
	return evidence.readings[ENCODING_UTF8].bits + CLEARLY <
	       evidence.readings[misread_of(e)].bits;
}

static int32_t raised(int32_t cp)
{
	return cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : script_capital_of(cp);
}

/* Reads the letter at AT of HELD in E, as it looks. Returns its bytes. */
static size_t read_letter(const struct font_text *t, enum encoding e, size_t at, int32_t *cp)
{
	struct str held = buf_str(&t->held);
	int32_t as_is, next;
	size_t used = script_read(held.ptr + at, &as_is), more = 0;
	int bytes[2] = {NO_BYTE, NO_BYTE};
	if (e != ENCODING_UTF8)
		bytes[0] = byte_of(as_is);
	*cp = as_is;
	if (bytes[0] < 0)
		return used;
	if (at + used < held.len) {
		more = script_read(held.ptr + at + used, &next);
		bytes[1] = byte_of(next);
	}
	const unsigned char both[] = {(unsigned char)bytes[0], (unsigned char)bytes[1]};
	size_t read = legacy_read(e, both, bytes[1] < 0 ? 1 : 2, cp);
	if (*cp == 0xFFFD)
		*cp = as_is;
	return read == 2 ? used + more : used;
}

/* Control characters, and those of private use, which are what a font of symbols makes of them. */
static bool says_nothing(int32_t cp)
{
	return (cp < ' ' && cp != '\t' && cp != '\n') || (cp >= 0xE000 && cp < 0xF900);
}

static void write_held(struct font_text *t, enum encoding e)
{
	enum { LONGEST = 3 }; /* bytes that a byte of HELD can become */
	struct buf *out = t->out;
	if (t->held.len > SIZE_MAX / LONGEST || !buf_reserve(out, t->held.len * LONGEST + 4)) {
		out->failed = true;
		return;
	}
	size_t written = out->len;
	for (size_t at = 0, used; at < t->held.len; at += used) {
		int32_t cp;
		used = read_letter(t, e, at, &cp);
		if (says_nothing(cp))
			continue;
		out->len +=
			script_write(t->capitals.ptr[at] ? raised(cp) : cp, out->ptr + out->len);
	}
	out->ptr[out->len] = '\0';
	if (e == ENCODING_TCVN3)
		capitals_restore(out->ptr + written, out->len - written, false);
}

void font_text_end(struct font_text *t)
{
	struct str held = buf_str(&t->held);
	enum encoding e = t->ascii ? ENCODING_UTF8 : t->of_held;
	if (e == ENCODING_DETECT)
		e = detect(t, held);
	else if (e != ENCODING_UTF8 && is_unicode(held, e))
		e = ENCODING_UTF8;
	if (!t->ascii)
		t->lengths[e] += held.len;
	if (t->held.failed || t->capitals.failed)
		t->out->failed = true;
	else
		write_held(t, e);
	buf_reset(&t->held);
	buf_reset(&t->capitals);
	t->ascii = true;
}

enum encoding font_text_encoding(const struct font_text *t, unsigned *set)
{
	enum encoding most = ENCODING_UTF8;
	*set = 0;
	for (int e = 0; e < ENCODING_COUNT; e++) {
		*set |= t->lengths[e] > 0 ? 1u << e : 0;
		if (t->lengths[e] > t->lengths[most])
			most = (enum encoding)e;
	}
	*set |= 1u << most;
	return most;
}
