/* Where words begin and end in bytes: the inner loop of the tokenizer. Of no use
 * outside this folder. */
#ifndef TEXT_TOKEN_CUT_H
#define TEXT_TOKEN_CUT_H

#include "base/str.h"

#include <stdint.h>

/* What a character is to the scanner. */
enum part {
	PART_SPACE, /* separates, without breaking a phrase */
	PART_BREAK, /* separates: punctuation, symbols, bad bytes */
	PART_WORD,
	PART_IDEOGRAPH, /* a word of its own: scripts without spaces */
	PART_MARK,      /* belongs to a word, but can't begin one */
	PART_IGNORED    /* likewise, and leaves no trace */
};

/* What the first byte of a character tells: a part, or CUT_LOOK: look further. */
enum { CUT_LOOK = 0xFF };
extern const uint8_t cut_lead[256];

static inline bool cut_is_one_of(char c, const char *signs)
{
	return c != '\0' && strchr(signs, c) != NULL;
}

/* The part that the character at S is, LEN > 0 bytes before the end, and its bytes in
 *USED: the slow way, for any character. */
enum part cut_slowly(const unsigned char *s, size_t len, size_t *used);

static inline bool cut_continues(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* The same. The letters of Vietnamese text take the short ways: U+00C0 to U+01BF but
   for × and ÷, and U+1E00 to U+1EFF, are all letters. */
static inline enum part cut_part(const unsigned char *s, size_t len, size_t *used)
{
	uint8_t told = cut_lead[*s];
	*used = 1;
	if (told != CUT_LOOK)
		return (enum part)told;
	if (*s >= 0xC3 && *s <= 0xC6 && len >= 2 && cut_continues(s[1])) {
		*used = 2;
		bool sign = *s == 0xC3 && (s[1] == 0x97 || s[1] == 0xB7);
		return sign ? PART_BREAK : PART_WORD;
	}
	if (*s == 0xE1 && len >= 3 && s[1] >= 0xB8 && s[1] <= 0xBB && cut_continues(s[2])) {
		*used = 3;
		return PART_WORD;
	}
	return cut_slowly(s, len, used);
}

/* Whether a word begins at AT, the end of TEXT or before. */
static inline bool cut_begins_word(struct str text, size_t at)
{
	size_t used;
	return at < text.len &&
	       cut_part((const unsigned char *)text.ptr + at, text.len - at, &used) == PART_WORD;
}

/* The bytes of usual letters and digits, followed by a state machine without branches:
   where characters have one, two or three bytes in turn, a processor would guess wrong at
   every other. A state is the bit where a byte's row holds the state that follows it. */
enum cut_state {
	CUT_STOP = 0,      /* nothing of the kind */
	CUT_BORDER = 5,    /* between characters */
	CUT_LAST = 10,     /* one continuation byte to come */
	CUT_AFTER_C3 = 15, /* likewise, but not of × and ÷ */
	CUT_AFTER_E1 = 20, /* two to come, of U+1E00 to U+1EFF */
	CUT_STATE_MASK = 31
};
extern const uint32_t cut_rows[256];

/* Where the letters and digits that begin at AT end, as far as their bytes alone tell. */
static inline size_t cut_letters(struct str text, size_t at)
{
	const unsigned char *s = (const unsigned char *)text.ptr;
	size_t border = at;
	uint32_t state = CUT_BORDER;
	while (at < text.len) {
		state = cut_rows[s[at++]] >> state & CUT_STATE_MASK;
		if (state == CUT_STOP)
			break;
		border = state == CUT_BORDER ? at : border;
	}
	return border;
}

/* Where the word that begins at START ends. */
static inline size_t cut_word(struct str text, size_t start)
{
	const unsigned char *s = (const unsigned char *)text.ptr;
	size_t at = cut_letters(text, start);
	size_t end = at;
	while (at < text.len) {
		size_t used;
		enum part part = cut_part(s + at, text.len - at, &used);
		if (part != PART_WORD && part != PART_MARK && part != PART_IGNORED)
			break;
		at += used;
		if (part != PART_IGNORED) /* at the end they are no part of the word */
			end = at;
	}
	return end;
}

#endif
