#include "query/history/words.h"
#include "base/ascii.h"
#include "base/checksum.h"

#include <stdlib.h>

enum kind { BLANK, LINE_END, SIGN, WORD };

static bool is_alnum(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

/* Of the letter at I, which has *LEN bytes: general punctuation (U+2000 to U+203F), angle quotes
   and no-break spaces are none of a word. */
static enum kind kind_at(struct str text, size_t i, size_t *len)
{
	unsigned char c = (unsigned char)text.ptr[i];
	unsigned char next = i + 1 < text.len ? (unsigned char)text.ptr[i + 1] : 0;
	*len = 1;
	if (c == '\n')
		return LINE_END;
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return BLANK;
	if (c < 0x80)
		return is_alnum((char)c) ? WORD : SIGN;
	if (c == 0xC2 && (next == 0xA0 || next == 0xAB || next == 0xBB)) {
		*len = 2;
		return next == 0xA0 ? BLANK : SIGN;
	}
	if (c == 0xE2 && next == 0x80 && i + 2 < text.len) {
		*len = 3;
		return SIGN;
	}
	return WORD;
}

/* Whether the sign at I stands in a number: 1.200, 3,5, 12/TB. */
static bool is_within(struct str text, size_t i)
{
	return i > 0 && ascii_is_digit(text.ptr[i - 1]) && is_alnum(str_at(text, i + 1)) &&
	       (text.ptr[i] == '.' || text.ptr[i] == ',' || text.ptr[i] == '/');
}

/* Where the word, sign or line end at I ends. */
static size_t end_of(struct str text, size_t i)
{
	size_t len;
	if (kind_at(text, i, &len) != WORD)
		return i + len;
	while (i < text.len) {
		enum kind kind = kind_at(text, i, &len);
		if (kind != WORD && !(kind == SIGN && len == 1 && is_within(text, i)))
			break;
		i += len;
	}
	return i;
}

static void cut(struct words *w, struct str text)
{
	size_t i = 0, len;
	while (i < text.len) {
		if (kind_at(text, i, &len) == BLANK) {
			i += len;
			continue;
		}
		size_t end = end_of(text, i);
		if (w->hashes) {
			w->hashes[w->count] = checksum_of(str_slice(text, i, end));
			w->starts[w->count] = i;
		}
		w->count++;
		i = end;
	}
}

bool words_cut(struct words *w, struct str text)
{
	*w = (struct words){0};
	cut(w, text);
	size_t count = w->count;
	*w = (struct words){.hashes = calloc(count + 1, sizeof *w->hashes),
		.starts = calloc(count + 1, sizeof *w->starts),
		.changed = calloc(count + 1, sizeof *w->changed)};
	if (!w->hashes || !w->starts || !w->changed)
		return false;
	cut(w, text);
	w->starts[w->count] = text.len;
	return true;
}

void words_free(struct words *w)
{
	free(w->hashes);
	free(w->starts);
	free(w->changed);
	*w = (struct words){0};
}
