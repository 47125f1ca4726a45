/* query/answer: addresses that a page may make a link of. */
#include "archive/record.h"
#include "query/lookup/link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void what_could_run_or_lead_astray_is_taken_out(void **state)
{
	(void)state;
	static const struct {
		const char *address;
		bool url, image; /* kept as one */
	} cases[] = {
		{"http://tin.example/bai", true, true},
		{"HTTPS://tin.example/bai?a=1#b", true, true},
		{"https://", false, false},
		{"https:/tin.example", false, false},
		{"https://tin.example\\@khac.example", false, false},
		{"https://tin.example/a b", false, false},
		{"https://tin.example/a\tb", false, false},
		{"https://tin.example/\x7f", false, false},
		{" https://tin.example", false, false},
		{"java\nscript:alert(1)", false, false},
		{"javascript:alert(1)", false, false},
		{"data:text/html,x", false, false},
		{"file:///etc/passwd", false, false},
		{"//khac.example/a.jpg", false, false},
		{"anh/b.jpg", false, true},
		{"/anh/b:c.jpg", false, true},
		{"b.jpg", false, true},
		{"anh:b.jpg", false, false},
		{"", false, true},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str address = str_from_c(cases[i].address);
		struct record r = {.url = address, .image = address};
		link_check(&r);
		assert_true(str_eq(r.url, cases[i].url ? address : STR("")));
		assert_true(str_eq(r.image, cases[i].image ? address : STR("")));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_could_run_or_lead_astray_is_taken_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
