/* Any bytes as a file of settings: it is refused with its line, or each key is a name and each
 * value is of one line and of the file. */
#include "base/ascii.h"
#include "conf/conf.h"
#include "fuzz/check.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct conf_entry *e, size_t size)
{
	size_t key = strlen(e->key);
	size_t value = strlen(e->value);
	CHECK(key > 0 && key + value < size);
	CHECK(e->line > 0 && e->line <= size + 1 && e->section.len < size);
	for (size_t i = 0; i < key; i++)
		CHECK(ascii_is_letter(e->key[i]) || ascii_is_digit(e->key[i]) ||
			strchr("-_", e->key[i]));
	for (size_t i = 0; i < value; i++)
		CHECK(e->value[i] == '\t' || (unsigned char)e->value[i] >= 0x20);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct conf c;
	struct error err = {.code = ERROR_NONE};
	if (conf_parse(str_make((const char *)data, size), "settings", &c, &err)) {
		for (size_t i = 0; i < c.count; i++)
			check(&c.entries[i], size);
	} else {
		CHECK(err.code == ERROR_INPUT && strncmp(err.message, "settings:", 9) == 0);
	}
	conf_free(&c);
	return 0;
}
