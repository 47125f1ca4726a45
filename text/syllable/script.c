#include "text/syllable/script.h"

#include <pthread.h>
#include <utf8proc.h>

/* The letters stand in two blocks: below U+0200, and U+1EA0 to U+1EF9. */
enum { LOW_END = 0x0200, HIGH_START = 0x1EA0, HIGH_END = 0x1EFA };

static struct script_letter low[LOW_END];
static struct script_letter high[HIGH_END - HIGH_START];

static struct script_letter *place_of(int32_t cp)
{
	if (cp >= 0 && cp < LOW_END)
		return &low[cp];
	if (cp >= HIGH_START && cp < HIGH_END)
		return &high[cp - HIGH_START];
	return NULL;
}

static void add(letter l, enum tone tone)
{
	char bytes[4];
	int32_t cp;
	letter_write(l, tone, bytes);
	script_read(bytes, &cp);
	*place_of(cp) = (struct script_letter){l, (uint8_t)tone, false};
	*place_of(utf8proc_toupper(cp)) = (struct script_letter){l, (uint8_t)tone, true};
}

static void build(void)
{
	for (int base = 'a'; base <= 'z'; base++) {
		for (int shape = SHAPE_NONE; shape <= SHAPE_STROKE; shape++) {
			if (!letter_takes_shape((char)base, (enum shape)shape))
				continue;
			letter l = letter_make((char)base, (enum shape)shape);
			int tones = letter_is_vowel(l) ? TONE_COUNT : 1;
			for (int tone = 0; tone < tones; tone++)
				add(l, (enum tone)tone);
		}
	}
}

struct script_letter script_letter_of(int32_t cp)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, build);
	const struct script_letter *found = place_of(cp);
	return found ? *found : (struct script_letter){0};
}

/* In both blocks a capital stands 20 (hexadecimal) or 1 before its small letter. */
int32_t script_capital_of(int32_t cp)
{
	struct script_letter found = script_letter_of(cp);
	if (found.letter == 0 || found.capital)
		return cp;
	return cp < 0x0100 ? cp - 0x20 : cp - 1;
}
