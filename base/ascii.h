/* Bytes of ASCII, whatever the locale. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include "base/str.h"

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_letter(char c)
{
	return ascii_is_capital(c) || (c >= 'a' && c <= 'z');
}

/* C, the small letter of a capital. */
static inline char ascii_lower(char c)
{
	return ascii_is_capital(c) ? (char)(c | 0x20) : c;
}

/* What the hexadecimal digit C is worth, in small letters or capitals; -1: it is none. */
static inline int ascii_hex(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Whether S has nothing else. */
static inline bool ascii_is_all(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	}
	return true;
}

/* Whether S is figures, at least one. */
static inline bool ascii_is_number(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (!ascii_is_digit(s.ptr[i]))
			return false;
	}
	return s.len > 0;
}

/* Whether S has a figure. */
static inline bool ascii_has_digit(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (ascii_is_digit(s.ptr[i]))
			return true;
	}
	return false;
}

#endif
