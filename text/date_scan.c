#include "text/date_scan.h"

#include <utf8proc.h>

bool is_digit_at(struct str t, size_t at)
{
	return at < t.len && t.ptr[at] >= '0' && t.ptr[at] <= '9';
}

char byte_at(struct str t, size_t at)
{
	return at < t.len ? t.ptr[at] : '\0';
}

size_t code_at(struct str t, size_t at, int32_t *c)
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

size_t code_before(struct str t, size_t at, int32_t *c)
{
	size_t back = 1;
	*c = -1;
	if (at == 0)
		return 0;
	while (back < 4 && back < at && ((unsigned char)t.ptr[at - back] & 0xC0) == 0x80)
		back++;
	return code_at(t, at - back, c) == back ? back : 1;
}

bool is_letter(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F) ||
	       (c >= 0x300 && c <= 0x36F) || (c >= 0x1E00 && c <= 0x1EFF);
}

static bool is_space(int32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x202F;
}

size_t skip_spaces(struct str t, size_t at)
{
	for (int i = 0; i < SPACES_MAX; i++) {
		int32_t c;
		size_t len = code_at(t, at, &c);
		if (len == 0 || !is_space(c))
			break;
		at += len;
	}
	return at;
}

size_t skip_spaces_back(struct str t, size_t at)
{
	for (int i = 0; i < SPACES_MAX; i++) {
		int32_t c;
		size_t len = code_before(t, at, &c);
		if (len == 0 || !is_space(c))
			break;
		at -= len;
	}
	return at;
}

/* The spelling of the decomposed character C, "" for a tone, NULL for what no
   Vietnamese word has. */
static const char *spell(int32_t c, char letter[2], char *tone)
{
	switch (c) {
	case 0x111: /* đ */
	case 0xF0:  /* ð, which passes for it */
		return "dd";
	case 0x302:
		return "^";
	case 0x306:
		return "(";
	case 0x31B:
		return "+";
	case 0x301:
		*tone = '1';
		return "";
	case 0x300:
		*tone = '2';
		return "";
	case 0x309:
		*tone = '3';
		return "";
	case 0x303:
		*tone = '4';
		return "";
	case 0x323:
		*tone = '5';
		return "";
	default:
		if (c < 'a' || c > 'z')
			return NULL;
		letter[0] = (char)c;
		letter[1] = '\0';
		return letter;
	}
}

static struct word spell_word(struct str s)
{
	struct word w = {""};
	size_t len = 0;
	char tone = '\0';
	for (size_t at = 0; at < s.len;) {
		int32_t c, parts[4];
		int last = 0;
		at += code_at(s, at, &c);
		utf8proc_ssize_t n = utf8proc_decompose_char(
			c, parts, 4, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &last);
		for (utf8proc_ssize_t i = 0; i < n; i++) {
			char letter[2];
			const char *code = i < 4 ? spell(parts[i], letter, &tone) : NULL;
			if (!code || len + strlen(code) + 2 > WORD_CODES)
				return (struct word){""};
			while (*code)
				w.code[len++] = *code++;
		}
	}
	if (len > 0 && tone)
		w.code[len] = tone;
	return w;
}

size_t word_before(struct str t, size_t at, struct word *w)
{
	size_t start = at;
	int32_t c;
	size_t len = code_before(t, start, &c);
	while (len > 0 && is_letter(c) && at - start <= WORD_BYTES_MAX) {
		start -= len;
		len = code_before(t, start, &c);
	}
	*w = at - start <= WORD_BYTES_MAX ? spell_word(str_slice(t, start, at)) : (struct word){""};
	return start;
}

size_t word_at(struct str t, size_t at, struct word *w)
{
	size_t end = at;
	int32_t c;
	size_t len = code_at(t, end, &c);
	while (len > 0 && is_letter(c) && end - at <= WORD_BYTES_MAX) {
		end += len;
		len = code_at(t, end, &c);
	}
	*w = end - at <= WORD_BYTES_MAX ? spell_word(str_slice(t, at, end)) : (struct word){""};
	return end;
}

bool number_at(struct str t, size_t at, struct number *n)
{
	*n = (struct number){.start = at, .end = at};
	while (is_digit_at(t, n->end) && n->digits < 5) {
		n->value = n->value * 10 + (t.ptr[n->end] - '0');
		n->end++;
		n->digits++;
	}
	return n->digits > 0 && n->digits < 5;
}

bool is_small(const struct number *n)
{
	return n->digits <= 2 && n->value > 0;
}
