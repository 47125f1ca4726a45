/* Pages: what of them is the article, whatever was done to them. */
#include "article/readers/html/bytes.h"
#include "article/readers/html/html.h"
#include "article/readers/html/page.h"
#include "article/readers/html/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sys/mman.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* "title | date | authors | zones", a letter for each block: Title, Lead, Body, Caption, bYline,
   Frame; of what is none "foreign" or "skipped". */
static void describe(enum article_step step, const struct article *a, struct buf *out)
{
	if (step != ARTICLE_READ) {
		buf_append_c(out, step == ARTICLE_FOREIGN ? "foreign" : "skipped");
		return;
	}
	buf_printf(out, "%.*s | %.*s | ", STR_ARG(a->title.value), STR_ARG(a->date.value));
	for (size_t i = 0; i < a->author_count; i++)
		buf_printf(out, "%s%.*s", i ? "; " : "", STR_ARG(a->authors[i].value));
	buf_append_c(out, " | ");
	for (size_t i = 0; i < a->block_count; i++)
		buf_push(out, "TLBCYF"[a->blocks[i].zone]);
}

static void expect_page_as(enum encoding told, struct str bytes, const char *wanted)
{
	const struct html_page page = {
		.bytes = bytes, .told = told, .path = STR("a.html"), .url = STR("")};
	struct article a = {.memory = ARENA_INIT};
	struct article_problem *p = calloc(1, sizeof *p);
	struct buf got = BUF_INIT;
	assert_non_null(p);
	describe(html_page_read(&page, &a, p), &a, &got);
	assert_string_equal(got.ptr, wanted);
	buf_free(&got);
	article_free(&a);
	free(p);
}

static void expect_page(struct str bytes, const char *wanted)
{
	expect_page_as(ENCODING_DETECT, bytes, wanted);
}

#define ONE                                                                                                              \
	"Công trình có tổng vốn 9,8 tỷ đồng, lấy từ ngân sách huyện và phần góp của ba doanh " \
	"nghiệp."
#define TWO "Mỗi quý tổ quản lý kiểm tra cáp và siết lại bu lông một lần, xe tải bị cấm qua cầu."

static void pages_become_articles(void **state)
{
	static const struct {
		const char *page, *wanted;
	} cases[] = {
		{"<title>Cầu mới - Báo Núi</title><h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO,
			"Cầu mới Nà Lủng |  |  | TBB"},
		/* the page's head is of another document */
		{"<title>Mẫu trang tin</title><h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO,
			"Cầu mới Nà Lủng |  |  | TBB"},
		{"<h1>Cầu mới Nà Lủng</h1><p class=sapo>" TWO "</p><p>" ONE
		 "<p align=right>Bùi Toàn</p>",
			"Cầu mới Nà Lủng |  | Bùi Toàn | TLBY"},
		{"<meta property='article:published_time' content='2018-03-27T23:30:00Z'>"
		 "<h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO,
			"Cầu mới Nà Lủng | 2018-03-28 |  | TBB"},
		/* what programs write for no date */
		{"<meta itemprop=datePublished content='0001-01-01T00:00:00'><h1>Cầu mới Nà Lủng"
		 "</h1><div class=date>Thứ Ba, 27/3/2018 10:20</div><p>" ONE "<p>" TWO,
			"Cầu mới Nà Lủng | 2018-03-27 |  | TYBB"},
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "<div class=comments><p>" TWO "</div>",
			"Cầu mới Nà Lủng |  |  | TB"},
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO "<div id=binh-luan><p>" ONE "<p>" TWO
		 "<p>" ONE "<p>" TWO "<p>" ONE "</div>",
			"Cầu mới Nà Lủng |  |  | TBB"},
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "</p><script>var a = '<p>" TWO "';</script>",
			"Cầu mới Nà Lủng |  |  | TB"},
		{"<h1>Cầu mới Nà Lủng</h1><p style='display: none'>" TWO "</p><p>" ONE,
			"Cầu mới Nà Lủng |  |  | TB"},
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "<p><img src=a.jpg><br><i>Xe qua cầu</i><p>" TWO,
			"Cầu mới Nà Lủng |  |  | TBCB"},
		/* a quote that is never closed takes no more than its tag */
		{"<h1>Cầu mới Nà Lủng</h1><p class=\"a>" ONE "<p>" TWO,
			"Cầu mới Nà Lủng |  |  | TBB"},
		{"<frameset><frame src=a.htm></frameset>", "foreign"},
		{"<html><body></body></html>", "foreign"},
		{"", "foreign"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		expect_page(str_from_c(cases[i].page), cases[i].wanted);
}

