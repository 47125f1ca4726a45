/* web/page: whatever is in an answer or an address, the page has no markup but its own. */
#include "web/page/address.h"
#include "web/page/html.h"
#include "web/page/page.h"
#include "web/page/span.h"

#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- The writer ---- */

#define TEXT "\xE2\x80\xAEx\x1B[31m<script>alert(1)</script>&\"'\xFF\xC3"
#define TEXT_WRITTEN                                                                               \
	"\xEF\xBF\xBDx\xEF\xBF\xBD[31m&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;"       \
	"\xEF\xBF\xBD\xEF\xBF\xBD"

static void text_is_escaped_wherever_it_stands(void **state)
{
	(void)state;
	struct html h;
	html_begin(&h);
	html_open(&h, "p");
	html_attr(&h, "title", STR(TEXT));
	html_text(&h, STR(TEXT));
	html_leaf(&h, "b", "", STR("a\0b"));
	html_close(&h);
	assert_true(html_is_whole(&h));
	assert_string_equal(h.out.ptr,
		"<!doctype html>\n<p title=\"" TEXT_WRITTEN "\">" TEXT_WRITTEN "<b>a\xEF\xBF\xBD"
		"b</b></p>\n");
	html_free(&h);
}

static void what_would_run_is_refused(void **state)
{
	(void)state;
	static const char *const names[] = {"onclick", "style", "href", "src", "srcdoc", "action",
		"formaction", "srcset", "data", NULL};
	for (size_t i = 0; names[i]; i++) {
		struct html h;
		html_begin(&h);
		html_open(&h, "a");
		html_attr_named(&h, names[i], STR("x"));
		html_close(&h);
		assert_false(html_is_whole(&h));
		assert_null(strstr(h.out.ptr, names[i]));
		html_free(&h);
	}
	struct html h;
	html_begin(&h);
	html_open(&h, "script");
	html_text(&h, STR("alert(1)"));
	html_close(&h);
	assert_false(html_is_whole(&h));
	assert_null(strstr(h.out.ptr, "alert"));
	html_free(&h);
}

static void elements_are_closed(void **state)
{
	(void)state;
	struct html h;
	html_begin(&h);
	html_open(&h, "p");
	assert_false(html_is_whole(&h));
	html_close(&h);
	assert_true(html_is_whole(&h));
	html_close(&h);
	assert_false(html_is_whole(&h));
	html_free(&h);
	html_begin(&h);
	for (size_t i = 0; i <= HTML_DEPTH; i++)
		html_open(&h, "p");
	for (size_t i = 0; i <= HTML_DEPTH; i++)
		html_close(&h);
	assert_false(html_is_whole(&h));
	html_free(&h);
}

static void links_lead_to_pages_alone(void **state)
{
	(void)state;
	static const struct {
		const char *address, *written;
	} rows[] = {
		{"/", " href=\"/\""},
		{"/search?q=%3C", " href=\"/search?q=%3C\""},
		{"#side", " href=\"#side\""},
		{"https://bao.example/a?b=1&c=\"",
			" href=\"https://bao.example/a?b=1&amp;c=&quot;\""
			" rel=\"noopener noreferrer\""},
		{"http://bao.example/",
			" href=\"http://bao.example/\" rel=\"noopener noreferrer\""},
		{"javascript:alert(1)", ""},
		{"JavaScript:alert(1)", ""},
		{" javascript:alert(1)", ""},
		{"data:text/html,<b>", ""},
		{"//evil.example/", ""},
		{"/\\evil.example/", ""},
		{"/\t/evil.example/", ""},
		{"\\\\evil.example", ""},
		{"file:///etc/passwd", ""},
		{"httpx://a", ""},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct html h;
		struct buf wanted = BUF_INIT;
		buf_printf(&wanted, "<!doctype html>\n<a%s></a>", rows[i].written);
		html_begin(&h);
		html_open(&h, "a");
		html_href(&h, str_from_c(rows[i].address));
		html_close(&h);
		assert_true(html_is_whole(&h));
		assert_string_equal(h.out.ptr, wanted.ptr);
		html_free(&h);
		buf_free(&wanted);
	}
}

