#include "text/token/cut.h"

#include "text/syllable/spelling.h"

#include <utf8proc.h>

#define FOUR(x) x, x, x, x
#define SIXTEEN(x) FOUR(x), FOUR(x), FOUR(x), FOUR(x)

const uint8_t cut_lead[256] = {
	/* controls, the space, signs */
	SIXTEEN(PART_SPACE), SIXTEEN(PART_SPACE), PART_SPACE, PART_BREAK, PART_BREAK, PART_BREAK,
	FOUR(PART_BREAK), FOUR(PART_BREAK), FOUR(PART_BREAK),
	/* 0 to 9, signs */
	FOUR(PART_WORD), FOUR(PART_WORD), PART_WORD, PART_WORD, PART_BREAK, PART_BREAK,
	FOUR(PART_BREAK),
	/* @, A to Z, signs */
	PART_BREAK, PART_WORD, PART_WORD, PART_WORD, FOUR(PART_WORD), FOUR(PART_WORD),
	FOUR(PART_WORD), FOUR(PART_WORD), FOUR(PART_WORD), PART_WORD, PART_WORD, PART_WORD,
	PART_BREAK, FOUR(PART_BREAK),
	/* `, a to z, signs, delete */
	PART_BREAK, PART_WORD, PART_WORD, PART_WORD, FOUR(PART_WORD), FOUR(PART_WORD),
	FOUR(PART_WORD), FOUR(PART_WORD), FOUR(PART_WORD), PART_WORD, PART_WORD, PART_WORD,
	PART_BREAK, PART_BREAK, PART_BREAK, PART_BREAK, PART_SPACE,
	/* beyond ASCII */
	SIXTEEN(CUT_LOOK), SIXTEEN(CUT_LOOK), SIXTEEN(CUT_LOOK), SIXTEEN(CUT_LOOK),
	SIXTEEN(CUT_LOOK), SIXTEEN(CUT_LOOK), SIXTEEN(CUT_LOOK), SIXTEEN(CUT_LOOK)};

#define STEP(from, to) ((uint32_t)(to) << (from))
#define LETTER STEP(CUT_BORDER, CUT_BORDER)
#define ANY_LAST STEP(CUT_LAST, CUT_BORDER)
#define LAST (ANY_LAST | STEP(CUT_AFTER_C3, CUT_BORDER))
#define MIDDLE (LAST | STEP(CUT_AFTER_E1, CUT_LAST))
#define FIRST_OF_TWO STEP(CUT_BORDER, CUT_LAST)

/* The short ways of cut_part. */
const uint32_t cut_rows[256] = {
	/* controls, the space, signs */
	SIXTEEN(0), SIXTEEN(0), SIXTEEN(0),
	/* 0 to 9, signs */
	FOUR(LETTER), FOUR(LETTER), LETTER, LETTER, 0, 0, FOUR(0),
	/* @, A to Z, signs */
	0, LETTER, LETTER, LETTER, FOUR(LETTER), FOUR(LETTER), FOUR(LETTER), FOUR(LETTER),
	FOUR(LETTER), LETTER, LETTER, LETTER, 0, FOUR(0),
	/* `, a to z, signs, delete */
	0, LETTER, LETTER, LETTER, FOUR(LETTER), FOUR(LETTER), FOUR(LETTER), FOUR(LETTER),
	FOUR(LETTER), LETTER, LETTER, LETTER, 0, FOUR(0),
	/* continuations; C3 97 is ×, C3 B7 is ÷, E1 B8 to E1 BB begin U+1E00 to U+1EFF */
	SIXTEEN(LAST), FOUR(LAST), LAST, LAST, LAST, ANY_LAST, FOUR(LAST), FOUR(LAST),
	SIXTEEN(LAST), FOUR(LAST), LAST, LAST, LAST, ANY_LAST, FOUR(MIDDLE), FOUR(LAST),
	/* first bytes: C3 to C6, E1 */
	0, 0, 0, STEP(CUT_BORDER, CUT_AFTER_C3), FIRST_OF_TWO, FIRST_OF_TWO, FIRST_OF_TWO, 0,
	FOUR(0), FOUR(0), SIXTEEN(0), 0, STEP(CUT_BORDER, CUT_AFTER_E1), 0, 0, FOUR(0), FOUR(0),
	FOUR(0), SIXTEEN(0)};

static enum part part_of_code_point(int32_t cp)
{
	if (spelling_ignores(cp))
		return PART_IGNORED;
	if (cp == 0x02BC) /* a letter to Unicode, an apostrophe to who types it */
		return PART_BREAK;
	switch (utf8proc_category(cp)) {
	case UTF8PROC_CATEGORY_LO:
		return cp >= 0x2E80 ? PART_IDEOGRAPH : PART_WORD;
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return PART_WORD;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return PART_MARK;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
		return PART_SPACE;
	default:
		return cp == 0x200B ? PART_SPACE : PART_BREAK;
	}
}

enum part cut_slowly(const unsigned char *s, size_t len, size_t *used)
{
	int32_t cp;
	utf8proc_ssize_t n = utf8proc_iterate(s, (utf8proc_ssize_t)len, &cp);
	*used = n > 0 ? (size_t)n : 1;
	return n > 0 ? part_of_code_point(cp) : PART_BREAK;
}