/* By their fonts, or by what is told of them, but not by both. */
static void letters_are_decoded_once(void **state)
{
	static const char page[] =
		"<h1><font face='.VnTime'>N\xABng th\xABn m\xEDi</font></h1><p><font "
		"face='.VnTime'>Th\xABng b\xB8o v\xD2 ph\xDFng ch\xE8ng b\xB7o l\xF2 cho "
		"c\xB8"
		"c x\xB7 v\xEF"
		"ng cao trong m\xEF"
		"a m\xAD"
		"a n\xA8m nay.</font>";
	(void)state;
	expect_page_as(ENCODING_DETECT, str_from_c(page), "Nông thôn mới |  |  | TB");
	expect_page_as(ENCODING_TCVN3, str_from_c(page), "Nông thôn mới |  |  | TB");
}

/* A list of headlines with what they lead to below each. */
static void lists_are_no_articles(void **state)
{
	struct buf page = BUF_INIT;
	(void)state;
	for (int i = 0; i < 12; i++)
		buf_printf(&page, "<h3><a href=%d>Cầu mới Nà Lủng thông xe</a></h3><p>%s</p>", i,
			i % 2 ? ONE : TWO);
	expect_page(buf_str(&page), "foreign");
	buf_free(&page);
}

static void repeat(struct buf *out, const char *what, int times)
{
	for (int i = 0; i < times; i++)
		buf_append_c(out, what);
}

static void hostile_pages_have_bounds(void **state)
{
	static const struct {
		const char *before, *what;
		int times;
		const char *wanted;
	} cases[] = {
		/* formatting that is never closed, as pages of 1999 have it */
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO, "<font size=2><b>", 100000,
			"Cầu mới Nà Lủng |  |  | TBB"},
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO, "</b></i></div>", 100000,
			"Cầu mới Nà Lủng |  |  | TBB"},
		{"", "<div>", 100000, "skipped"},
		{"<p>" ONE, "<a>", 500000, "skipped"},
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO, "<a b='\"", 100000,
			"Cầu mới Nà Lủng |  |  | TBB"},
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO "<div", " a=b", 1000000,
			"Cầu mới Nà Lủng |  |  | TBB"},
		{"<h1>Cầu mới Nà Lủng</h1><p>" ONE "<p>" TWO, "<!--", 1000000,
			"Cầu mới Nà Lủng |  |  | TBB"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf page = BUF_INIT;
		buf_append_c(&page, cases[i].before);
		repeat(&page, cases[i].what, cases[i].times);
		assert_false(page.failed);
		expect_page(buf_str(&page), cases[i].wanted);
		buf_free(&page);
	}
}

static void attributes_are_read(void **state)
{
	static const struct {
		const char *tag, *wanted;
	} cases[] = {
		{" a=b c='d e' f=\"g>h\" i", "a:b c:d e f:g>h i: "},
		{" a = b / c", "a:b c: "},
		{" a='b", "a:b "},
		{"/", ""},
		{" =a", "=a: "},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct html_pair pair;
		struct buf got = BUF_INIT;
		struct str tag = str_from_c(cases[i].tag);
		buf_append_c(&got, "");
		for (size_t at = 0; html_pair_next(tag, &at, &pair);)
			buf_printf(&got, "%.*s:%.*s ", STR_ARG(pair.name), STR_ARG(pair.value));
		assert_string_equal(buf_str(&got).ptr, cases[i].wanted);
		buf_free(&got);
	}
}

/* Bytes as characters; what was a byte of windows-1252 stays one to be told later. */
static void bytes_become_characters(void **state)
{
	static const struct {
		struct str bytes;
		const char *wanted;
		enum encoding told;
		bool legacy;
	} cases[] = {
		{STR_INIT("\xEF\xBB\xBF"
			  "cầu"),
			"cầu", ENCODING_DETECT, false},
		{STR_INIT("c\xC7u"), "cÇu", ENCODING_DETECT, true},
		{STR_INIT("c\xC7u"), "cÇu", ENCODING_UTF8, false},
		{STR_INIT("cầu \xC7 sông"), "cầu Ç sông", ENCODING_DETECT, false},
		{STR_INIT("\x80\x81\x93"), "€\xC2\x81“", ENCODING_TCVN3, true},
		{STR_INIT("a\x01"
			  "b\0c"),
			"a b c", ENCODING_DETECT, false},
		{STR_INIT("a\x01"
			  "b"),
			"a\xEE\x80\x81"
			"b",
			ENCODING_VISCII, true},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf room = BUF_INIT;
		struct bytes_read r;
		assert_true(bytes_read(cases[i].bytes, cases[i].told, &room, &r));
		assert_true(str_eq(r.text, str_from_c(cases[i].wanted)));
		assert_int_equal(r.legacy, cases[i].legacy);
		buf_free(&room);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_become_articles),
		cmocka_unit_test(letters_are_decoded_once),
		cmocka_unit_test(lists_are_no_articles),
		cmocka_unit_test(hostile_pages_have_bounds),
		cmocka_unit_test(attributes_are_read),
		cmocka_unit_test(bytes_become_characters),
	};
	html_warm_up();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
