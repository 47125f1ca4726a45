/* printing: what comes out, on real streams. */
#include "printing/clean.h"
#include "printing/escape.h"
#include "printing/print.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void text_is_one_harmless_line(void **state)
{
	(void)state;
	static const struct {
		struct str raw;
		const char *clean;
	} cases[] = {
		{STR_INIT("Tổ quốc"), "Tổ quốc"},
		{STR_INIT(""), ""},
		{STR_INIT("a\nb\r\nc\td"), "a b  c d"},
		{STR_INIT("\033[31mđỏ\033[0m"), "\uFFFD[31mđỏ\uFFFD[0m"},
		{STR_INIT("\033]8;;http://x\033\\y\a"), "\uFFFD]8;;http://x\uFFFD\\y\uFFFD"},
		{STR_INIT("\xC2\x9B"
			  "31m"),
			"\uFFFD31m"}, /* CSI as C1 */
		{STR_INIT("\x9B"
			  "31m"),
			"\uFFFD31m"}, /* the same as a byte */
		{STR_INIT("a\x7F"
			  "b\0c"),
			"a\uFFFDb\uFFFDc"},
		{STR_INIT("a\u202Eb\u2066c\u200Fd\u061Ce"), "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe"},
		{STR_INIT("a\u2028b\u2029c\xC2\x85"
			  "d"),
			"a b c d"},
		{STR_INIT("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD"}, /* a surrogate */
		{STR_INIT("\xC3"), "\uFFFD"},
		{STR_INIT("\xC0\x9B[1m\xF5"), "\uFFFD\uFFFD[1m\uFFFD"},
		{STR_INIT("a\u00ADb\u200Bc\uFEFF"), "abc"},
		{STR_INIT("\x01\x10\x15"), "\uFFFD\uFFFD\uFFFD"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = BUF_INIT;
		clean_append(&out, cases[i].raw);
		assert_string_equal(buf_str(&out).ptr, cases[i].clean);
		buf_free(&out);
	}
}

static void json_is_escaped(void **state)
{
	(void)state;
	static const struct {
		const char *json, *escaped;
	} cases[] = {
		{"{\"a\":\"Tổ quốc € – “x”\"}\n", "{\"a\":\"Tổ quốc € – “x”\"}\n"},
		{"\"\x7F\"", "\"\\u007F\""},
		{"\"\xC2\x9B"
		 "31m\xC2\x85\"",
			"\"\\u009B31m\\u0085\""},
		{"\"\u202Ea\u2066b\u200E\u061C\"", "\"\\u202Ea\\u2066b\\u200E\\u061C\""},
		{"\"\u2028\u2029\"", "\"\\u2028\\u2029\""},
		{"\"\u00A0\u00A9\u0600\u2010\u2030\"", "\"\u00A0\u00A9\u0600\u2010\u2030\""},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = BUF_INIT;
		escape_json(&out, str_from_c(cases[i].json));
		assert_string_equal(buf_str(&out).ptr, cases[i].escaped);
		buf_free(&out);
	}
}

/* ---- Streams ---- */

static char printed[32 << 10];

/* Standard output is the file "out" until read_printed. */
static int redirect(void)
{
	fflush(stdout);
	int kept = dup(STDOUT_FILENO);
	int fd = open(in_home("out"), O_RDWR | O_CREAT | O_TRUNC, 0666);
	assert_true(kept >= 0 && fd >= 0 && dup2(fd, STDOUT_FILENO) >= 0);
	close(fd);
	return kept;
}

static const char *read_printed(int kept)
{
	assert_true(print_flush());
	assert_true(dup2(kept, STDOUT_FILENO) >= 0);
	close(kept);
	int fd = open(in_home("out"), O_RDONLY);
	ssize_t got = read(fd, printed, sizeof printed - 1);
	assert_true(got >= 0);
	close(fd);
	printed[got] = '\0';
	return printed;
}

static void formats_are_ours_and_arguments_are_cleaned(void **state)
{
	(void)state;
	int kept = redirect();
	print_out("%s: \033[K%s\n", "a\nb", "\033[31m");
	print_out("%-6s|%6s|%.3s|%.*s|%c%c\n", "ab", "cd", "xyz\n", 2, "q\nr", 'e', '\n');
	print_out("%u %06u %d %ld %llu %zu %5.2f %x %%\n", 1u, 42u, -3, -4L, 5ULL, (size_t)6, 7.125,
		255u);
	print_out("%s|%s\n", "năm", "\xED\xA0\x80");
	assert_string_equal(read_printed(kept), "a b: \033[K\uFFFD[31m\n"
						"ab    |    cd|xyz|q |e \n"
						"1 000042 -3 -4 5 6  7.12 ff %\n"
						"năm|\uFFFD\uFFFD\uFFFD\n");
}

static void what_is_too_long_is_cut(void **state)
{
	(void)state;
	static char wide[20000];
	memset(wide, 'x', sizeof wide - 1);
	int kept = redirect();
	print_out("%s\n", wide);
	assert_true(strlen(read_printed(kept)) <= 16 << 10);
}

static void answers_keep_their_lines_and_styles(void **state)
{
	(void)state;
	int kept = redirect();
	assert_true(print_text(STR(PRINT_BOLD "Tựa" PRINT_PLAIN "\nxấu \033[31m\r\xFF" PRINT_HIT
					      "h" PRINT_PLAIN PRINT_BOLD "\n\x19")));
	assert_true(print_json(STR("{\"a\":\"\x7F\"}\n")));
	assert_string_equal(read_printed(kept), "\033[1mTựa\033[0m\nxấu \uFFFD[31m \uFFFD\033[1;31m"
						"h\033[0m\033[1m\n\uFFFD{\"a\":\"\\u007F\"}\n");
}

/* No address ends its sequence, or begins another; one that is too long, or not followed by its
   text, is no link, and its text stays. */
static void links_end_where_they_should(void **state)
{
	(void)state;
	static char long_one[2 * PRINT_LINK_MAX];
	memset(long_one, 'x', PRINT_LINK_MAX + 1);
	memcpy(long_one, PRINT_LINK, 1);
	memcpy(long_one + PRINT_LINK_MAX + 2, PRINT_LINKED "t" PRINT_LINK_END, 3);
	long_one[PRINT_LINK_MAX + 1] = 'x';
	const struct {
		const char *text, *want;
	} cases[] = {
		{PRINT_LINK "http://a/b" PRINT_LINKED "bài" PRINT_LINK_END,
			"\033]8;;http://a/b\033\\bài\033]8;;\033\\"},
		{PRINT_LINK "http://a/\033\\\a\x9C;\"é" PRINT_LINKED "t" PRINT_LINK_END,
			"\033]8;;http://a/%1B\\%07%9C;\"%C3%A9\033\\t\033]8;;\033\\"},
		{PRINT_LINK "http://a\nb" PRINT_LINKED "t" PRINT_LINK_END, "\nbt\033]8;;\033\\"},
		{PRINT_LINK PRINT_LINKED "t" PRINT_LINK_END, "t\033]8;;\033\\"},
		{long_one, "t\033]8;;\033\\"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int kept = redirect();
		assert_true(print_text(str_from_c(cases[i].text)));
		assert_string_equal(read_printed(kept), cases[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(text_is_one_harmless_line),
		TEST(json_is_escaped),
		TEST(formats_are_ours_and_arguments_are_cleaned),
		TEST(what_is_too_long_is_cut),
		TEST(answers_keep_their_lines_and_styles),
		TEST(links_end_where_they_should),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
