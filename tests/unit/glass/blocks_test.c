/* glass: blocks that are not what was written, or can't be walked, never reach libxapian. */
#include "base/file.h"
#include "glass/block.h"
#include "glass/blocks.h"
#include "glass/check.h"
#include "glass/writer.h"
#include "unit/chance.h"
#include "unit/xapianc_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { DOCUMENTS = 2000, TERMS = 400 };

static struct str term_name(unsigned t, char out[16])
{
	return str_make(out, (size_t)snprintf(out, 16, "term%04u", t));
}

/* Each word occurs COUNT times where it is. */
static void write_database(const char *path, uint32_t count)
{
	char name[16];
	struct glass_writer *w = glass_writer_open(path, &err);
	WORKS(w);
	for (uint32_t d = 1; d <= DOCUMENTS; d++) {
		char data[100];
		size_t len = (size_t)snprintf(data, sizeof data, "document %u of %s", d, path);
		WORKS(glass_writer_document(w, TERMS / 4 * count, str_make(data, len), &err));
	}
	for (unsigned t = 0; t < TERMS; t++) {
		WORKS(glass_writer_term(
			w, term_name(t, name), DOCUMENTS / 4, DOCUMENTS / 4 * count, &err));
		for (uint32_t d = 1 + t % 4; d <= DOCUMENTS; d += 4)
			WORKS(glass_writer_posting(w, d, count, &err));
	}
	WORKS(glass_writer_finish(w, &err));
	glass_writer_close(w);
}

static int make_databases(void **state)
{
	if (make_folder(state) != 0)
		return -1;
	write_database(in_folder("one"), 1);
	write_database(in_folder("two"), 2);
	return 0;
}

/* Reads all of the database NAME through libxapian. */
static bool read_all(struct xc_db *db, uint64_t *bytes)
{
	char name[16];
	struct buf data = BUF_INIT;
	uint32_t docids[DOCUMENTS];
	uint32_t counts[DOCUMENTS];
	bool ok = true;
	for (uint32_t d = 0; d < DOCUMENTS; d++)
		docids[d] = d + 1;
	for (unsigned t = 0; ok && t < TERMS; t++)
		ok = xc_db_wdf_of(db, term_name(t, name), docids, DOCUMENTS, counts, &err);
	for (uint32_t d = 1; ok && d <= DOCUMENTS; d++)
		ok = xc_db_data(db, d, &data, &err);
	*bytes = data.len;
	buf_free(&data);
	return ok;
}

static bool open_and_read(const char *name)
{
	uint64_t bytes;
	const struct xc_source source = {.path = in_folder(name), .checked = true};
	struct xc_db *db = xc_db_open_all(&source, 1, &err);
	bool ok = db && read_all(db, &bytes);
	xc_db_close(db);
	return ok;
}

static struct buf file_bytes(const char *path)
{
	struct buf out = BUF_INIT;
	WORKS(file_read(AT_FDCWD, path, 1 << 30, &out, &err));
	return out;
}

/* Writes in place, as damage does. */
static void put_bytes(const char *path, const char *bytes, size_t len, uint64_t at)
{
	int fd = open(path, O_WRONLY);
	assert_int_not_equal(fd, -1);
	assert_int_equal(pwrite(fd, bytes, len, (off_t)at), len);
	close(fd);
}

static const char *const files[] = {
	"one/postlist.glass", "one/docdata.glass", "one/iamglass", "one/blocks"};

static void what_was_written_is_read(void **state)
{
	(void)state;
	assert_true(open_and_read("one"));
	assert_true(open_and_read("two"));
	struct glass_blocks *b = glass_blocks_open(in_folder("one"), &err);
	WORKS(b);
	WORKS(glass_blocks_check(b, &err));
	glass_blocks_close(b);
}

/* In every block, whatever it is that changed; each time the file is named. */
static void a_changed_byte_is_damage(void **state)
{
	(void)state;
	chance_start(1);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct buf bytes = file_bytes(in_folder(files[i]));
		size_t step = bytes.len > 4 * GLASS_BLOCK ? GLASS_BLOCK : bytes.len / 100 + 1;
		for (size_t at = chance((uint32_t)step); at < bytes.len; at += step) {
			char changed = (char)(bytes.ptr[at] ^ 1 << chance(8));
			put_bytes(in_folder(files[i]), &changed, 1, at);
			assert_false(open_and_read("one"));
			assert_int_equal(err.code == ERROR_VERSION ? ERROR_CORRUPT : err.code,
				ERROR_CORRUPT);
			if (i < 2) {
				char block[32];
				snprintf(block, sizeof block, "block %zu ", at / GLASS_BLOCK);
				assert_non_null(strstr(err.message, strchr(files[i], '/')));
				assert_non_null(strstr(err.message, block));
			}
			put_bytes(in_folder(files[i]), bytes.ptr + at, 1, at);
		}
		buf_free(&bytes);
	}
	assert_true(open_and_read("one"));
}

