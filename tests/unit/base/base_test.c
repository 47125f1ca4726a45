/* base: slices, buffers, arenas, errors, files. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/mapping.h"
#include "base/moment.h"
#include "base/str.h"
#include "base/varint.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void slices_trim_split_and_find(void **state)
{
	(void)state;
	static const struct {
		const char *text, *trimmed;
	} cases[] = {
		{"", ""},
		{"  ", ""},
		{" \t a b\r\n", "a b"},
		{"Tổ quốc", "Tổ quốc"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_true(
			str_eq(str_trim(str_from_c(cases[i].text)), str_from_c(cases[i].trimmed)));

	struct str rest = STR("a,,b");
	struct str piece;
	const char *const wanted[] = {"a", "", "b"};
	for (size_t i = 0; i < 3; i++) {
		assert_true(str_split(&rest, ',', &piece));
		assert_true(str_eq(piece, str_from_c(wanted[i])));
	}
	assert_false(str_split(&rest, ',', &piece));

	assert_int_equal(str_find(STR("abcabc"), STR("bc"), 0), 1);
	assert_int_equal(str_find(STR("abcabc"), STR("bc"), 2), 4);
	assert_int_equal(str_find(STR("abc"), STR("x"), 0), 3);
	assert_int_equal(str_find(STR("abc"), STR("a"), 9), 3);
	assert_true(str_eq(str_after_last(STR("a/b/c"), '/'), STR("c")));
	assert_true(str_eq(str_after_last(STR("abc"), '/'), STR("abc")));
	assert_true(str_eq(str_after_last(STR("a/"), '/'), STR("")));
	assert_true(str_eq(str_after_last(str_make(NULL, 0), '/'), STR("")));
}

/* What was never set has no pointer, and no bytes: whatever is asked of it, nothing is added to
   NULL, which clang's sanitizer sees. */
static void slices_of_nothing_are_nothing(void **state)
{
	(void)state;
	struct str none = {NULL, 0};
	struct str rest = none;
	struct str piece;
	assert_int_equal(str_slice(none, 0, 0).len, 0);
	assert_null(str_slice(none, 0, 0).ptr);
	assert_int_equal(str_trim(none).len, 0);
	assert_int_equal(str_find(none, STR("a"), 0), 0);
	assert_int_equal(str_find(none, none, 0), 0);
	assert_int_equal(str_after_last(none, 'a').len, 0);
	assert_true(str_eq(none, STR("")));
	assert_int_equal(str_compare(none, none), 0);
	assert_true(str_starts_with(none, STR("")));
	assert_true(str_ends_with(none, none));
	assert_false(str_split(&rest, ',', &piece));
}

static void slices_sort_by_bytes(void **state)
{
	(void)state;
	assert_true(str_compare(STR("a"), STR("b")) < 0);
	assert_true(str_compare(STR("ab"), STR("a")) > 0);
	assert_true(str_compare(STR(""), STR("")) == 0);
	assert_true(str_compare(STR("z"), STR("đ")) < 0);
	assert_true(str_starts_with(STR("corpus/a.txt"), STR("corpus/")));
	assert_false(str_starts_with(STR("a"), STR("ab")));
	assert_true(str_ends_with(STR("a.jsonl.xz"), STR(".xz")));
}

static void a_buffer_stops_at_its_ceiling(void **state)
{
	(void)state;
	struct buf b = {.ceiling = 10};
	assert_true(buf_append_c(&b, "12345"));
	assert_false(buf_append_c(&b, "678901"));
	assert_true(b.failed);
	assert_false(buf_push(&b, 'x')); /* stays failed */
	assert_true(str_eq(buf_str(&b), STR("12345")));
	buf_reset(&b);
	assert_true(buf_printf(&b, "%s-%d", "ab", 7));
	assert_string_equal(b.ptr, "ab-7");
	buf_free(&b);
}

static void numbers_are_little_endian(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	buf_append_u32(&b, 0x01020304);
	buf_append_u64(&b, 0x1122334455667788);
	assert_int_equal(b.len, 12);
	assert_memory_equal(b.ptr, "\x04\x03\x02\x01\x88\x77\x66\x55\x44\x33\x22\x11", 12);
	buf_free(&b);
}

