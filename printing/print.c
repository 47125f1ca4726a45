#include "printing/print.h"
#include "base/ascii.h"
#include "printing/clean.h"
#include "printing/escape.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

/* Bytes of what one call prints. */
enum { LINE_MAX_BYTES = 16 << 10, NUMBER_MAX = 512 };

/* Gathers what is printed, so that it is written at once. */
struct line {
	char bytes[LINE_MAX_BYTES];
	size_t len;
};

/* What has no room is left out, whole. */
static void put(struct line *l, struct str s)
{
	if (s.len > sizeof l->bytes - l->len)
		return;
	memcpy(l->bytes + l->len, s.ptr, s.len);
	l->len += s.len;
}

static void put_clean(struct line *l, struct str s)
{
	while (s.len > 0) {
		const char *form;
		size_t len = clean_next(s, &form);
		put(l, form ? str_from_c(form) : str_slice(s, 0, len));
		s = str_slice(s, len, s.len);
	}
}

/* ---- Formats ---- */

struct conversion {
	char spec[32]; /* as written, for the numbers */
	size_t spec_len;
	int width, precision; /* −1: none */
	bool left;            /* blanks stand behind */
	char length;          /* 'l', 'L' for ll, 'z', 'j' or 0 */
	char kind;            /* 0: one that we don't know */
};

static const char *read_number(const char *at, int *out)
{
	*out = 0;
	for (; ascii_is_digit(*at); at++)
		*out = 10 * *out + (*at - '0');
	return at;
}

/* Reads the conversion behind the sign at AT; returns what follows it. */
static const char *read_conversion(const char *at, struct conversion *c, va_list *ap)
{
	*c = (struct conversion){.width = -1, .precision = -1};
	const char *begin = at++;
	for (; *at && strchr("-+ #0", *at); at++)
		c->left |= *at == '-';
	if (ascii_is_digit(*at))
		at = read_number(at, &c->width);
	bool told = at[0] == '.' && at[1] == '*';
	if (told) {
		c->precision = va_arg(*ap, int);
		at += 2;
	} else if (*at == '.') {
		at = read_number(at + 1, &c->precision);
	}
	for (; *at && strchr("lzj", *at); at++)
		c->length = c->length == 'l' ? 'L' : *at;
	c->kind = *at;
	at += *at != '\0';
	c->spec_len = (size_t)(at - begin);
	if (c->spec_len >= sizeof c->spec || (told && c->kind != 's'))
		c->kind = '\0';
	else
		memcpy(c->spec, begin, c->spec_len);
	return at;
}

