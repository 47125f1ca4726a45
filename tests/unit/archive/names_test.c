/* archive: the file of names. */
#include "archive/names.h"
#include "base/file.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

static struct name name_of(const char *key, enum name_kind kind, const char *first)
{
	return (struct name){key_of(str_from_c(key)), kind, str_from_c(first), STR("p/ath")};
}

static const char *find(const struct names *n, const char *key, enum name_kind kind)
{
	static char out[64];
	bool found;
	struct name name;
	struct key k = key_of(str_from_c(key));
	if (!names_find(n, &k, kind, &found, &name, &err))
		return "damaged";
	if (!found)
		return "";
	snprintf(out, sizeof out, "%.*s %.*s", STR_ARG(name.first), STR_ARG(name.second));
	return out;
}

static void list_it(struct manifest *m)
{
	struct digest d = {0};
	assert_true(manifest_add_file(m, NAMES_FILE, 1, &d));
}

static void names_come_back(void **state)
{
	(void)state;
	bool written;
	char text[16];
	struct names *n;
	struct manifest m = MANIFEST_INIT;
	struct names_builder *b = names_builder_new();
	WORKS(names_open(home, &m, &n, &err));
	assert_null(n);
	assert_string_equal(find(n, "a", NAME_OLD), "");
	for (int i = 0; i < 500; i++) {
		snprintf(text, sizeof text, "bài %d", i);
		struct name name = name_of(text, i % 2 ? NAME_OLD : NAME_NOW, text + 1);
		names_builder_add(b, &name);
	}
	struct name again = name_of("bài 7", NAME_OLD, "khác");
	struct name also = name_of("bài 7", NAME_NOW, "nay");
	names_builder_add(b, &again);
	names_builder_add(b, &also);
	WORKS(names_builder_write(b, home, &written, &err));
	assert_true(written);
	names_builder_free(b);
	list_it(&m);
	WORKS(names_open(home, &m, &n, &err));
	assert_int_equal(names_count(n), 501);
	assert_string_equal(find(n, "bài 7", NAME_OLD), "ài 7 p/ath");
	assert_string_equal(find(n, "bài 7", NAME_NOW), "nay p/ath");
	assert_string_equal(find(n, "bài 8", NAME_OLD), "");
	assert_string_equal(find(n, "bài 500", NAME_OLD), "");
	names_close(n);
	manifest_free(&m);
}

static void nothing_is_no_file(void **state)
{
	(void)state;
	bool written;
	struct names_builder *b = names_builder_new();
	WORKS(names_builder_write(b, home, &written, &err));
	assert_false(written);
	assert_int_not_equal(access(in_home(NAMES_FILE), F_OK), 0);
	names_builder_free(b);
}

/* Whatever byte changes, opening fails or the look-up does. */
static void damage_is_told(void **state)
{
	(void)state;
	bool written;
	struct names *n;
	struct manifest m = MANIFEST_INIT;
	struct buf bytes = BUF_INIT;
	struct names_builder *b = names_builder_new();
	struct name name = name_of("a", NAME_OLD, "b");
	names_builder_add(b, &name);
	WORKS(names_builder_write(b, home, &written, &err));
	names_builder_free(b);
	list_it(&m);
	WORKS(file_read(AT_FDCWD, in_home(NAMES_FILE), 1 << 20, &bytes, &err));
	for (size_t i = 0; i < bytes.len; i++) {
		struct buf bad = BUF_INIT;
		buf_append(&bad, buf_str(&bytes));
		bad.ptr[i] = (char)~bad.ptr[i];
		write_file(NAMES_FILE, buf_str(&bad));
		buf_free(&bad);
		if (!names_open(home, &m, &n, &err)) {
			assert_true(err.code == ERROR_CORRUPT || err.code == ERROR_VERSION);
			continue;
		}
		assert_string_equal(find(n, "a", NAME_OLD), "damaged");
		names_close(n);
	}
	for (size_t len = 0; len < bytes.len; len++) {
		write_file(NAMES_FILE, str_slice(buf_str(&bytes), 0, len));
		if (names_open(home, &m, &n, &err)) {
			assert_string_equal(find(n, "a", NAME_OLD), "damaged");
			names_close(n);
		}
	}
	buf_free(&bytes);
	manifest_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_come_back),
		TEST(nothing_is_no_file),
		TEST(damage_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
