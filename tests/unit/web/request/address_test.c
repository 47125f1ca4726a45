/* web/request: addresses, the requests that they mean, and headers. */
#include "web/request/headers.h"
#include "web/request/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What RAW means, as one line, or the error and the parameter that is bad. */
static void mean(const char *raw, char *out, size_t size)
{
	struct target *t = malloc(sizeof *t);
	struct asked a = {.route = ROUTE_NONE};
	struct buf line = BUF_INIT;
	struct error err = {.code = ERROR_NONE};
	assert_non_null(t);
	if (!target_read(str_from_c(raw), t, &err) || !asked_read(t, "vi", &a, &err))
		buf_printf(&line, "%d %s", (int)err.code, a.bad);
	else if (a.request)
		asked_line(&a, 7, &line);
	else
		buf_append_c(&line, route_name(a.route));
	assert_true(line.len < size);
	memcpy(out, buf_str(&line).ptr, line.len + 1);
	asked_free(&a);
	target_free(t);
	free(t);
	buf_free(&line);
}

#define BEGIN "{\"id\":7,"
#define END "\"lang\":\"vi\",\"op\":\"search\""

static void addresses_are_requests(void **state)
{
	(void)state;
	static const struct {
		const char *raw, *means;
	} cases[] = {
		{"/search?q=a", BEGIN END ",\"q\":\"a\"}"},
		{"/search?q=a+b%2Bc%26", BEGIN END ",\"q\":\"a b+c&\"}"},
		{"/search?q=l%C5%A9", BEGIN END ",\"q\":\"lũ\"}"},
		{"/search?q=lũ", BEGIN END ",\"q\":\"lũ\"}"},
		{"/search?q=a=b=", BEGIN END ",\"q\":\"a=b=\"}"},
		{"/search?q", BEGIN END ",\"q\":\"\"}"},
		{"/search?q=", BEGIN END ",\"q\":\"\"}"},
		{"/search?&&q=a&&", BEGIN END ",\"q\":\"a\"}"},
		{"/search", BEGIN END "}"},
		{"/search?limit=05&q=a",
			BEGIN "\"lang\":\"vi\",\"limit\":5,\"op\":\"search\",\"q\":\"a\"}"},
		{"/search?limit=-5", BEGIN "\"lang\":\"vi\",\"limit\":\"-5\",\"op\":\"search\"}"},
		{"/search?limit=1e3", BEGIN "\"lang\":\"vi\",\"limit\":\"1e3\",\"op\":\"search\"}"},
		{"/search?limit=", BEGIN END "}"},
		{"/search?count=true&explain=0", BEGIN "\"count\":true,\"explain\":false," END "}"},
		{"/search?filters=a:b&filters=c:d", BEGIN "\"filters\":[\"a:b\",\"c:d\"]," END "}"},
		{"/search?lang=en", BEGIN "\"lang\":\"en\",\"op\":\"search\"}"},
		{"/search?q=%22%5C%0A", BEGIN END ",\"q\":\"\\\"\\\\\\n\"}"},
		{"/article/a/b%2Fc+d?q=x", BEGIN
			"\"article\":\"a/b/c+d\",\"lang\":\"vi\",\"op\":\"show\",\"q\":\"x\"}"},
		{"/article/%3F", BEGIN "\"article\":\"?\",\"lang\":\"vi\",\"op\":\"show\"}"},
		{"/feed.atom?q=a",
			BEGIN "\"lang\":\"vi\",\"limit\":30,\"op\":\"search\",\"q\":\"a\","
			      "\"sort\":\"newest\"}"},
		{"/metrics", "metrics"},
		{"/metrics?x=y", "metrics"},
	};
	char got[512];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mean(cases[i].raw, got, sizeof got);
		assert_string_equal(got, cases[i].means);
	}
}

