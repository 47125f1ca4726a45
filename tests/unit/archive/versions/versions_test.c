/* archive: what articles said before they were changed. */
#include "archive/record.h"
#include "archive/schema.h"
#include "archive/versions/versions.h"
#include "base/checksum.h"
#include "base/file.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

enum { ROWS = 5 };

/* Two versions of one article and three of another; all texts in one segment. */
static void make(struct manifest *m)
{
	char header[VERSIONS_SEGMENT_HEADER];
	struct buf segment = BUF_INIT, packed = BUF_INIT;
	struct version rows[ROWS] = {{.since_ns = 1}};
	struct digest none = {{0}};
	struct record_encoder *encoder = record_encoder_new();
	versions_segment_header(header);
	buf_append(&segment, str_make(header, sizeof header));
	for (int i = 0; i < ROWS; i++) {
		const char *title[] = {"một", "hai", "ba", "bốn", "năm"};
		struct record r = {.id = STR("a.txt"), .title = str_from_c(title[i])};
		WORKS(record_encode(encoder, &r, &packed, &err));
		rows[i] = (struct version){.article = key_of(i < 2 ? STR("a") : STR("b")),
			.content = key_of(str_from_c(title[i])),
			.since_ns = 10 * i,
			.until_ns = 10 * i + 10,
			.since_before = i % 2 == 0,
			.segment = 7,
			.at = segment.len,
			.length = (uint32_t)packed.len,
			.checksum = checksum_of(buf_str(&packed))};
		buf_append(&segment, buf_str(&packed));
	}
	qsort(rows, ROWS, sizeof *rows, versions_compare);
	write_file("versions-0007", buf_str(&segment));
	WORKS(versions_write(home, rows, ROWS, &err));
	*m = MANIFEST_INIT;
	assert_true(manifest_add_file(m, "versions-0007", segment.len, &none));
	assert_true(manifest_add_file(m, VERSIONS_FILE, 1, &none));
	record_encoder_free(encoder);
	buf_free(&segment);
	buf_free(&packed);
}

static void versions_come_back(void **state)
{
	(void)state;
	uint64_t first, count;
	struct manifest m;
	struct versions *v;
	struct version row;
	struct str bytes;
	struct record r;
	struct arena memory = {0};
	const struct key a = key_of(STR("a")), b = key_of(STR("b")), c = key_of(STR("c"));
	make(&m);
	WORKS(versions_open(home, &m, &v, &err));
	WORKS(versions_check(v, &err));
	assert_int_equal(versions_count(v), ROWS);
	WORKS(versions_of(v, &a, &first, &count, &err));
	assert_int_equal(count, 2);
	WORKS(versions_of(v, &c, &first, &count, &err));
	assert_int_equal(count, 0);
	WORKS(versions_of(v, &b, &first, &count, &err));
	assert_int_equal(count, 3);
	WORKS(versions_at(v, first + 1, &row, &err));
	assert_int_equal(row.since_ns, 30);
	assert_int_equal(row.until_ns, 40);
	assert_false(row.since_before);
	WORKS(versions_bytes(v, &row, &bytes, &err));
	WORKS(record_decode(bytes, &memory, &r, &err));
	assert_true(str_eq(r.title, STR("bốn")));
	arena_free(&memory);
	versions_close(v);
	manifest_free(&m);
}

static void no_file_is_no_history(void **state)
{
	(void)state;
	struct manifest m = MANIFEST_INIT;
	struct versions *v;
	uint64_t first, count;
	const struct key a = key_of(STR("a"));
	WORKS(versions_open(home, &m, &v, &err));
	assert_null(v);
	assert_int_equal(versions_count(v), 0);
	WORKS(versions_of(v, &a, &first, &count, &err));
	assert_int_equal(count, 0);
	WORKS(versions_check(v, &err));
}

/* Whether all of it can be read, also when one row after the other is asked for. */
static bool is_whole(const struct manifest *m)
{
	struct versions *v = NULL;
	bool whole = versions_open(home, m, &v, &err) && versions_check(v, &err);
	versions_close(v);
	return whole;
}

/* But for the four zeros of a segment's header, which nobody reads. */
static void every_changed_byte_is_told(void **state)
{
	(void)state;
	static const char *const names[] = {VERSIONS_FILE, "versions-0007"};
	struct manifest m;
	make(&m);
	for (size_t n = 0; n < 2; n++) {
		struct buf file = BUF_INIT;
		WORKS(file_read(AT_FDCWD, in_home(names[n]), 1 << 20, &file, &err));
		for (size_t i = 0; i < file.len; i++) {
			if (n == 1 && i >= 12 && i < VERSIONS_SEGMENT_HEADER)
				continue;
			file.ptr[i] ^= 0x10;
			write_file(names[n], buf_str(&file));
			assert_false(is_whole(&m));
			file.ptr[i] ^= 0x10;
		}
		for (size_t len = 0; len < file.len; len += 7) {
			write_file(names[n], str_make(file.ptr, len));
			assert_false(is_whole(&m));
		}
		write_file(names[n], buf_str(&file));
		buf_free(&file);
	}
	assert_true(is_whole(&m));
	unlink(in_home("versions-0007"));
	assert_false(is_whole(&m));
	manifest_free(&m);
}

/* Else a damaged row would pass for an article that was never changed. */
static void a_damaged_row_hides_no_other(void **state)
{
	(void)state;
	static const struct {
		const char *id;
		uint64_t count;
	} rows[] = {{"a", 2}, {"b", 3}, {"c", 0}};
	struct buf file = BUF_INIT;
	struct manifest m;
	make(&m);
	WORKS(file_read(AT_FDCWD, in_home(VERSIONS_FILE), 1 << 20, &file, &err));
	for (size_t i = VERSIONS_HEADER; i < file.len; i++) {
		struct versions *v;
		file.ptr[i] ^= (char)0x80;
		write_file(VERSIONS_FILE, buf_str(&file));
		WORKS(versions_open(home, &m, &v, &err));
		for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
			uint64_t first, count;
			const struct key key = key_of(str_from_c(rows[k].id));
			if (versions_of(v, &key, &first, &count, &err))
				assert_int_equal(count, rows[k].count);
			else
				assert_int_equal(err.code, ERROR_CORRUPT);
		}
		versions_close(v);
		file.ptr[i] ^= (char)0x80;
	}
	buf_free(&file);
	manifest_free(&m);
}

static void names_of_segments(void **state)
{
	(void)state;
	char name[SEGMENT_NAME];
	static const char *const none[] = {"versions", "versions-", "versions-1", "versions-0000",
		"versions-00001", "versions-0001x", "versions-1000000000", "versions-99999999999",
		"xversions-0001"};
	schema_segment_name(12, name);
	assert_string_equal(name, "versions-0012");
	assert_int_equal(schema_segment_of("versions-0012"), 12);
	assert_int_equal(schema_segment_of("versions-123456"), 123456);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(schema_segment_of(none[i]), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(versions_come_back),
		TEST(no_file_is_no_history),
		TEST(every_changed_byte_is_told),
		TEST(a_damaged_row_hides_no_other),
		TEST(names_of_segments),
	};
	return cmocka_run_group_tests_name("versions", tests, NULL, NULL);
}
