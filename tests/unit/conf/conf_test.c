/* conf: what a file of settings says, and what of it is refused. */
#include "conf/conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *text;
	const char *read; /* "line section/key=value; …"; NULL: it is refused … */
	const char *why;  /* … with this */
} cases[] = {
	{"", "", NULL},
	{"\n\n# a = b\n ; c = d\n", "", NULL},
	{"a = b", "1 /a=b", NULL},
	{"a=b\nc=d\n", "1 /a=b; 2 /c=d", NULL},
	{"  a\t=  b c \r\n", "1 /a=b c", NULL},
	{"a = \nb=", "1 /a=; 2 /b=", NULL},
	{"a = b = c", "1 /a=b = c", NULL},
	{"a = b # c", "1 /a=b # c", NULL},
	{"a = \" b \"", "1 /a= b ", NULL},
	{"a = \"b", "1 /a=\"b", NULL},
	{"a = \"", "1 /a=\"", NULL},
	{"a = \"\"", "1 /a=", NULL},
	{"a = 1\na = 2", "1 /a=1; 2 /a=2", NULL},
	{"a = 1\n[s]\nb = 2\n[ bốn ]\nc = 3", "1 /a=1; 3 s/b=2; 5 bốn/c=3", NULL},
	{"\xEF\xBB\xBF"
	 "a = b",
		"1 /a=b", NULL},
	{"max-removals_2 = 1", "1 /max-removals_2=1", NULL},
	{"a", NULL, "f:1: "},
	{"= b", NULL, "f:1: "},
	{"a b = c", NULL, "f:1: "},
	{"ấ = c", NULL, "f:1: "},
	{"\n[]", NULL, "f:2: "},
	{"[a", NULL, "f:1: "},
	{"[", NULL, "f:1: "},
	{"[a b]", NULL, "f:1: "},
	{"a = b\nc = \x1b[2J", NULL, "f:2: "},
};

static void what_a_file_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct conf c;
		struct error err;
		char read[256] = "";
		bool ok = conf_parse(str_from_c(cases[i].text), "f", &c, &err);
		for (size_t k = 0; ok && k < c.count; k++) {
			const struct conf_entry *e = &c.entries[k];
			size_t len = strlen(read);
			snprintf(read + len, sizeof read - len, "%s%u %.*s/%s=%s",
				k > 0 ? "; " : "", e->line, STR_ARG(e->section), e->key, e->value);
		}
		if (cases[i].read)
			assert_string_equal(ok ? read : err.message, cases[i].read);
		else
			assert_true(!ok && strncmp(err.message, cases[i].why, 5) == 0);
		conf_free(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_a_file_says)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
