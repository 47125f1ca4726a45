#include "article/readers/mail/words.h"

#include "article/readers/container/charset.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "text/encoding/decode.h"

#include <strings.h>

/* The bytes of quoted-printable as headers have it: _ is a space. */
static void read_quoted(struct str s, struct buf *out)
{
	for (size_t at = 0; at < s.len; at++) {
		int high = ascii_hex(str_at(s, at + 1)), low = ascii_hex(str_at(s, at + 2));
		if (s.ptr[at] == '=' && high >= 0 && low >= 0) {
			buf_push(out, (char)(high * 16 + low));
			at += 2;
		} else {
			buf_push(out, s.ptr[at] == '_' ? ' ' : s.ptr[at]);
		}
	}
}

static int base64_value(char c)
{
	if (ascii_is_capital(c))
		return c - 'A';
	if (ascii_is_letter(c))
		return c - 'a' + 26;
	if (ascii_is_digit(c))
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* The bits of base64 that are not yet a byte, which goes on in the next word where the first did
   not end on one. */
struct bits {
	unsigned value;
	int count;
};

static void read_base64(struct str s, struct bits *bits, struct buf *out)
{
	for (size_t at = 0; at < s.len; at++) {
		int value = base64_value(s.ptr[at]);
		if (s.ptr[at] == '=')
			*bits = (struct bits){0};
		if (value < 0)
			continue;
		bits->value = (bits->value << 6 | (unsigned)value) & 0xFFFF;
		bits->count += 6;
		if (bits->count >= 8) {
			bits->count -= 8;
			buf_push(out, (char)(bits->value >> bits->count & 0xFF));
		}
	}
}

struct word {
	struct str charset; /* as it says; without a language behind it */
	char sort;          /* B, Q */
	struct str bytes;
	size_t end; /* in the header */
};

/* The encoded word that begins at AT; without its end, where that is cut off, or has spaces. */
static bool word_at(struct str s, size_t at, struct word *out)
{
	if (str_at(s, at) != '=' || str_at(s, at + 1) != '?')
		return false;
	size_t sort = at + 2;
	while (sort < s.len && s.ptr[sort] != '?' && s.ptr[sort] != ' ')
		sort++;
	char c = (char)(str_at(s, sort + 1) & ~0x20);
	if (str_at(s, sort) != '?' || (c != 'B' && c != 'Q') || str_at(s, sort + 2) != '?')
		return false;
	size_t start = sort + 3, end = start;
	while (end < s.len && s.ptr[end] != '?')
		end++;
	struct str charset = str_slice(s, at + 2, sort);
	const char *language = memchr(charset.ptr, '*', charset.len);
	if (language)
		charset.len = (size_t)(language - charset.ptr);
	*out = (struct word){charset, c, str_slice(s, start, end), end};
	if (str_at(s, end) == '?')
		out->end = end + 1 + (str_at(s, end + 1) == '=');
	return true;
}

/* Other control characters are letters of VISCII and VPS, and what ISO-2022 turns by. */
static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

static size_t skip_space(struct str s, size_t at)
{
	while (at < s.len && is_space(s.ptr[at]))
		at++;
	return at;
}

static bool same_charset(struct str a, struct str b)
{
	return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

/* Appends the bytes of S from AT on to where a word says another charset than those before, which
   say *CHARSET. Returns where that is. */
static size_t read_words(struct str s, size_t at, struct buf *out, struct str *charset)
{
	struct word word;
	struct bits bits = {0};
	bool told = false;
	while (at < s.len) {
		if (word_at(s, at, &word)) {
			if (told && !same_charset(word.charset, *charset))
				break;
			*charset = word.charset;
			told = true;
			if (word.sort == 'B')
				read_base64(word.bytes, &bits, out);
			else
				read_quoted(word.bytes, out);
			size_t next = skip_space(s, word.end);
			struct word behind;
			at = word_at(s, next, &behind) ? next : word.end;
			if (at == word.end)
				bits = (struct bits){0};
			continue;
		}
		bool space = is_space(s.ptr[at]);
		buf_push(out, space ? ' ' : s.ptr[at]);
		at = space ? skip_space(s, at) : at + 1;
	}
	return at;
}

/* Appends BYTES as text to OUT; what is none is left out. */
static void append_text(struct buf *out, struct str bytes, struct str charset)
{
	struct buf converted = BUF_INIT, room = BUF_INIT;
	struct decoded d;
	struct error ignored;
	enum encoding e = charset_tell(charset, &bytes, &converted);
	if (decode_text_as(bytes, e, &room, &d, &ignored))
		buf_append(out, d.text);
	buf_free(&converted);
	buf_free(&room);
}

static struct str take_text(struct arena *memory, struct buf *text)
{
	struct str out =
		text->failed ? str_make(NULL, 0) : arena_str(memory, str_trim(buf_str(text)));
	buf_free(text);
	return out;
}

struct str mail_text(struct arena *memory, struct str bytes, struct str charset)
{
	struct buf text = BUF_INIT;
	append_text(&text, bytes, charset);
	return take_text(memory, &text);
}

struct str mail_words(struct arena *memory, struct str value, struct str charset)
{
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	value = str_trim(value);
	for (size_t at = 0; at < value.len && !bytes.failed;) {
		buf_reset(&bytes);
		struct str of_words = charset;
		at = read_words(value, at, &bytes, &of_words);
		append_text(&text, buf_str(&bytes), of_words);
	}
	text.failed |= bytes.failed;
	buf_free(&bytes);
	return take_text(memory, &text);
}
