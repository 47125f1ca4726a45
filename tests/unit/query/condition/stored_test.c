/* query/condition: addresses and types of files, as filters ask for them. */
#include "query/condition/stored.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct stored_case {
	const char *is, *asked;
	bool holds;
};

static const struct stored_case addresses[] = {
	{"https://vov.vn/tin-1.html", "vov.vn", true},
	{"http://www.vov.vn/tin-1.html", "vov.vn", true},
	{"https://m.vov.vn/tin", "vov.vn", true},
	{"https://vov.vn/tin", "www.vov.vn", true},
	{"https://VOV.VN/tin", "vov.vn", true},
	{"https://vov.vn", "https://vov.vn/", true},
	{"https://vov.vn/the-thao/bong-da", "vov.vn/the-thao", true},
	{"https://vov.vn/the-thao/bong-da", "vov.vn/the-thao/bong-da", true},
	{"https://vnexpress.net/a", "vnexpress", true},
	{"https://vov.vn/the-thao", "vov.vn/kinh-te", false},
	{"https://vov.vn/the", "vov.vn/the-thao", false},
	{"https://novov.vn/tin", "vov.vn", false},
	{"https://vov.vn.example/tin", "vov.vn", false},
	{"https://x.example/vov.vn", "vov.vn", false},
	{"https://vnexpress.net/a", "express", false},
	{"", "vov.vn", false},
	{"https://vov.vn/tin", "", false},
	{"https://vov.vn/tin", "https://", false},
};

static const struct stored_case files[] = {
	{"kho/a.pdf", "pdf", true},
	{"kho/a.PDF", "pdf", true},
	{"kho/a.pdf", ".pdf", true},
	{"kho/tin.jsonl.xz", "jsonl", true},
	{"kho/tin.jsonl.xz", "xz", true},
	{"kho/a.docx", "word", true},
	{"kho/a.htm", "html", true},
	{"kho/nam.zip!/quy-1/a.docx", "docx", true},
	{"kho/nam.zip!/quy-1/a.docx", "zip", true},
	{"kho/nam.zip!/quy-1/a.txt", "docx", false},
	{"kho.pdf/a.txt", "pdf", false},
	{"kho/pdf", "pdf", false},
	{"kho/a.pdf.txt", "pdf", false},
	{"kho/a", "", false},
	{"", "pdf", false},
};

static void addresses_lie_under_hosts_and_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		const struct stored_case *c = &addresses[i];
		if (stored_is_under(str_from_c(c->is), str_from_c(c->asked)) != c->holds)
			fail_msg("%s under %s", c->is, c->asked);
	}
}

static void files_have_types(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const struct stored_case *c = &files[i];
		if (stored_is_type(str_from_c(c->is), str_from_c(c->asked)) != c->holds)
			fail_msg("%s of type %s", c->is, c->asked);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_lie_under_hosts_and_paths),
		cmocka_unit_test(files_have_types),
	};
	return cmocka_run_group_tests_name("stored", tests, NULL, NULL);
}
