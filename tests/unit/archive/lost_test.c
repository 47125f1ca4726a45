/* archive: the list of lost documents. */
#include "archive/lost.h"
#include "base/checksum.h"
#include "base/file.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

static void lost_documents_come_back(void **state)
{
	(void)state;
	struct manifest m = MANIFEST_INIT;
	struct lost lost = {0};
	struct lost back = {0};
	struct digest d = {0};
	size_t first;
	WORKS(lost_read(in_home(""), &m, &back, &err));
	assert_int_equal(back.count, 0);

	assert_true(lost_add(&lost, &(struct lost_document){7, 3, 30}));
	assert_true(lost_add(&lost, &(struct lost_document){2, 9, 20}));
	assert_true(lost_add(&lost, &(struct lost_document){7, 1, 10}));
	WORKS(lost_write(&lost, in_home(""), &err));
	assert_true(manifest_add_file(&m, LOST_FILE, 60, &d));
	WORKS(lost_read(in_home(""), &m, &back, &err));
	assert_int_equal(back.count, 3);
	assert_int_equal(lost_of_shard(&back, 7, &first), 2);
	assert_int_equal(back.list[first].document, 1);
	assert_int_equal(back.list[first].length, 10);
	assert_int_equal(back.list[first + 1].document, 3);
	assert_true(lost_has(&back, 7, 3));
	assert_false(lost_has(&back, 7, 2));
	assert_int_equal(lost_of_shard(&back, 5, &first), 0);
	lost_free(&back);
	lost_free(&lost);
	manifest_free(&m);
}

/* Writes HEAD, the checksum that is right for both, and ROWS. */
static void write_lost(struct str head, struct str rows)
{
	struct buf bytes = BUF_INIT;
	buf_append(&bytes, head);
	buf_append_u64(&bytes, checksum_of(head) ^ checksum_of(rows));
	buf_append(&bytes, rows);
	write_file(LOST_FILE, buf_str(&bytes));
	buf_free(&bytes);
}

static enum error_code read_lost(const struct manifest *m)
{
	struct lost lost = {0};
	err.code = ERROR_NONE;
	lost_read(in_home(""), m, &lost, &err);
	lost_free(&lost);
	return err.code;
}

static void forged_lists_of_the_lost_are_refused(void **state)
{
	(void)state;
	static const struct {
		struct str head, rows;
		enum error_code code;
	} cases[] = {
		{STR_INIT("TRACUULO\3\0\0\0\1\0\0\0"), STR_INIT("\1\0\0\0\1\0\0\0\5\0\0\0"),
			ERROR_NONE},
		{STR_INIT("TRACUULO\2\0\0\0\1\0\0\0"), STR_INIT("\1\0\0\0\1\0\0\0"), ERROR_NONE},
		{STR_INIT(""), STR_INIT(""), ERROR_CORRUPT},
		{STR_INIT("TRACUULX\3\0\0\0\0\0\0\0"), STR_INIT(""), ERROR_CORRUPT},
		{STR_INIT("TRACUULO\4\0\0\0\0\0\0\0"), STR_INIT(""), ERROR_VERSION},
		{STR_INIT("TRACUULO\3\0\0\0\1\0\0\0"), STR_INIT(""), ERROR_CORRUPT},
		{STR_INIT("TRACUULO\3\0\0\0\377\377\377\377"), STR_INIT("\1\0\0\0\1\0\0\0\5\0\0\0"),
			ERROR_CORRUPT},
		{STR_INIT("TRACUULO\3\0\0\0\1\0\0\0"), STR_INIT("\1\0\0\0\0\0\0\0\5\0\0\0"),
			ERROR_CORRUPT},
		{STR_INIT("TRACUULO\3\0\0\0\2\0\0\0"),
			STR_INIT("\1\0\0\0\2\0\0\0\5\0\0\0\1\0\0\0\1\0\0\0\5\0\0\0"),
			ERROR_CORRUPT},
	};
	struct manifest m = MANIFEST_INIT;
	struct digest d = {0};
	assert_true(manifest_add_file(&m, LOST_FILE, 0, &d));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		write_lost(cases[i].head, cases[i].rows);
		assert_int_equal(read_lost(&m), cases[i].code);
	}
	manifest_free(&m);
}

/* One byte of it is another article that is found again. */
static void damaged_lists_of_the_lost_are_refused(void **state)
{
	(void)state;
	struct digest d = {0};
	struct manifest m = MANIFEST_INIT;
	struct buf bytes = BUF_INIT;
	assert_true(manifest_add_file(&m, LOST_FILE, 0, &d));
	write_lost(str_make("TRACUULO\3\0\0\0\2\0\0\0", 16),
		str_make("\1\0\0\0\1\0\0\0\5\0\0\0\1\0\0\0\7\0\0\0\5\0\0\0", 24));
	assert_int_equal(read_lost(&m), ERROR_NONE);
	WORKS(file_read(AT_FDCWD, in_home(LOST_FILE), 1 << 20, &bytes, &err));
	for (size_t i = 0; i < 8 * bytes.len; i++) {
		bytes.ptr[i / 8] = (char)(bytes.ptr[i / 8] ^ 1 << i % 8);
		write_file(LOST_FILE, buf_str(&bytes));
		assert_true(read_lost(&m) == ERROR_CORRUPT || err.code == ERROR_VERSION);
		bytes.ptr[i / 8] = (char)(bytes.ptr[i / 8] ^ 1 << i % 8);
	}
	for (size_t len = 0; len < bytes.len; len++) {
		write_file(LOST_FILE, str_slice(buf_str(&bytes), 0, len));
		assert_int_equal(read_lost(&m), ERROR_CORRUPT);
	}
	buf_free(&bytes);
	manifest_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lost_documents_come_back),
		TEST(forged_lists_of_the_lost_are_refused),
		TEST(damaged_lists_of_the_lost_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
