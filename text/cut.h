/* Where words begin and end in bytes: the inner loop of the tokenizer. Of no use
 * outside this folder. */
#ifndef TEXT_CUT_H
#define TEXT_CUT_H

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

/* Where the word that begins at START ends; its first character is FIRST bytes. */
static inline size_t cut_word(struct str text, size_t start, size_t first)
{
	const unsigned char *s = (const unsigned char *)text.ptr;
	size_t at = start + first;
	size_t end = at; /* trailing ignored characters are no part of the word */
	while (at < text.len) {
		size_t used;
		enum part part = cut_part(s + at, text.len - at, &used);
		if (part != PART_WORD && part != PART_MARK && part != PART_IGNORED)
			break;
		at += used;
		if (part != PART_IGNORED)
			end = at;
	}
	return end;
}

#endif