/* Good bytes at the wrong place: of another block, another database. */
static void a_block_of_elsewhere_is_damage(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct buf bytes = file_bytes(in_folder(files[i]));
		char other[64];
		snprintf(other, sizeof other, "two%s", strchr(files[i], '/'));
		struct buf others = file_bytes(in_folder(other));
		assert_true(bytes.len > 3 * GLASS_BLOCK);
		put_bytes(in_folder(files[i]), bytes.ptr, GLASS_BLOCK, 2 * GLASS_BLOCK);
		assert_false(open_and_read("one"));
		put_bytes(in_folder(files[i]), others.ptr, others.len, 0);
		assert_false(open_and_read("one"));
		put_bytes(in_folder(files[i]), bytes.ptr, bytes.len, 0);
		assert_true(open_and_read("one"));
		buf_free(&bytes);
		buf_free(&others);
	}
}

static void a_file_cut_short_or_missing_is_damage(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct buf bytes = file_bytes(in_folder(files[i]));
		const size_t lengths[] = {bytes.len - 1, bytes.len / 2, 0};
		for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
			assert_int_equal(truncate(in_folder(files[i]), (off_t)lengths[k]), 0);
			assert_false(open_and_read("one"));
			put_bytes(in_folder(files[i]), bytes.ptr, bytes.len, 0);
		}
		char aside[64];
		snprintf(aside, sizeof aside, "%s.aside", in_folder(files[i]));
		assert_int_equal(rename(in_folder(files[i]), aside), 0);
		assert_false(open_and_read("one"));
		assert_int_equal(rename(aside, in_folder(files[i])), 0);
		buf_free(&bytes);
	}
	assert_true(open_and_read("one"));
}

static void damage_while_it_is_open_is_found(void **state)
{
	(void)state;
	uint64_t bytes;
	const char *path = in_folder("one/docdata.glass");
	struct buf kept = file_bytes(path);
	struct xc_db *db = open_db("one");
	WORKS(read_all(db, &bytes));
	/* More blocks than are kept: those that were read first are read again. */
	struct xc_db *two = open_db("two");
	put_bytes(path, "?", 1, 3 * GLASS_BLOCK + GLASS_BLOCK - 1);
	FAILS(read_all(db, &bytes), ERROR_CORRUPT);
	put_bytes(path, kept.ptr, kept.len, 0);
	WORKS(read_all(db, &bytes));
	WORKS(read_all(two, &bytes));
	xc_db_close(two);
	xc_db_close(db);
	buf_free(&kept);
}

/* The digest of a shard is taken through the same pread. */
static void other_reads_of_a_table_are_checked_too(void **state)
{
	(void)state;
	char block[2 * GLASS_BLOCK];
	struct xc_db *db = open_db("one");
	int fd = open(in_folder("one/postlist.glass"), O_RDONLY);
	assert_int_equal(pread(fd, block, sizeof block, 0), sizeof block);
	assert_int_equal(pread(fd, block, GLASS_BLOCK, GLASS_BLOCK), GLASS_BLOCK);
	assert_int_equal(pread(fd, block, 100, 0), -1);
	assert_int_equal(errno, EIO);
	assert_int_equal(pread(fd, block, GLASS_BLOCK, 1), -1);
	xc_db_close(db);
	assert_int_equal(pread(fd, block, 100, 0), 100);
	close(fd);
}

/* ---- Forged blocks ---- */

/* Reads what a reader would of BLOCK, which stands alone: the sanitizer tells what lies beyond. */
static unsigned walk(const uint8_t *block)
{
	unsigned sum = 0;
	unsigned end = (unsigned)block[BLOCK_AT_DIR_END] << 8 | block[BLOCK_AT_DIR_END + 1];
	for (unsigned at = BLOCK_DIR_START; at < end; at += BLOCK_DIR_ENTRY) {
		const uint8_t *item = block + ((unsigned)block[at] << 8 | block[at + 1]);
		unsigned size = block[BLOCK_AT_LEVEL] == 0
					? (((unsigned)item[0] << 8 | item[1]) & 0x1fff) + LEAF_HEAD
					: BLOCK_NUMBER + 1U + item[BLOCK_NUMBER] + BLOCK_COUNTER;
		for (unsigned i = 0; i < size; i++)
			sum += item[i];
		if (block[BLOCK_AT_LEVEL] == 0)
			assert_true(LEAF_HEAD + 0U + item[2] <= size);
	}
	return sum;
}

