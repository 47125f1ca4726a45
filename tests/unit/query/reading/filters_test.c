/* query/reading: the filters of a query, and what is left of it. */
#include "query/reading/filters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *query;
	const char *rest;    /* with single spaces */
	const char *filters; /* "author=…; source=…; from..to" */
} cases[] = {
	{"lũ lụt", "lũ lụt", ""},
	{"lũ lụt tác giả:Hưng", "lũ lụt", "author=Hưng"},
	{"tacgia:hung lũ", "lũ", "author=hung"},
	{"TÁC_GIẢ:hưng lũ", "lũ", "author=hưng"},
	{"tác giả:Nguyễn Hưng lũ lụt", "lũ lụt", "author=Nguyễn Hưng"},
	{"tác giả: Nguyễn Hưng", "", "author=Nguyễn Hưng"},
	{"tác giả:nguyễn hưng", "hưng", "author=nguyễn"},
	{"tác giả:\"nguyễn hưng\" lũ", "lũ", "author=nguyễn hưng"},
	{"tác giả:“nguyễn hưng” lũ", "lũ", "author=nguyễn hưng"},
	{"bút danh:Thảo Nguyên, lũ", "lũ", "author=Thảo Nguyên"},
	{"nơi:Cao Bằng nguồn:VOV họp", "họp", "place=Cao Bằng; source=VOV"},
	{"-nguồn:VOV lũ", "- lũ", "source=VOV"},
	{"lũ -nguồn:\"tuổi trẻ\"", "lũ -", "source=tuổi trẻ"},
	{"cơ quan ban hành:UBND loại văn bản:\"quyết định\"", "", "issuer=UBND; kind=quyết định"},
	{"số hiệu:12/TB-UBND", "", "number=12/TB-UBND"},
	{"author:Hung place:Hue source:VOV issuer:X kind:Y number:1", "",
		"author=Hung; place=Hue; source=VOV; issuer=X; kind=Y; number=1"},
	/* Dates. */
	{"lũ ngày:27/3/2018", "lũ", "20180327..20180327"},
	{"lũ ngày:27-3-2018", "lũ", "20180327..20180327"},
	{"lũ tháng:3/2018", "lũ", "20180301..20180331"},
	{"lũ quý:2/2019", "lũ", "20190401..20190630"},
	{"lũ năm:2015-2018", "lũ", "20150101..20181231"},
	{"lũ từ:3/2018 đến:5/2018", "lũ", "20180301..20180531"},
	{"from:2018-03-01 lũ to:2018", "lũ", "20180301..20181231"},
	{"lũ sau:2018", "lũ", "20181232.."},
	{"lũ trước:3/2018", "lũ", "..20180300"},
	{"lũ ngày:27 tháng 3 năm 2018 họp", "lũ họp", "20180327..20180327"},
	{"lũ năm:2018 tháng:3/2018", "lũ", "20180301..20180331"},
	{"before:2018 after:2016 lũ", "lũ", "20161232..20180100"},
	{"lũ từ 1/1/2018 đến 31/3/2018", "lũ", "20180101..20180331"},
	{"tu 1-1-2018 den 31-3-2018 lu", "lu", "20180101..20180331"},
	{"lũ from 2018-01-01 to 2018-03-31", "lũ", "20180101..20180331"},
	{"lũ ngày:từ 1 đến 15/3/2018", "lũ", "20180301..20180315"},
	{"lũ ngày:1-15/3/2018", "lũ", "20180301..20180315"},
	{"lũ ngày:\"ngày 1 đến ngày 15 tháng 3 năm 2018\"", "lũ", "20180301..20180315"},
	{"lũ ngày:1/3 đến 15/4/2018", "lũ", "20180301..20180415"},
	{"lũ trong:tháng 8 đến tháng 9/2019", "lũ", "20190801..20190930"},
	{"lũ ngày:quý 1 đến quý 3 năm 2019", "lũ", "20190101..20190930"},
	{"lũ trong:6 tháng đầu năm 2018", "lũ", "20180101..20180630"},
	{"lũ trong:nửa cuối năm 2018", "lũ", "20180701..20181231"},
	{"lũ trong:thập niên 2010", "lũ", "20100101..20191231"},
	{"lũ trong:2010s", "lũ", "20100101..20191231"},
	{"lũ từ:\"6 tháng đầu năm 2017\" đến:2018", "lũ", "20170101..20181231"},
	{"lũ ngày:27.3.2018", "lũ", "20180327..20180327"},
	{"lũ thang:3/2018", "lũ", "20180301..20180331"},
	{"lũ quý:II/2019", "lũ", "20190401..20190630"},
	{"lũ quý:I/2019-II/2019", "lũ", "20190101..20190630"},
	{"lũ từ ngày 1/1/2018 đến ngày 31/3/2018", "lũ", "20180101..20180331"},
	{"lũ từ 1/1/2018 đến hết ngày 31/3/2018", "lũ", "20180101..20180331"},
	{"lũ ngày:từ 1/1/2018 đến 31/3/2018", "lũ", "20180101..20180331"},
	{"lũ từ:1/1/2018 đến 31/3/2018", "lũ", "20180101..20180331"},
	{"lũ ngày:\"từ 1/1/2018 đến 31/3/2018\"", "lũ", "20180101..20180331"},
	{"lũ từ:2015-2018", "lũ", "20150101..20181231"},
	{"lũ ngày:\"từ tháng 3/2018 đến hết tháng 5/2018\"", "lũ", "20180301..20180531"},
	{"lũ trong:tháng 3/2018", "lũ", "20180301..20180331"},
	{"lũ trong:\"năm 2015 - 2018\"", "lũ", "20150101..20181231"},
	{"lũ ngày đăng:3/2018 tới:5/2018", "lũ", "20180301..20180331"},
	/* Words. */
	{"lũ từ 1/1 đến 31/3", "lũ từ 1/1 đến 31/3", ""},
	{"họp từ 1/1/2018 đến 31/3/2018 ở Huế", "họp từ 1/1/2018 đến 31/3/2018 ở Huế", ""},
	{"lũ từ 2015 đến 2018", "lũ từ 2015 đến 2018", ""},
	{"Nguồn: TTXVN", "Nguồn: TTXVN", ""},
	{"nơi: Huế", "nơi: Huế", ""},
	{"Số: 12/TB-UBND", "Số: 12/TB-UBND", ""},
	{"họp lúc 10:30", "họp lúc 10:30", ""},
	{"https://vnexpress.net/x", "https://vnexpress.net/x", ""},
	{"\"nguồn:VOV\" lũ", "\"nguồn:VOV\" lũ", ""},
	{"nguồn:", "nguồn:", ""},
	{"nguồn:\"\" lũ", "nguồn:\"\" lũ", ""},
	{"ngày:nào", "ngày:nào", ""},
	{"-ngày:2018 lũ", "- lũ", "20180101..20181231"},
	{"title:lũ", "lũ", "title:"},
	{"tiêu đề:(lũ OR bão)", "(lũ OR bão)", "title:"},
	{"TIÊU_ĐỀ:lũ sapo:bão chú thích:mưa", "lũ bão mưa", "title:; lead:; caption:"},
	{"lũ (nguồn:VOV OR năm:2018)", "lũ ( OR )", "source=VOV; 20180101..20181231"},
	{"Ảnh: Nguyễn Hưng", "Ảnh: Nguyễn Hưng", ""},
	{"(nguồn:VOV) (tác giả:Hưng OR nơi:Huế)", "( ) ( OR )",
		"source=VOV; author=Hưng; place=Huế"},
	{"con:người", "con:người", ""},
	{"một hai ba bốn năm sáu bảy tám chín tác giả: Hưng",
		"một hai ba bốn năm sáu bảy tám chín tác giả: Hưng", ""},
};