static void bad_addresses_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *raw;
		enum error_code code;
		const char *bad;
	} cases[] = {
		{"", ERROR_INPUT, ""},
		{"search", ERROR_INPUT, ""},
		{"http://x/search", ERROR_INPUT, ""},
		{"/search?q=%", ERROR_INPUT, ""},
		{"/search?q=%4", ERROR_INPUT, ""},
		{"/search?q=%G1", ERROR_INPUT, ""},
		{"/search?q=%00", ERROR_INPUT, ""},
		{"/%00", ERROR_INPUT, ""},
		{"/search?q=%FF", ERROR_INPUT, ""},
		{"/search?%FF=a", ERROR_INPUT, ""},
		{"/search?q=%ED%A0%80", ERROR_INPUT, ""},
		{"/search?q=a&q=b", ERROR_USAGE, "q"},
		{"/search?zz=a&zz=b", ERROR_USAGE, "zz"},
		{"/search?id=1", ERROR_USAGE, "id"},
		{"/search?op=", ERROR_USAGE, "op"},
		{"/article/x?article=y", ERROR_USAGE, "article"},
		{"/nothing", ERROR_NOT_FOUND, ""},
		{"/article/", ERROR_NOT_FOUND, ""},
		{"/article", ERROR_NOT_FOUND, ""},
		{"/searches", ERROR_NOT_FOUND, ""},
	};
	char got[512], wanted[64];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		mean(cases[i].raw, got, sizeof got);
		snprintf(wanted, sizeof wanted, "%d %s", (int)cases[i].code, cases[i].bad);
		assert_string_equal(got, wanted);
	}
}

static void languages_are_weighed(void **state)
{
	(void)state;
	static const struct {
		const char *header, *language;
	} cases[] = {{NULL, "vi"}, {"", "vi"}, {"en", "en"}, {"en-US,en;q=0.5", "en"},
		{"vi-VN, en;q=0.9", "vi"}, {"en;q=0.3, vi;q=0.4", "vi"}, {"fr, de", "vi"},
		{"EN;q=1.0", "en"}, {"en;q=0", "vi"}, {"vi;q=0,en;q=0.001", "en"},
		{"english", "vi"}, {",;=,en;q=x", "vi"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(headers_language(cases[i].header), cases[i].language);
}

static void gzip_is_asked_for(void **state)
{
	(void)state;
	static const struct {
		const char *header;
		bool takes;
	} cases[] = {{NULL, false}, {"", false}, {"gzip", true}, {"br, gzip", true},
		{"gzip;q=0", false}, {"gzip;q=0.0, *", false}, {"*", true}, {"*;q=0", false},
		{"GZip ; q=0.1", true}, {"identity", false}, {"gzipped", false}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(headers_take_gzip(cases[i].header), cases[i].takes);
}

static void hosts_are_held_against_ours(void **state)
{
	(void)state;
	static const struct {
		const char *host;
		bool ours;
	} cases[] = {{NULL, false}, {"", false}, {"localhost", true}, {"LocalHost:80", true},
		{"127.0.0.1", true}, {"127.0.0.1:7780", true}, {"[::1]:7780", true},
		{"[::1", false}, {"[evil]", false}, {"::1", false}, {"kho.example.vn", true},
		{"KHO.example.vn:80", true}, {"kho.example.vn.evil", false},
		{"127.0.0.1.evil", false}, {"localhost.", false}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			headers_host_is_ours(cases[i].host, "kho.example.vn"), cases[i].ours);
	assert_false(headers_host_is_ours("", NULL));
	assert_false(headers_host_is_ours("kho.example.vn", NULL));
}

static void tags_match_weakly(void **state)
{
	(void)state;
	static const struct {
		const char *header;
		bool match;
	} cases[] = {{NULL, false}, {"", false}, {"W/\"a-1\"", true}, {"\"a-1\"", true},
		{"*", true}, {"\"x\", W/\"a-1\"", true}, {"\"a-11\"", false}, {"a-1", false},
		{"w/\"a-1\"", false}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(headers_match(cases[i].header, "W/\"a-1\""), cases[i].match);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_requests),
		cmocka_unit_test(bad_addresses_are_refused),
		cmocka_unit_test(languages_are_weighed),
		cmocka_unit_test(gzip_is_asked_for),
		cmocka_unit_test(hosts_are_held_against_ours),
		cmocka_unit_test(tags_match_weakly),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