/* ---- Addresses ---- */

static void an_address_is_changed(void **state)
{
	(void)state;
	struct target t;
	struct error err;
	assert_true(target_read(
		STR("/search?q=l%C5%A9+%26x&filters=a:1&filters=a:2&offset=20&to="), &t, &err));
	static const struct {
		struct change changes[2];
		size_t count;
		const char *written;
	} rows[] = {
		{{{0}}, 0, "/x?q=l%C5%A9%20%26x&filters=a%3A1&filters=a%3A2&offset=20"},
		{{{CHANGE_SET, "offset", {NULL, 0}}}, 1,
			"/x?q=l%C5%A9%20%26x&filters=a%3A1&filters=a%3A2"},
		{{{CHANGE_REMOVE, "filters", STR_INIT("a:1")}, {CHANGE_SET, "offset", {NULL, 0}}},
			2, "/x?q=l%C5%A9%20%26x&filters=a%3A2"},
		{{{CHANGE_ADD, "filters", STR_INIT("b:\"<")}, {CHANGE_SET, "q", STR_INIT("a=b")}},
			2, "/x?filters=a%3A1&filters=a%3A2&offset=20&filters=b%3A%22%3C&q=a%3Db"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = BUF_INIT;
		address_append(&out, STR("/x"), &t, rows[i].changes, rows[i].count);
		assert_string_equal(out.ptr, rows[i].written);
		buf_free(&out);
	}
	target_free(&t);
}

static void a_range_has_its_unit(void **state)
{
	(void)state;
	static const struct {
		const char *from, *to, *unit;
	} rows[] = {{"", "", "year"}, {"2018", "", "year"}, {"2018", "2018", "month"},
		{"2017", "2019", "month"}, {"2010", "2019", "year"}, {"2018-03", "2018-03", "day"},
		{"3/2018", "4/2018", "day"}, {"3/2018", "6/2018", "month"},
		{"27/3/2018", "30.3.2018", "day"}, {"2018-03-27", "2018-03-27", "day"},
		{"1/1/2018", "31/12/2018", "month"}, {"2019", "2018", "year"},
		{"hôm qua", "hôm nay", "year"}, {"99999999", "2018", "year"}, {"0", "0", "year"},
		{"1/2/3/4/5", "2018", "year"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(
			span_unit(str_from_c(rows[i].from), str_from_c(rows[i].to)), rows[i].unit);
}

/* ---- Pages ---- */

static bool reads_page(struct page *p, struct target *t, const char *address, struct error *err)
{
	struct str id;
	assert_true(target_read(str_from_c(address), t, err));
	enum route route = route_find(t->path, &id);
	return page_plan(t, route, id, "en", p, err);
}

static void what_is_asked(void **state)
{
	(void)state;
	static const struct {
		const char *address, *lines[PAGE_PARTS];
	} rows[] = {
		{"/", {"{\"id\":1,\"lang\":\"en\",\"op\":\"status\"}"}},
		{"/search?q=&lang=en", {"{\"id\":1,\"lang\":\"en\",\"op\":\"status\"}"}},
		{"/search?q=a&view=hits&at=7", {"{\"id\":1,\"duplicates\":\"fold\",\"lang\":\"en\","
						"\"limit\":10,\"op\":\"search\","
						"\"q\":\"a\",\"quick\":true}"}},
		{"/history/x?archive=0a", {"{\"id\":1,\"archive\":\"0a\",\"article\":\"x\","
					   "\"lang\":\"en\",\"op\":\"history\"}"}},
		{"/search?q=a&duplicates=show&limit=5&from=2018&to=2018",
			{"{\"id\":1,\"duplicates\":\"show\",\"facets\":[\"source:8\",\"place:8\","
			 "\"author:8\","
			 "\"kind:6\"],\"from\":\"2018\",\"lang\":\"en\",\"limit\":5,\"op\":"
			 "\"search\",\"q\":\"a\","
			 "\"timeline\":\"month\",\"to\":\"2018\"}"}},
		{"/article/x%2Fy.txt?q=a&at=3&filters=place:x&sort=newest",
			{"{\"id\":1,\"article\":\"x/"
			 "y.txt\",\"lang\":\"en\",\"op\":\"show\",\"q\":\"a\"}",
				"{\"id\":1,\"article\":\"x/"
				"y.txt\",\"lang\":\"en\",\"limit\":5,\"op\":\"similar\"}",
				"{\"id\":1,\"duplicates\":\"fold\",\"filters\":[\"place:x\"],"
				"\"lang\":\"en\","
				"\"limit\":3,\"offset\":1,\"op\":\"search\",\"q\":\"a\",\"sort\":"
				"\"newest\"}"}},
		{"/article/x?at=99999999",
			{"{\"id\":1,\"article\":\"x\",\"lang\":\"en\",\"op\":\"show\"}",
				"{\"id\":1,\"article\":\"x\",\"lang\":\"en\",\"limit\":5,\"op\":"
				"\"similar\"}"}},
		{"/help", {NULL}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct page p;
		struct target t;
		struct error err;
		assert_true(reads_page(&p, &t, rows[i].address, &err));
		for (size_t k = 0; k < PAGE_PARTS; k++) {
			struct buf line = BUF_INIT;
			assert_int_equal(p.asked[k].request != NULL, rows[i].lines[k] != NULL);
			if (rows[i].lines[k]) {
				asked_line(&p.asked[k], 1, &line);
				assert_string_equal(line.ptr, rows[i].lines[k]);
			}
			buf_free(&line);
		}
		page_free(&p);
		target_free(&t);
	}
	struct page p;
	struct target t;
	struct error err;
	assert_false(reads_page(&p, &t, "/search?q=a&id=1", &err));
	page_free(&p);
	target_free(&t);
}

#define EVIL "<script>alert(1)</script>\\\"'&<!--]]>\\u202e\\u001b[2J\\u0000\\u2028"

static const char search[] =
	"{\"format\":1,\"archive\":\"" EVIL
	"\",\"generation\":\"1\",\"articles\":3,\"query\":{\"text\":\"x\","
	"\"read_as\":\"" EVIL "\",\"also\":[\"" EVIL
	"\",7]},\"settings\":{\"limit\":20,\"offset\":20},"
	"\"page\":{\"next\":40,\"previous\":0,\"last\":null},\"total\":{\"value\":41,\"relation\":"
	"\"gte\","
	"\"full\":41,\"full_relation\":\"gte\",\"full_groups\":3},\"hits\":[{\"rank\":21,\"id\":"
	"\"" EVIL "\",\"title\":[{\"text\":\"" EVIL "\",\"hit\":true},{\"text\":\"" EVIL
	"\"}],\"snippets\":[[{\"text\":\"" EVIL "\"}]],\"pages\":[3],\"date\":\"" EVIL "-" EVIL
	"-" EVIL "\",\"source\":\"" EVIL "\",\"authors\":[\"" EVIL "\"],\"place\":\"" EVIL
	"\",\"kind\":\"" EVIL "\",\"missing\":[\"" EVIL "\"],\"duplicates\":{\"count\":1,"
	"\"articles\":[{\"id\":\"" EVIL "\",\"title\":\"" EVIL "\",\"source\":\"" EVIL
	"\",\"date\":\"" EVIL "\",\"identical\":true}]}},7,null,{}],\"facets\":{\"source\":{"
	"\"values\":[{\"value\":\"" EVIL
	"\",\"count\":3}],\"distinct\":9},\"place\":7},\"timeline\":{\"unit\":\"" EVIL
	"\",\"values\":[{\"date\":\"" EVIL "\",\"count\":3},{\"date\":\"2018\",\"count\":0}],"
	"\"without\":2},\"suggestions\":[{\"text\":\"" EVIL
	"\"}],\"warnings\":[{\"code\":\"x\",\"message\":\"" EVIL "\"}]}";

static const char article[] =
	"{\"format\":1,\"article\":{\"id\":\"" EVIL "\",\"title\":\"" EVIL
	"\",\"url\":\"javascript:alert(1)\","
	"\"original\":\"" EVIL "\",\"path\":\"" EVIL "\",\"image\":\"http" EVIL
	"\",\"citation\":\"" EVIL "\",\"origins\":{\"title\":\"" EVIL "\"},\"encodings\":[\"" EVIL
	"\"],\"blocks\":[{\"zone\":\"title\","
	"\"text\":\"" EVIL "\"},{\"zone\":\"" EVIL "\",\"text\":\"" EVIL
	"\",\"page\":2},{\"zone\":\"body\",\"text\":\"" EVIL "\\ta\\nb\\t" EVIL
	"\",\"pieces\":[{\"text\":\"" EVIL "\",\"hit\":true},{\"text\":\" a b " EVIL
	"\"}]},{\"zone\":\"body\",\"text\":\"x\",\"pieces\":[{\"text\":\"" EVIL
	"\",\"hit\":true}]}]}}";

static const char status[] =
	"{\"format\":1,\"articles\":3,\"generation\":\"" EVIL "\",\"status\":{\"version\":\"" EVIL
	"\",\"created\":\"2026-03-14T01:30:00Z\",\"former\":true,\"last_run\":{\"result\":\"" EVIL
	"\",\"started\":\"" EVIL "\",\"counts\":{\"skipped\":1},\"left_out\":[{\"action\":\"" EVIL
	"\",\"path\":\"" EVIL "\",\"line\":3,\"why\":\"" EVIL "\",\"type\":\"" EVIL
	"\",\"count\":2,\"hint\":\"" EVIL "\"},7],\"left_out_more\":4}}}";

static const char failure[] =
	"{\"format\":1,\"error\":{\"code\":\"input\",\"fault\":\"query\",\"retryable\":"
	"false,\"message\":\"" EVIL "\"}}";

/* The "<" of PAGE that begin no element of ours. */
static void assert_markup_is_ours(const char *page)
{
	static const char *const ours[] = {"!doctype html>", "a ", "a>", "article", "aside", "body",
		"button", "code", "dd", "details", "div", "dl", "dt", "em", "form", "h1", "h2",
		"head", "header", "html", "input", "kbd", "label", "li", "link", "main", "mark",
		"meta", "nav", "ol", "option", "output", "p ", "p>", "rect", "s>",
		"script src=\"/static/", "script>", "section", "select", "span", "strong",
		"summary", "svg", "table", "tbody", "td", "th", "thead", "time", "title", "tr",
		"ul", NULL};
	for (const char *at = strchr(page, '<'); at; at = strchr(at + 1, '<')) {
		const char *name = at + 1 + (at[1] == '/');
		size_t i = 0;
		while (ours[i] && strncmp(name, ours[i], strlen(ours[i])) != 0)
			i++;
		assert_non_null(ours[i]);
	}
	assert_null(strstr(page, "=\"javascript:"));
	assert_null(strstr(page, "\xE2\x80\xAE"));
	assert_null(strchr(page, 0x1b));
}

static void nothing_of_an_answer_is_markup(void **state)
{
	(void)state;
	static const struct {
		const char *address, *answer;
	} rows[] = {{"/search?q=%3Cscript%3E%22'%26&filters=%3Cb%3E&filters=place:%3Cb%3E&from=%3C&"
		     "to=%22",
			    search},
		{"/similar/%3Cb%3E", search}, {"/search?q=x&view=hits", search},
		{"/article/%3Cb%3E?q=%3Cb%3E&at=2", article}, {"/status", status},
		{"/?lang=%3Cb%3E", status}, {"/help", NULL}, {"/search?q=x", failure},
		{"/article/x", failure}, {"/search?q=x", "{}"}, {"/article/x", "{\"article\":7}"},
		{"/status", "{\"status\":[]}"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct page p;
		struct target t;
		struct error err;
		struct buf out = BUF_INIT;
		lang_set_vietnamese(i % 2);
		assert_true(reads_page(&p, &t, rows[i].address, &err));
		if (rows[i].answer)
			assert_true(page_take(&p, PART_MAIN, str_from_c(rows[i].answer)));
		if (rows[i].answer == article) {
			page_take(&p, PART_SIMILAR, str_from_c(search));
			page_take(&p, PART_NEIGHBOURS, str_from_c(search));
		}
		assert_true(page_append(&out, &p));
		assert_int_equal(strlen(out.ptr), out.len);
		assert_markup_is_ours(out.ptr);
		buf_free(&out);
		page_free(&p);
		target_free(&t);
	}
}

static void a_failure_is_a_page(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	assert_true(page_append_failure(&out, TEXT));
	assert_non_null(strstr(out.ptr, TEXT_WRITTEN));
	assert_markup_is_ours(out.ptr);
	buf_free(&out);
}

static void what_may_be_asked_again_is_told(void **state)
{
	(void)state;
	struct page p = {.route = ROUTE_SEARCH};
	assert_true(page_take(&p, PART_MAIN,
		STR("{\"error\":{\"fault\":\"server\",\"retryable\":true,\"message\":\"x\"}}")));
	assert_int_equal(p.status, 503);
	assert_true(p.retryable);
	assert_true(page_take(&p, PART_MAIN, str_from_c(failure)));
	assert_int_equal(p.status, 400);
	assert_false(p.retryable);
	page_free(&p);
}

/* However long texts are, a page has an end. */
static void what_is_too_long_is_cut(void **state)
{
	(void)state;
	enum { TITLE = 10 << 20, BLOCKS = 100 };
	struct page p;
	struct target t;
	struct error err;
	struct buf out = BUF_INIT, line = BUF_INIT;
	buf_append_c(&line,
		"{\"article\":{\"blocks\":[{\"zone\":\"title\",\"text\":\"x\",\"pieces\":[{"
		"\"text\":\"");
	for (size_t i = 0; i < TITLE; i++)
		buf_append_c(&line, i % 7 ? "ạ" : "x");
	buf_append_c(&line, "\"}]}");
	for (size_t i = 0; i < BLOCKS; i++) {
		buf_append_c(&line, ",{\"zone\":\"body\",\"text\":\"");
		for (size_t k = 0; k < HTML_LONG_MAX; k++)
			buf_push(&line, '<');
		buf_append_c(&line, "y\"}");
	}
	buf_append_c(&line, "]}}");
	assert_true(reads_page(&p, &t, "/article/x", &err));
	assert_true(page_take(&p, PART_MAIN, buf_str(&line)));
	assert_true(page_append(&out, &p));
	/* "&lt;" is four bytes. */
	assert_true(out.len > 4 * HTML_ALL_MAX && out.len < 4 * HTML_ALL_MAX + 8 * HTML_TEXT_MAX);
	assert_non_null(strstr(out.ptr, "ạ…</h1>"));
	assert_non_null(strstr(out.ptr, "&lt;…</p>"));
	assert_null(strstr(out.ptr, "\xEF\xBF\xBD"));
	buf_free(&out);
	buf_free(&line);
	page_free(&p);
	target_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_escaped_wherever_it_stands),
		cmocka_unit_test(what_would_run_is_refused),
		cmocka_unit_test(elements_are_closed),
		cmocka_unit_test(links_lead_to_pages_alone),
		cmocka_unit_test(an_address_is_changed),
		cmocka_unit_test(a_range_has_its_unit),
		cmocka_unit_test(what_is_asked),
		cmocka_unit_test(nothing_of_an_answer_is_markup),
		cmocka_unit_test(a_failure_is_a_page),
		cmocka_unit_test(what_may_be_asked_again_is_told),
		cmocka_unit_test(what_is_too_long_is_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
