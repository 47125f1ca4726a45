#include "article/readers/mail/words.h"

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
	char sort; /* B, Q */
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
	*out = (struct word){c, str_slice(s, start, end), end};
	if (str_at(s, end) == '?')
		out->end = end + 1 + (str_at(s, end + 1) == '=');
	return true;
}

static size_t skip_space(struct str s, size_t at)
{
	while (at < s.len && (unsigned char)s.ptr[at] <= ' ')
		at++;
	return at;
}

static void read_words(struct str s, struct buf *out)
{
	struct word word;
	struct bits bits = {0};
	for (size_t at = 0; at < s.len;) {
		if (word_at(s, at, &word)) {
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
		unsigned char c = (unsigned char)s.ptr[at];
		bool space = c <= ' ';
		buf_push(out, space ? ' ' : (char)c);
		at = space ? skip_space(s, at) : at + 1;
	}
}

struct str mail_words(struct arena *memory, struct str value)
{
	struct buf bytes = BUF_INIT, room = BUF_INIT;
	struct decoded d;
	struct error ignored;
	read_words(str_trim(value), &bytes);
	struct str text = str_make(NULL, 0);
	if (!bytes.failed)
		text = decode_text(buf_str(&bytes), &room, &d, &ignored)
			       ? arena_str(memory, str_trim(d.text))
			       : STR("");
	buf_free(&bytes);
	buf_free(&room);
	return text;
}