static void squeeze(struct str text, struct buf *out)
{
	bool space = false;
	for (size_t i = 0; i < text.len; i++) {
		space |= text.ptr[i] == ' ';
		if (text.ptr[i] == ' ')
			continue;
		if (space && out->len > 0)
			buf_push(out, ' ');
		space = false;
		buf_push(out, text.ptr[i]);
	}
	buf_push(out, '\0');
}

static void describe(const struct filters *f, struct buf *out)
{
	struct date_range dates = {"", ""};
	for (size_t i = 0; i < f->count; i++) {
		const struct query_filter *one = &f->list[i].filter;
		const char *between = out->len > 0 ? "; " : "";
		if (f->list[i].kind == FILTER_NAME_FIELD)
			buf_printf(out, "%s%s=%.*s", between, field_name(one->field),
				STR_ARG(one->value));
		else if (f->list[i].kind == FILTER_NAME_ZONE)
			buf_printf(out, "%s%s:", between, zone_name(f->list[i].zone));
		else
			date_range_meet(&dates, &f->list[i].days);
	}
	if (date_range_limits(&dates))
		buf_printf(out, "%s%s..%s", out->len > 0 ? "; " : "", dates.from, dates.to);
	buf_push(out, '\0');
}

static void filters_are_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct query q = {.notes.unclosed = QUERY_NO_PLACE};
		struct buf rest = BUF_INIT, squeezed = BUF_INIT, told = BUF_INIT;
		struct filters filters;
		assert_true(filters_take(&q, str_from_c(cases[i].query), &filters, &rest));
		assert_int_equal(rest.len, strlen(cases[i].query));
		squeeze(buf_str(&rest), &squeezed);
		describe(&filters, &told);
		assert_string_equal(squeezed.ptr, cases[i].rest);
		assert_string_equal(told.ptr, cases[i].filters);
		buf_free(&rest);
		buf_free(&squeezed);
		buf_free(&told);
		query_free(&q);
	}
}

/* A paragraph that was pasted has none; nor has a query more than there is room for. */
static void there_are_bounds(void **state)
{
	(void)state;
	struct buf text = BUF_INIT, rest = BUF_INIT;
	struct filters filters;
	struct query q = {.notes.unclosed = QUERY_NO_PLACE};
	for (int i = 0; i < QUERY_MAX_FILTERS + 2; i++)
		buf_append_c(&text, "nguồn:VOV ");
	assert_true(filters_take(&q, buf_str(&text), &filters, &rest));
	assert_int_equal(filters.count, QUERY_MAX_FILTERS);
	query_free(&q);
	for (int i = 0; i < QUERY_TYPED_WORDS; i++)
		buf_append_c(&text, "từ ");
	assert_true(filters_take(&q, buf_str(&text), &filters, &rest));
	assert_int_equal(filters.count, 0);
	assert_true(str_eq(buf_str(&rest), buf_str(&text)));
	query_free(&q);
	buf_free(&text);
	buf_free(&rest);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_are_taken),
		cmocka_unit_test(there_are_bounds),
	};
	return cmocka_run_group_tests_name("filters", tests, NULL, NULL);
}
