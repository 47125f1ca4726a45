#include "text/date/scan.h"

#include "base/ascii.h"
#include "text/syllable/spelling.h"

#include <utf8proc.h>

bool scan_is_one_of(const struct scan_word *w, const char *const *table, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(w->exact, table[i]) == 0)
			return true;
	}
	return false;
}

bool scan_is_digit(struct str t, size_t at)
{
	return ascii_is_digit(str_at(t, at));
}

size_t scan_code(struct str t, size_t at, int32_t *c)
{
	*c = -1;
	if (at >= t.len)
		return 0;
	size_t left = t.len - at < 4 ? t.len - at : 4;
	const char *from = t.ptr + at;
	utf8proc_ssize_t len =
		utf8proc_iterate((const utf8proc_uint8_t *)from, (utf8proc_ssize_t)left, c);
	return len > 0 ? (size_t)len : 1;
}

size_t scan_code_before(struct str t, size_t at, int32_t *c)
{
	size_t back = 1;
	*c = -1;
	if (at == 0)
		return 0;
	while (back < 4 && back < at && ((unsigned char)t.ptr[at - back] & 0xC0) == 0x80)
		back++;
	return scan_code(t, at - back, c) == back ? back : 1;
}

bool scan_is_letter(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F) ||
	       (c >= 0x300 && c <= 0x36F) || (c >= 0x1E00 && c <= 0x1EFF);
}

/* A space, or what has no width. */
static bool is_space(int32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x202F || c == 0x200B ||
	       spelling_ignores(c);
}

size_t scan_spaces(struct str t, size_t at)
{
	for (int i = 0; i < SPACES_MAX; i++) {
		int32_t c;
		size_t len = scan_code(t, at, &c);
		if (len == 0 || !is_space(c))
			break;
		at += len;
	}
	return at;
}

size_t scan_spaces_back(struct str t, size_t at)
{
	for (int i = 0; i < SPACES_MAX; i++) {
		int32_t c;
		size_t len = scan_code_before(t, at, &c);
		if (len == 0 || !is_space(c))
			break;
		at -= len;
	}
	return at;
}

static struct scan_word spell(struct str raw)
{
	struct scan_word w = {""};
	struct spelling spelling;
	if (raw.len == 0 || raw.len > WORD_BYTES_MAX)
		return w;
	spelling_of(raw, &spelling);
	if (spelling.exact_len < sizeof w.exact)
		memcpy(w.exact, spelling.exact, spelling.exact_len);
	return w;
}

size_t scan_word_before(struct str t, size_t at, struct scan_word *w)
{
	size_t start = at;
	int32_t c;
	size_t len = scan_code_before(t, start, &c);
	while (len > 0 && scan_is_letter(c) && at - start <= WORD_BYTES_MAX) {
		start -= len;
		len = scan_code_before(t, start, &c);
	}
	*w = spell(str_slice(t, start, at));
	return start;
}

size_t scan_word(struct str t, size_t at, struct scan_word *w)
{
	size_t end = at;
	int32_t c;
	size_t len = scan_code(t, end, &c);
	while (len > 0 && scan_is_letter(c) && end - at <= WORD_BYTES_MAX) {
		end += len;
		len = scan_code(t, end, &c);
	}
	*w = spell(str_slice(t, at, end));
	return end;
}

bool scan_is_capital(struct str t, size_t at)
{
	struct scan_word w;
	char c = str_at(t, at);
	scan_word(t, at, &w);
	return c >= 'A' && c <= 'Z' && w.exact[0] != '\0';
}

bool scan_number(struct str t, size_t at, struct scan_number *n)
{
	*n = (struct scan_number){.start = at, .end = at};
	while (scan_is_digit(t, n->end) && n->digits < 5) {
		n->value = n->value * 10 + (t.ptr[n->end] - '0');
		n->end++;
		n->digits++;
	}
	return n->digits > 0 && n->digits < 5;
}

bool scan_is_small(const struct scan_number *n)
{
	return n->digits <= 2 && n->value > 0;
}
