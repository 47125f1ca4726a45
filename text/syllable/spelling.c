#include "text/syllable/spelling.h"

#include "text/syllable/script.h"
#include "text/syllable/syllable.h"
#include "text/syllable/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	MAX_CODE_POINTS = 128, /* of a word that are read */
	MAX_MARKS = 4,         /* on one letter that are kept */
	CODE_FIGURES = 6,
	MAX_DECOMPOSITION = 18, /* code points that one may decompose to (U+FDFA) */
};

/* A letter, its Vietnamese marks told from all others. */
struct glyph {
	int32_t base; /* lower case, without marks */
	enum shape shape;
	enum tone tone;
	int32_t marks[MAX_MARKS]; /* that are not Vietnamese on this base */
	uint8_t mark_count;
};

struct word {
	struct glyph glyphs[MAX_CODE_POINTS];
	size_t count;
	size_t capitals, letters, digits;
	bool capitalised;
};

bool spelling_ignores(int32_t cp)
{
	return cp == 0x00AD || (cp >= 0x200C && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF ||
	       cp == 0x034F || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

/* Old files and foreign keyboards write the Icelandic eth, or the African D, for Đ. */
static int32_t without_eth(int32_t cp)
{
	switch (cp) {
	case 0x00D0:
	case 0x0189:
		return 0x0110;
	case 0x00F0:
	case 0x0256:
		return 0x0111;
	default:
		return cp;
	}
}

static void add_mark(struct word *w, int32_t mark)
{
	if (w->count == 0)
		return;
	struct glyph *g = &w->glyphs[w->count - 1];
	bool ascii = g->base >= 'a' && g->base <= 'z';
	bool vowel = ascii && letter_is_vowel(letter_make((char)g->base, SHAPE_NONE));
	enum shape shape = letter_shape_of_mark(mark);
	if (vowel && letter_tone_of_mark(mark) != TONE_NGANG)
		g->tone = letter_tone_of_mark(mark);
	else if (ascii && shape != SHAPE_NONE && letter_takes_shape((char)g->base, shape))
		g->shape = shape;
	else if (g->mark_count < MAX_MARKS)
		g->marks[g->mark_count++] = mark;
}

static bool is_mark(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

static void add_base(struct word *w, int32_t cp)
{
	if (w->count == MAX_CODE_POINTS)
		return;
	int32_t lower = utf8proc_tolower(cp);
	struct glyph *g = &w->glyphs[w->count++];
	*g = (struct glyph){.base = lower};
	if (lower == 0x0111) {
		g->base = 'd';
		g->shape = SHAPE_STROKE;
	}
	bool digit = utf8proc_category(cp) == UTF8PROC_CATEGORY_ND;
	w->digits += digit;
	w->letters += !digit;
	w->capitals += lower != cp;
	if (w->count == 1)
		w->capitalised = lower != cp;
}

static void add_letter(struct word *w, struct script_letter l)
{
	struct glyph *g = &w->glyphs[w->count++];
	*g = (struct glyph){.base = letter_base(l.letter),
		.shape = letter_shape(l.letter),
		.tone = (enum tone)l.tone};
	w->letters++;
	w->capitals += l.capital;
	if (w->count == 1)
		w->capitalised = l.capital;
}

static bool is_word_part(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* Any code point but a Vietnamese letter that there is room for. */
static void add_code_point(struct word *w, int32_t cp)
{
	int32_t parts[MAX_DECOMPOSITION];
	int boundary = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(without_eth(cp), parts, MAX_DECOMPOSITION,
		UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &boundary);
	for (utf8proc_ssize_t i = 0; i < count && i < MAX_DECOMPOSITION; i++) {
		/* ½ is 1, a slash and 2: three words, if it were taken apart. */
		if (!is_word_part(parts[i])) {
			add_base(w, cp);
			return;
		}
	}
	for (utf8proc_ssize_t i = 0; i < count && i < MAX_DECOMPOSITION; i++) {
		if (is_mark(parts[i]))
			add_mark(w, parts[i]);
		else
			add_base(w, parts[i]);
	}
}

static void read_word(struct str raw, struct word *w)
{
	w->count = w->capitals = w->letters = w->digits = 0;
	w->capitalised = false;
	/* Marks past what a letter can keep are dropped, but cost time: read no more
	   bytes than a word of the longest characters could fill. */
	size_t limit = raw.len < 4 * MAX_CODE_POINTS ? raw.len : 4 * MAX_CODE_POINTS;
	size_t at = 0;
	while (at < limit) {
		size_t used = utf8_sequence((const unsigned char *)raw.ptr + at, raw.len - at);
		if (used == 0)
			break;
		int32_t cp;
		script_read(raw.ptr + at, &cp);
		at += used;
		struct script_letter l = script_letter_of(cp);
		if (l.letter != 0 && w->count < MAX_CODE_POINTS)
			add_letter(w, l);
		else if (!spelling_ignores(cp))
			add_code_point(w, cp);
	}
}

static bool is_vietnamese(const struct glyph *g)
{
	return g->base >= 'a' && g->base <= 'z' && g->mark_count == 0;
}

/* Puts the tone of a syllable where it belongs and chooses its canonical letters.
   Leaves W alone, and returns false, when it is no syllable. */
static bool respell(struct word *w)
{
	if (w->count == 0 || w->count > SYLLABLE_MAX_LETTERS)
		return false;
	letter letters[SYLLABLE_MAX_LETTERS];
	enum tone tone = TONE_NGANG;
	for (size_t i = 0; i < w->count; i++) {
		const struct glyph *g = &w->glyphs[i];
		if (!is_vietnamese(g) || (g->tone != TONE_NGANG && tone != TONE_NGANG))
			return false;
		letters[i] = letter_make((char)g->base, g->shape);
		if (g->tone != TONE_NGANG)
			tone = g->tone;
	}
	struct syllable s;
	if (!syllable_parse(letters, w->count, &s))
		return false;
	for (size_t i = 0; i < w->count; i++) {
		w->glyphs[i].base = letter_base(s.letters[i]);
		w->glyphs[i].shape = letter_shape(s.letters[i]);
		w->glyphs[i].tone = i == s.toned ? tone : TONE_NGANG;
	}
	return true;
}

static size_t write_code_points(int32_t *cps, size_t count, char *out)
{
	count = (size_t)utf8proc_normalize_utf32(
		cps, (utf8proc_ssize_t)count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	size_t len = 0;
	for (size_t i = 0; i < count; i++)
		len += script_write(cps[i], out + len);
	return len;
}

/* The glyph as UTF-8 in OUT, which has room for 4 * (2 + MAX_MARKS) bytes. */
static size_t write_glyph(const struct glyph *g, char *out)
{
	bool ascii = g->base >= 'a' && g->base <= 'z';
	if (ascii && g->mark_count == 0)
		return letter_write(letter_make((char)g->base, g->shape), g->tone, out);
	int32_t cps[2 + MAX_MARKS];
	size_t count = 0;
	char first[4];
	if (ascii) {
		size_t used = letter_write(letter_make((char)g->base, g->shape), g->tone, first);
		utf8proc_iterate((const utf8proc_uint8_t *)first, (utf8proc_ssize_t)used, cps);
		count = 1;
	} else {
		cps[count++] = g->base;
	}
	for (size_t i = 0; i < g->mark_count; i++)
		cps[count++] = g->marks[i];
	return write_code_points(cps, count, out);
}

static void append(char *out, uint16_t *len, const char *bytes, size_t count)
{
	if (*len + count > TOKEN_MAX_BYTES)
		return;
	memcpy(out + *len, bytes, count);
	*len = (uint16_t)(*len + count);
}

/* 09 is the number 9, 007 is 7; the zeros of a long one are a code's: 0912345678. */
static size_t leading_zeros(const struct word *w)
{
	size_t zeros = 0;
	while (w->count < CODE_FIGURES && w->digits == w->count && zeros + 1 < w->count &&
		w->glyphs[zeros].base == '0')
		zeros++;
	return zeros;
}

/* Letters of other languages that are no letter of ASCII and a mark, in ASCII: Łódź, Bjørn,
   Straße. NULL for any other. */
static const char *plain_letter(int32_t base)
{
	switch (base) {
	case 0x00DF:
		return "ss";
	case 0x00E6:
		return "ae";
	case 0x00F8:
		return "o";
	case 0x00FE:
		return "th";
	case 0x0127:
		return "h";
	case 0x0131:
		return "i";
	case 0x0142:
		return "l";
	case 0x014B:
		return "n";
	case 0x0153:
		return "oe";
	case 0x0167:
		return "t";
	case 0x0180:
		return "b";
	default:
		return NULL;
	}
}

static void write_folded(int32_t base, struct spelling *out)
{
	char bytes[4];
	const char *plain = base >= 0x80 ? plain_letter(base) : NULL;
	size_t used = plain ? strlen(plain) : script_write(base, bytes);
	append(out->folded, &out->folded_len, plain ? plain : bytes, used);
}

static void write_word(const struct word *w, struct spelling *out)
{
	for (size_t i = leading_zeros(w); i < w->count; i++) {
		const struct glyph *g = &w->glyphs[i];
		char bytes[4 * (2 + MAX_MARKS)];
		size_t used = write_glyph(g, bytes);
		append(out->exact, &out->exact_len, bytes, used);
		write_folded(g->base, out);
		if (g->shape != SHAPE_NONE)
			out->flags |= TOKEN_SHAPED;
		if (g->tone != TONE_NGANG)
			out->flags |= TOKEN_TONED;
	}
}

void spelling_of(struct str raw, struct spelling *out)
{
	struct word w;
	read_word(raw, &w);
	out->exact_len = out->folded_len = 0;
	out->flags = 0;
	if (w.digits > 0)
		out->kind = TOKEN_NUMBER;
	else
		out->kind = respell(&w) ? TOKEN_SYLLABLE : TOKEN_WORD;
	if (w.capitalised)
		out->flags |= TOKEN_CAPITALISED;
	if (w.letters > 1 && w.capitals == w.letters)
		out->flags |= TOKEN_CAPITALS;
	write_word(&w, out);
}

size_t spelling_as_typed(struct str raw, char out[TOKEN_MAX_BYTES])
{
	utf8proc_uint8_t *typed = NULL;
	utf8proc_ssize_t len =
		utf8proc_map((const utf8proc_uint8_t *)raw.ptr, (utf8proc_ssize_t)raw.len, &typed,
			UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
	size_t written = len > 0 && len <= TOKEN_MAX_BYTES ? (size_t)len : 0;
	memcpy(out, written > 0 ? (const char *)typed : "", written);
	free(typed);
	return written;
}

bool spelling_is_syllable(struct str raw)
{
	struct spelling s;
	spelling_of(raw, &s);
	return s.kind == TOKEN_SYLLABLE;
}

bool spelling_is_capitalised(struct str raw)
{
	struct spelling s;
	spelling_of(raw, &s);
	return (s.flags & TOKEN_CAPITALISED) != 0;
}

/* Whether the letters are a syllable, with shapes for those from AT on. */
static bool shapes_to_syllable(letter *letters, size_t count, size_t at)
{
	struct syllable s;
	if (at == count)
		return syllable_parse(letters, count, &s);
	char base = letter_base(letters[at]);
	for (enum shape shape = SHAPE_NONE; shape <= SHAPE_HORN; shape++) {
		if (shape != SHAPE_NONE && !letter_takes_shape(base, shape))
			continue;
		letters[at] = letter_make(base, shape);
		if (shapes_to_syllable(letters, count, at + 1))
			return true;
	}
	letters[at] = letter_make(base, SHAPE_NONE);
	return false;
}

bool spelling_is_unmarked_syllable(struct str raw)
{
	letter letters[SYLLABLE_MAX_LETTERS];
	if (raw.len > SYLLABLE_MAX_LETTERS)
		return false;
	for (size_t i = 0; i < raw.len; i++) {
		char base = (char)(raw.ptr[i] | 0x20);
		if (base < 'a' || base > 'z')
			return false;
		letters[i] = letter_make(base, SHAPE_NONE);
	}
	return shapes_to_syllable(letters, raw.len, 0);
}