static void put_string(struct line *l, const struct conversion *c, const char *s)
{
	size_t most = c->precision >= 0 ? (size_t)c->precision : SIZE_MAX;
	size_t len = strnlen(s ? s : "", most);
	size_t blanks = c->width > 0 && len < (size_t)c->width ? (size_t)c->width - len : 0;
	for (size_t i = 0; i < blanks && !c->left; i++)
		put(l, STR(" "));
	put_clean(l, str_make(s, len));
	for (size_t i = 0; i < blanks && c->left; i++)
		put(l, STR(" "));
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* it is a part of a literal */

#define PUT_NUMBER(l, c, value)                                                                    \
	do {                                                                                       \
		char number[NUMBER_MAX];                                                           \
		int got = snprintf(number, sizeof number, (c)->spec, value);                       \
		if (got > 0 && got < NUMBER_MAX)                                                   \
			put_clean(l, str_make(number, (size_t)got));                               \
	} while (0)

static void put_integer(struct line *l, const struct conversion *c, va_list *ap)
{
	switch (c->length) {
	case 'l':
		PUT_NUMBER(l, c, va_arg(*ap, long));
		break;
	case 'L':
		PUT_NUMBER(l, c, va_arg(*ap, long long));
		break;
	case 'z':
		PUT_NUMBER(l, c, va_arg(*ap, size_t));
		break;
	case 'j':
		PUT_NUMBER(l, c, va_arg(*ap, intmax_t));
		break;
	default:
		PUT_NUMBER(l, c, va_arg(*ap, int));
		break;
	}
}

static void put_argument(struct line *l, const struct conversion *c, va_list *ap)
{
	switch (c->kind) {
	case '\0':
		break;
	case '%':
		put(l, STR("%"));
		break;
	case 's':
		put_string(l, c, va_arg(*ap, const char *));
		break;
	case 'f':
	case 'e':
	case 'g':
		PUT_NUMBER(l, c, va_arg(*ap, double));
		break;
	default:
		put_integer(l, c, ap);
		break;
	}
}

#pragma GCC diagnostic pop

static void put_format(struct line *l, const char *format, va_list *ap)
{
	while (*format) {
		struct conversion c;
		size_t len = strcspn(format, "%");
		put(l, str_make(format, len));
		format += len;
		if (*format != '%')
			continue;
		format = read_conversion(format, &c, ap);
		put_argument(l, &c, ap);
	}
}

static void print(FILE *stream, const char *format, va_list *ap)
{
	struct line l;
	l.len = 0;
	put_format(&l, format, ap);
	fwrite(l.bytes, 1, l.len, stream);
}

void print_out(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	print(stdout, format, &ap);
	va_end(ap);
}

void print_err(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	print(stderr, format, &ap);
	va_end(ap);
}

/* ---- Answers ---- */

/* Select Graphic Rendition, ECMA-48 8.3.117. */
static const char *const styles[] = {
	"\033[0m", "\033[1m", "\033[2m", "\033[32m", "\033[33m", "\033[1;31m"};

/* Whether C ends a line, is a style or a part of a link. */
static bool is_mark(char c)
{
	return c == '\n' || (c >= *PRINT_PLAIN && c <= *PRINT_LINK_END);
}

/* The address that TEXT begins with, behind PRINT_LINK, up to the next mark; its bytes.
   <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda> */
static size_t put_address(struct str text, struct buf *out)
{
	size_t end = 1;
	while (end < text.len && !is_mark(text.ptr[end]))
		end++;
	struct buf address = BUF_INIT;
	for (size_t i = 1; i < end; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		buf_printf(&address, c > ' ' && c < 0x7F ? "%c" : "%%%02X", c);
	}
	bool fits = address.len > 0 && address.len <= PRINT_LINK_MAX;
	if (fits && end < text.len && text.ptr[end] == *PRINT_LINKED)
		buf_printf(out, "\033]8;;%s\033\\", address.ptr);
	out->failed |= address.failed;
	buf_free(&address);
	return end;
}

static const char *mark_sequence(char mark)
{
	if (mark == '\n')
		return "\n";
	if (mark == *PRINT_LINKED)
		return "";
	return mark == *PRINT_LINK_END ? "\033]8;;\033\\" : styles[mark - *PRINT_PLAIN];
}

/* What TEXT, which is not empty, is printed as up to a line end or style; its bytes. */
static size_t next_part(struct str text, struct buf *out)
{
	size_t len = 0;
	char first = text.ptr[0];
	if (is_mark(first)) {
		if (first == *PRINT_LINK)
			return put_address(text, out);
		buf_append_c(out, mark_sequence(first));
		return 1;
	}
	while (len < text.len && !is_mark(text.ptr[len]))
		len++;
	clean_append(out, str_slice(text, 0, len));
	return len;
}

static bool write_out(const struct buf *b)
{
	struct str s = buf_str(b);
	if (b->failed)
		errno = ENOMEM;
	return !b->failed && fwrite(s.ptr, 1, s.len, stdout) == s.len;
}

bool print_text(struct str text)
{
	struct buf out = BUF_INIT;
	while (text.len > 0)
		text = str_slice(text, next_part(text, &out), text.len);
	bool ok = write_out(&out);
	buf_free(&out);
	return ok;
}

bool print_json(struct str json)
{
	struct buf out = BUF_INIT;
	escape_json(&out, json);
	bool ok = write_out(&out);
	buf_free(&out);
	return ok;
}

bool print_flush(void)
{
	return fflush(stdout) == 0;
}