static void forged_blocks_can_be_walked_or_are_refused(void **state)
{
	(void)state;
	chance_start(2);
	struct buf table = file_bytes(in_folder("one/postlist.glass"));
	uint32_t blocks = (uint32_t)(table.len / GLASS_BLOCK);
	uint8_t *block = malloc(GLASS_BLOCK);
	unsigned refused = 0;
	assert_non_null(block);
	for (uint32_t i = 0; i < 200000; i++) {
		uint32_t number = chance(10) == 0 ? blocks - 1 : chance(blocks);
		memcpy(block, table.ptr + (size_t)number * GLASS_BLOCK, GLASS_BLOCK);
		assert_true(i > 0 || glass_check_block(block, number, blocks));
		for (uint32_t k = chance(4) + 1; k > 0; k--) {
			uint32_t at = chance(3) ? chance(64) : chance(GLASS_BLOCK);
			block[at] = (uint8_t)chance(256);
		}
		if (glass_check_block(block, number, blocks))
			walk(block);
		else
			refused++;
	}
	assert_true(refused > 50000);
	free(block);
	buf_free(&table);
}

/* What has no item leaves a reader without a place to stand. */
static void what_a_block_may_not_say(void **state)
{
	(void)state;
	static uint8_t leaf[GLASS_BLOCK];
	struct buf table = file_bytes(in_folder("one/postlist.glass"));
	uint32_t blocks = (uint32_t)(table.len / GLASS_BLOCK);
	const struct {
		uint32_t number; /* of the block that is changed */
		size_t at;
		const char *bytes;
		size_t len;
	} cases[] = {
		{0, BLOCK_AT_LEVEL, "\x0a", 1},     /* too high */
		{0, BLOCK_AT_LEVEL, "\xfe", 1},     /* a list of free blocks */
		{0, BLOCK_AT_DIR_END, "\0\x0b", 2}, /* no item */
		{0, BLOCK_AT_DIR_END, "\0\x0e", 2}, /* half of one */
		{0, BLOCK_AT_DIR_END, "\xff\xff", 2},
		{0, BLOCK_DIR_START, "\0\0", 2},     /* in the head */
		{0, BLOCK_DIR_START, "\x20\0", 2},   /* behind the end */
		{0, BLOCK_DIR_START, "\x1f\xfe", 2}, /* no room for a size and a key */
		{blocks - 1, GLASS_BLOCK - 7, "\xff\xff\xff\xff", 4}, /* no such block */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		memcpy(leaf, table.ptr + (size_t)cases[i].number * GLASS_BLOCK, GLASS_BLOCK);
		assert_true(glass_check_block(leaf, cases[i].number, blocks));
		memcpy(leaf + cases[i].at, cases[i].bytes, cases[i].len);
		assert_false(glass_check_block(leaf, cases[i].number, blocks));
	}
	buf_free(&table);
}

/* Whatever a version file says: what is taken has roots and sizes that libxapian can take. */
static void forged_version_files_are_refused(void **state)
{
	(void)state;
	chance_start(3);
	struct glass_version v;
	struct buf good = file_bytes(in_folder("one/iamglass"));
	assert_true(glass_version_read(buf_str(&good), &v));
	assert_int_equal(v.documents, DOCUMENTS);
	assert_int_equal(v.last_document, DOCUMENTS);
	for (size_t len = 0; len < good.len; len++)
		assert_false(glass_version_read(str_make(good.ptr, len), &v));
	for (unsigned i = 0; i < 100000; i++) {
		char *bytes = malloc(good.len);
		assert_non_null(bytes);
		memcpy(bytes, good.ptr, good.len);
		for (uint32_t k = chance(3) + 1; k > 0; k--)
			bytes[16 + chance((uint32_t)good.len - 16)] = (char)chance(256);
		if (glass_version_read(str_make(bytes, good.len), &v)) {
			for (size_t t = 0; t < GLASS_KINDS; t++) {
				assert_true(v.roots[t].level < BLOCK_LEVELS);
				assert_true(v.roots[t].blocks == 0
						    ? v.roots[t].level == 0
						    : v.roots[t].block < v.roots[t].blocks);
			}
		}
		free(bytes);
	}
	buf_free(&good);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(a_changed_byte_is_damage),
		cmocka_unit_test(a_block_of_elsewhere_is_damage),
		cmocka_unit_test(a_file_cut_short_or_missing_is_damage),
		cmocka_unit_test(damage_while_it_is_open_is_found),
		cmocka_unit_test(other_reads_of_a_table_are_checked_too),
		cmocka_unit_test(forged_blocks_can_be_walked_or_are_refused),
		cmocka_unit_test(what_a_block_may_not_say),
		cmocka_unit_test(forged_version_files_are_refused),
	};
	return cmocka_run_group_tests(tests, make_databases, remove_folder);
}
