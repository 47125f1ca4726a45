#include "base/error.h"
#include "base/lang.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A message cut at its ceiling must still end on a character. */
static void trim_partial_character(char *text)
{
	size_t len = strlen(text);
	size_t back = 0;
	while (back < 3 && back < len && ((unsigned char)text[len - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back == len)
		return;
	unsigned char lead = (unsigned char)text[len - 1 - back];
	size_t need = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
	if (back < need)
		text[len - 1 - back] = '\0';
}

__attribute__((format(printf, 2, 0))) static void set_message(
	struct error *err, const char *format, va_list ap)
{
	vsnprintf(err->message, sizeof err->message, format, ap);
	trim_partial_character(err->message);
}

bool error_set(struct error *err, enum error_code code, const char *format, ...)
{
	if (!err)
		return false;
	err->code = code;
	va_list ap;
	va_start(ap, format);
	set_message(err, format, ap);
	va_end(ap);
	return false;
}

bool error_add_context(struct error *err, const char *format, ...)
{
	if (!err)
		return false;
	struct error inner = *err;
	va_list ap;
	va_start(ap, format);
	set_message(err, format, ap);
	va_end(ap);
	size_t len = strlen(err->message);
	snprintf(err->message + len, sizeof err->message - len, ": %s", inner.message);
	trim_partial_character(err->message);
	return false;
}

static enum error_code code_of(int number)
{
	switch (number) {
	case ENOENT:
	case ENOTDIR:
		return ERROR_NOT_FOUND;
	case ENOSPC:
	case EDQUOT:
		return ERROR_NO_SPACE;
	case ENOMEM:
		return ERROR_MEMORY;
	case EFBIG:
		return ERROR_LIMIT;
	default:
		return ERROR_IO;
	}
}

bool error_set_system(struct error *err, int number, const char *format, ...)
{
	if (!err)
		return false;
	err->code = code_of(number);
	va_list ap;
	va_start(ap, format);
	set_message(err, format, ap);
	va_end(ap);
	char reason[128];
	size_t len = strlen(err->message);
	snprintf(err->message + len, sizeof err->message - len, ": %s",
		lang_errno(number, reason, sizeof reason));
	trim_partial_character(err->message);
	return false;
}

bool error_set_memory(struct error *err)
{
	return error_set(err, ERROR_MEMORY,
		SAY("hết bộ nhớ; hãy đóng bớt chương trình khác rồi chạy lại",
			"out of memory; close other programs and try again"));
}