static void numbers_take_seven_bits_a_byte(void **state)
{
	(void)state;
	static const struct {
		uint64_t value;
		struct str bytes;
	} cases[] = {
		{0, STR_INIT("\0")},
		{0x7f, STR_INIT("\x7f")},
		{0x80, STR_INIT("\x80\x01")},
		{300, STR_INIT("\xac\x02")},
		{UINT64_MAX, STR_INIT("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = BUF_INIT;
		uint64_t value;
		varint_append(&out, cases[i].value);
		assert_true(str_eq(buf_str(&out), cases[i].bytes));
		const char *p = out.ptr;
		assert_true(varint_take(&p, out.ptr + out.len, &value));
		assert_true(value == cases[i].value && p == out.ptr + out.len);
		p = out.ptr;
		assert_false(varint_take(&p, out.ptr + out.len - 1, &value));
		buf_free(&out);
	}
	static const char endless[] = "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01";
	const char *p = endless;
	uint64_t value;
	assert_false(varint_take(&p, endless + sizeof endless - 1, &value));
}

static void an_arena_gives_zeroed_memory_up_to_its_ceiling(void **state)
{
	(void)state;
	struct arena a = {.ceiling = 200 * 1024};
	unsigned char *p = arena_alloc(&a, 100 * 1024);
	assert_non_null(p);
	for (size_t i = 0; i < 100 * 1024; i++)
		assert_int_equal(p[i], 0);
	assert_non_null(arena_alloc(&a, 90 * 1024));
	assert_null(arena_alloc(&a, 20 * 1024));
	assert_null(arena_array(&a, SIZE_MAX / 2, 16));
	arena_reset(&a);
	struct str copy = arena_str(&a, STR("Cao Bằng"));
	assert_string_equal(copy.ptr, "Cao Bằng");
	arena_free(&a);
}

static void errors_speak_the_language_of_the_user(void **state)
{
	(void)state;
	struct error err;
	lang_set_vietnamese(true);
	assert_false(error_set_system(&err, ENOENT, "%s", "a.txt"));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
	assert_string_equal(err.message, "a.txt: không có tệp hoặc thư mục này");
	lang_set_vietnamese(false);
	error_set_system(&err, ENOSPC, "%s", "a.txt");
	assert_int_equal(err.code, ERROR_NO_SPACE);
	assert_string_equal(err.message, "a.txt: No space left on device");
	error_add_context(&err, "line %d", 3);
	assert_string_equal(err.message, "line 3: a.txt: No space left on device");
	assert_false(error_set(NULL, ERROR_IO, "nobody listens"));
}

static void the_locale_chooses_the_language(void **state)
{
	(void)state;
	static const struct {
		const char *language, *lc_all, *lang;
		bool vietnamese;
	} cases[] = {
		{"", "", "vi_VN.UTF-8", true},
		{"", "en_US.UTF-8", "vi_VN.UTF-8", false},
		{"vi:en", "", "en_US.UTF-8", true},
		{"vi", "C", "vi_VN.UTF-8", false},
		{"", "", "", false},
	};
	unsetenv("LC_MESSAGES");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		setenv("LANGUAGE", cases[i].language, 1);
		setenv("LC_ALL", cases[i].lc_all, 1);
		setenv("LANG", cases[i].lang, 1);
		lang_init();
		assert_int_equal(lang_is_vietnamese(), cases[i].vietnamese);
	}
	lang_set_vietnamese(false);
}

static void a_cut_message_ends_on_a_character(void **state)
{
	(void)state;
	for (size_t pad = 0; pad < 4; pad++) {
		struct buf long_text = BUF_INIT;
		for (size_t i = 0; i < pad; i++)
			buf_push(&long_text, 'x');
		for (int i = 0; i < 600; i++)
			buf_append_c(&long_text, "ổ");
		struct error err;
		error_set(&err, ERROR_INPUT, "%s", long_text.ptr);
		size_t len = strlen(err.message);
		assert_int_equal((len - pad) % 3, 0);
		buf_free(&long_text);
	}
}

static void files_are_replaced_read_and_mapped(void **state)
{
	(void)state;
	char folder[] = "/tmp/base_test.XXXXXX";
	assert_non_null(mkdtemp(folder));
	char path[64];
	snprintf(path, sizeof path, "%s/file", folder);
	struct error err;
	assert_true(file_replace(path, STR("một"), &err));
	assert_true(file_replace(path, STR("hai"), &err));

	struct buf b = BUF_INIT;
	assert_true(file_read(AT_FDCWD, path, 100, &b, &err));
	assert_string_equal(b.ptr, "hai");
	assert_false(file_read(AT_FDCWD, path, 2, &b, &err));
	assert_int_equal(err.code, ERROR_LIMIT);
	assert_false(file_read(AT_FDCWD, folder, 100, &b, &err));
	assert_int_equal(err.code, ERROR_INPUT);
	buf_free(&b);

	struct mapping m;
	assert_true(mapping_open(&m, path, &err));
	assert_true(str_eq(m.bytes, STR("hai")));
	mapping_close(&m);
	unlink(path);
	assert_false(mapping_open(&m, path, &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);

	assert_int_equal(mkfifo(path, 0600), 0); /* must not hang */
	assert_false(mapping_open(&m, path, &err));
	unlink(path);
	rmdir(folder);
}

static void moments_are_written_and_read(void **state)
{
	(void)state;
	static const struct {
		int64_t seconds;
		const char *text;
	} cases[] = {{0, "1970-01-01T00:00:00Z"}, {1, "1970-01-01T00:00:01Z"},
		{951782399, "2000-02-28T23:59:59Z"}, {951782400, "2000-02-29T00:00:00Z"},
		{1773451800, "2026-03-14T01:30:00Z"}, {-1, "1969-12-31T23:59:59Z"},
		{INT64_MAX, ""}};
	static const char *const none[] = {"", "2026-03-14", "2026-03-14T01:30:00",
		"2026-03-14T01:30:00Zx", "2026-13-14T01:30:00Z", "hôm nay"};
	char out[MOMENT_SIZE];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(moment_write(cases[i].seconds, out), *cases[i].text != '\0');
		assert_string_equal(out, cases[i].text);
		if (*out)
			assert_int_equal(moment_read(out), cases[i].seconds);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(moment_read(none[i]), 0);
	const struct timespec t = {.tv_sec = 1773451800, .tv_nsec = 42};
	assert_int_equal(moment_ns(&t), INT64_C(1773451800000000042));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slices_trim_split_and_find),
		cmocka_unit_test(slices_of_nothing_are_nothing),
		cmocka_unit_test(slices_sort_by_bytes),
		cmocka_unit_test(a_buffer_stops_at_its_ceiling),
		cmocka_unit_test(numbers_are_little_endian),
		cmocka_unit_test(numbers_take_seven_bits_a_byte),
		cmocka_unit_test(an_arena_gives_zeroed_memory_up_to_its_ceiling),
		cmocka_unit_test(errors_speak_the_language_of_the_user),
		cmocka_unit_test(the_locale_chooses_the_language),
		cmocka_unit_test(a_cut_message_ends_on_a_character),
		cmocka_unit_test(files_are_replaced_read_and_mapped),
		cmocka_unit_test(moments_are_written_and_read),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
