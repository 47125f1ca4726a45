/* Any text as one with markup, and as a stated date: what comes out is valid UTF-8 and no longer
 * than what escapes can make of it; a date that is read is one. */
#include "article/given/markup.h"
#include "text/date/stated.h"
#include "text/syllable/utf8.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_make((const char *)data, size);
	struct arena memory = ARENA_INIT;
	struct date date;
	if (date_stated(text, &date) && !date_is_valid(date))
		abort();
	if (utf8_valid_prefix(text) == text.len) {
		struct str plain = markup_plain(&memory, text);
		if (!plain.ptr || utf8_valid_prefix(plain) < plain.len || plain.len > 3 * size + 3)
			abort();
	}
	arena_free(&memory);
	return 0;
}
