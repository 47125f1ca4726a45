#include "query/saved/mail.h"

#include "printing/clean.h"
#include "text/syllable/utf8.h"

/* Bytes of a word of RFC 2047, 2: at most 75 characters, in base64. */
enum { WORD_BYTES = 42 };

static void put_base64(struct buf *out, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+/";
	for (size_t i = 0; i < s.len; i += 3) {
		uint32_t bits = 0;
		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (unsigned char)str_at(s, i + k);
		for (size_t k = 0; k < 4; k++)
			buf_push(out, i + k <= s.len ? digits[bits >> (18 - 6 * k) & 63] : '=');
	}
}

/* Lines end with a line feed, as sendmail takes them. */
void mail_append_head(struct buf *out, struct str subject)
{
	struct buf clean = BUF_INIT;
	clean_append(&clean, subject);
	struct str rest = buf_str(&clean);
	buf_append_c(out, "Subject:");
	while (rest.len > 0) {
		struct str word = utf8_cut(rest, WORD_BYTES);
		word = word.len > 0 ? word : rest;
		buf_append_c(out, " =?utf-8?B?");
		put_base64(out, word);
		rest = str_slice(rest, word.len, rest.len);
		buf_append_c(out, rest.len > 0 ? "?=\n" : "?=");
	}
	buf_append_c(out, "\nMIME-Version: 1.0\n"
			  "Content-Type: text/plain; charset=utf-8\n"
			  "Content-Transfer-Encoding: 8bit\n"
			  "Auto-Submitted: auto-generated\n\n");
	out->failed |= clean.failed;
	buf_free(&clean);
}
