/* Feeds: what is taken out of their bytes before libxml2 has them. */
#include "article/readers/feed/items.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void repeat(struct buf *out, const char *what, int times)
{
	for (int i = 0; i < times; i++)
		buf_append_c(out, what);
}

static void feeds_declare_no_entities(void **state)
{
	static const struct {
		const char *feed, *wanted;
	} cases[] = {
		{" <!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<a>&amp;x;</a>"},
		{"<a>R&D &nbsp;&aacute;&lt;&#60;</a>", "<a>R&amp;D  á&lt;&amp;#60;</a>"},
		{"<a><![CDATA[&<b>]]></a><!-- c -->", "<a><![CDATA[&<b>]]></a>"},
		{"<a><![CDATA[b", "<a><![CDATA[b]]>"},
		{"<a>1 < 2</a>", "<a>1 &lt; 2</a>"},
	};
	struct error err;
	struct buf many = BUF_INIT, short_tag = BUF_INIT;
	(void)state;
	buf_append_c(&many, "<rss><item");
	repeat(&many, " a='b'", 100000);
	buf_append_c(&many, ">x");
	assert_true(feed_clean(buf_str(&many), &short_tag, &err));
	assert_string_equal(short_tag.ptr, "<rss><item>x");
	buf_free(&many);
	buf_free(&short_tag);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = BUF_INIT;
		assert_true(feed_clean(str_from_c(cases[i].feed), &out, &err));
		assert_string_equal(out.ptr, cases[i].wanted);
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(feeds_declare_no_entities),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
