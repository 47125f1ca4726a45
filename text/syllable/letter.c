#include "text/syllable/letter.h"

#include <string.h>
#include <utf8proc.h>

/* The twelve vowels in their six tones, in the order of enum tone. */
static const struct {
	char base;
	enum shape shape;
	int32_t toned[TONE_COUNT];
} vowels[] = {
	{'a', SHAPE_NONE, {0x0061, 0x00E0, 0x00E1, 0x1EA3, 0x00E3, 0x1EA1}},
	{'a', SHAPE_BREVE, {0x0103, 0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7}},
	{'a', SHAPE_CIRCUMFLEX, {0x00E2, 0x1EA7, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD}},
	{'e', SHAPE_NONE, {0x0065, 0x00E8, 0x00E9, 0x1EBB, 0x1EBD, 0x1EB9}},
	{'e', SHAPE_CIRCUMFLEX, {0x00EA, 0x1EC1, 0x1EBF, 0x1EC3, 0x1EC5, 0x1EC7}},
	{'i', SHAPE_NONE, {0x0069, 0x00EC, 0x00ED, 0x1EC9, 0x0129, 0x1ECB}},
	{'o', SHAPE_NONE, {0x006F, 0x00F2, 0x00F3, 0x1ECF, 0x00F5, 0x1ECD}},
	{'o', SHAPE_CIRCUMFLEX, {0x00F4, 0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9}},
	{'o', SHAPE_HORN, {0x01A1, 0x1EDD, 0x1EDB, 0x1EDF, 0x1EE1, 0x1EE3}},
	{'u', SHAPE_NONE, {0x0075, 0x00F9, 0x00FA, 0x1EE7, 0x0169, 0x1EE5}},
	{'u', SHAPE_HORN, {0x01B0, 0x1EEB, 0x1EE9, 0x1EED, 0x1EEF, 0x1EF1}},
	{'y', SHAPE_NONE, {0x0079, 0x1EF3, 0x00FD, 0x1EF7, 0x1EF9, 0x1EF5}},
};

enum { VOWEL_COUNT = sizeof vowels / sizeof *vowels, D_WITH_STROKE = 0x0111 };

bool letter_is_vowel(letter l)
{
	return l != 0 && strchr("aeiouy", letter_base(l)) != NULL;
}

bool letter_takes_shape(char base, enum shape shape)
{
	switch (shape) {
	case SHAPE_NONE:
		return true;
	case SHAPE_BREVE:
		return base == 'a';
	case SHAPE_CIRCUMFLEX:
		return base == 'a' || base == 'e' || base == 'o';
	case SHAPE_HORN:
		return base == 'o' || base == 'u';
	case SHAPE_STROKE:
		return base == 'd';
	}
	return false;
}

enum tone letter_tone_of_mark(int32_t cp)
{
	switch (cp) {
	case 0x0300:
		return TONE_HUYEN;
	case 0x0301:
		return TONE_SAC;
	case 0x0309:
		return TONE_HOI;
	case 0x0303:
		return TONE_NGA;
	case 0x0323:
		return TONE_NANG;
	default:
		return TONE_NGANG;
	}
}

enum shape letter_shape_of_mark(int32_t cp)
{
	switch (cp) {
	case 0x0306:
		return SHAPE_BREVE;
	case 0x0302:
		return SHAPE_CIRCUMFLEX;
	case 0x031B:
		return SHAPE_HORN;
	case 0x0335: /* the short stroke over a d */
		return SHAPE_STROKE;
	default:
		return SHAPE_NONE;
	}
}

static int32_t code_point(letter l, enum tone tone)
{
	if (letter_shape(l) == SHAPE_STROKE)
		return D_WITH_STROKE;
	for (size_t i = 0; tone != TONE_NGANG || letter_shape(l) != SHAPE_NONE; i++) {
		if (i == VOWEL_COUNT)
			break;
		if (letter_make(vowels[i].base, vowels[i].shape) == l)
			return vowels[i].toned[tone];
	}
	return letter_base(l);
}

size_t letter_write(letter l, enum tone tone, char *out)
{
	return (size_t)utf8proc_encode_char(code_point(l, tone), (utf8proc_uint8_t *)out);
}

static bool read_vowel(int32_t cp, letter *l, enum tone *tone)
{
	for (size_t i = 0; i < VOWEL_COUNT; i++) {
		for (int t = 0; t < TONE_COUNT; t++) {
			if (vowels[i].toned[t] != cp)
				continue;
			*l = letter_make(vowels[i].base, vowels[i].shape);
			*tone = (enum tone)t;
			return true;
		}
	}
	return false;
}

size_t letter_read(const char *s, size_t len, letter *l, enum tone *tone)
{
	int32_t cp;
	utf8proc_ssize_t used =
		utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)len, &cp);
	if (used <= 0)
		return 0;
	*tone = TONE_NGANG;
	if (cp == D_WITH_STROKE)
		*l = letter_make('d', SHAPE_STROKE);
	else if (cp >= 'a' && cp <= 'z')
		*l = letter_make((char)cp, SHAPE_NONE);
	else if (!read_vowel(cp, l, tone))
		return 0;
	return (size_t)used;
}
