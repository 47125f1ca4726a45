/* Vietnamese letters by code point, either case, in constant time. */
#ifndef TEXT_SYLLABLE_SCRIPT_H
#define TEXT_SYLLABLE_SCRIPT_H

#include "text/syllable/letter.h"

struct script_letter {
	letter letter; /* 0: no Vietnamese letter */
	uint8_t tone;  /* enum tone */
	bool capital;
};

/* What CP is, a–z and A–Z included, precomposed letters only. */
struct script_letter script_letter_of(int32_t cp);

/* The capital of a lower-case Vietnamese letter; CP itself for any other. */
int32_t script_capital_of(int32_t cp);

/* Reads the well-formed UTF-8 at S into *CP. Returns its bytes. */
static inline size_t script_read(const char *s, int32_t *cp)
{
	const unsigned char *p = (const unsigned char *)s;
	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	if (p[0] < 0xE0) {
		*cp = (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
		return 2;
	}
	if (p[0] < 0xF0) {
		*cp = (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
		return 3;
	}
	*cp = (p[0] & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
	return 4;
}

/* Writes CP as UTF-8 to OUT (4 bytes of room). Returns its bytes. */
static inline size_t script_write(int32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

#endif
