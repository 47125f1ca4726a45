#include "text/syllable/grapheme.h"

#include "text/syllable/utf8.h"

#include <utf8proc.h>

/* The character at AT, *LEN its bytes; negative where there is none. */
static utf8proc_int32_t character(struct str s, size_t at, size_t *len)
{
	utf8proc_int32_t c = -1;
	const unsigned char *bytes = (const unsigned char *)s.ptr + at;
	*len = utf8_sequence(bytes, s.len - at);
	if (*len > 0)
		utf8proc_iterate(bytes, (utf8proc_ssize_t)*len, &c);
	else
		*len = 1;
	return c;
}

size_t grapheme_end(struct str s, size_t at)
{
	size_t len;
	utf8proc_int32_t state = 0;
	utf8proc_int32_t before = character(s, at, &len);
	at += len;
	while (before >= 0 && at < s.len) {
		utf8proc_int32_t c = character(s, at, &len);
		if (c < 0 || utf8proc_grapheme_break_stateful(before, c, &state))
			break;
		before = c;
		at += len;
	}
	return at;
}

/* A place before AT where one begins: between two bytes of ASCII, or the beginning of S. */
static size_t begin_before(struct str s, size_t at)
{
	size_t i = at > 0 ? at - 1 : 0;
	while (i > 0 && ((s.ptr[i] | s.ptr[i - 1]) & 0x80 || s.ptr[i] == '\n'))
		i--;
	return i;
}

size_t grapheme_before(struct str s, size_t at)
{
	size_t begin = begin_before(s, at);
	for (size_t end = begin; end < at; end = grapheme_end(s, end))
		begin = end;
	return begin;
}

size_t grapheme_round(struct str s, size_t at)
{
	size_t end = begin_before(s, at);
	while (end < at)
		end = grapheme_end(s, end);
	return end;
}
