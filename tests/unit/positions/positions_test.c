/* positions: what was written is read, damage is told. */
#include "base/bytes.h"
#include "base/file.h"
#include "positions/join.h"
#include "positions/list.h"
#include "positions/writer.h"
#include "unit/chance.h"
#include "unit/xapianc_fixture.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* ---- Bits ---- */

static void numbers_are_read_as_they_were_written(void **state)
{
	(void)state;
	enum { NUMBERS = 20000 };
	static uint32_t values[NUMBERS];
	static unsigned ks[NUMBERS];
	struct buf out = BUF_INIT;
	struct bit_writer w = {.out = &out};
	uint64_t bits = 0;
	for (size_t i = 0; i < NUMBERS; i++) {
		values[i] = chance(UINT32_C(1) << chance(32)) | (i % 50 == 0 ? UINT32_MAX / 2 : 0);
		ks[i] = chance(RICE_K_MAX + 1);
		if (i % 2) {
			bits_put_rice(&w, values[i], ks[i]);
			bits += bits_of_rice(values[i], ks[i]);
		} else {
			values[i] += values[i] == 0;
			bits_put_gamma(&w, values[i]);
			bits += 2 * bits_log2(values[i]) + 1;
		}
	}
	bits_end(&w);
	assert_int_equal(out.len, (bits + 7) / 8);
	struct bit_reader r = bits_open((const uint8_t *)out.ptr, out.len);
	for (size_t i = 0; i < NUMBERS; i++)
		assert_int_equal(i % 2 ? bits_get_rice(&r, ks[i]) : bits_get_gamma(&r), values[i]);
	assert_false(bits_are_short(&r));
	bits_get(&r, 8);
	assert_true(bits_are_short(&r));
	buf_free(&out);
}

/* ---- Lists ---- */

enum { TERMS = 40, DOCUMENTS = 3000, MOST = 400 };

static struct str term_name(unsigned t, char *room)
{
	static const char *const starts[] = {"a", "việt", "việtnam"};
	return str_make(room, (size_t)sprintf(room, "%s%04u", starts[t / 15], t));
}

/* Where term T stands in document D, the same whenever it is asked. Common terms come first;
   the last ones are in one document. */
static size_t places_of(unsigned t, uint32_t d, uint32_t *out)
{
	size_t n = 0;
	uint32_t at = 0;
	chance_start(t * 7919 + d * 104729 + 1);
	if (t >= TERMS - 5 ? d != t * 3 : chance(1 + t * t / 4) > 0)
		return 0;
	size_t wanted = 1 + chance(d % 500 == 0 ? MOST : t < 3 ? 9 : 2);
	while (n < wanted) {
		at += 1 + chance(n % 7 == 6 ? 70000 : 60);
		out[n++] = at;
	}
	return n;
}

static void write_range(const char *path, uint32_t first, uint32_t documents)
{
	uint32_t places[MOST];
	struct positions_writer *w = positions_writer_open(path, &err);
	WORKS(w);
	for (unsigned t = 0; t < TERMS; t++) {
		char name[64];
		WORKS(positions_writer_term(w, term_name(t, name), &err));
		for (uint32_t d = 1; d <= documents; d++) {
			size_t n = places_of(t, first + d, places);
			if (n > 0)
				WORKS(positions_writer_document(w, d, places, n, &err));
		}
	}
	WORKS(positions_writer_finish(w, documents, &err));
	positions_writer_close(w);
}

static struct positions_file *open_file(const char *path)
{
	struct positions_file *f = positions_file_open(path, &err);
	WORKS(f);
	return f;
}

/* Every document in steps of STEP or so, all its positions or the first MAX. */
static void check_term(struct positions_file *f, unsigned t, uint32_t step, size_t max)
{
	char name[64];
	static struct positions_list list;
	uint32_t wanted[MOST], found[MOST];
	WORKS(positions_list_open(&list, f, term_name(t, name), &err));
	for (uint32_t least = 1; least <= DOCUMENTS + 1; least += step) {
		uint32_t next = least;
		size_t n = 0;
		while (next <= DOCUMENTS && (n = places_of(t, next, wanted)) == 0)
			next++;
		WORKS(positions_list_seek(&list, least, &err));
		assert_int_equal(list.document, next <= DOCUMENTS ? next : 0);
		if (list.document == 0)
			return;
		assert_int_equal(positions_list_count(&list), n);
		WORKS(positions_list_read(&list, max, found, &err));
		assert_memory_equal(found, wanted, (n < max ? n : max) * sizeof *found);
		least = next;
	}
}

static void what_was_written_is_read(void **state)
{
	(void)state;
	write_range(in_folder("written"), 0, DOCUMENTS);
	struct positions_file *f = open_file(in_folder("written"));
	for (unsigned t = 0; t < TERMS; t++) {
		check_term(f, t, 1, MOST);
		check_term(f, t, 37, 1);
		check_term(f, t, 700, 5);
	}
	static struct positions_list list;
	static const char *const absent[] = {"", "a", "a00000", "việt", "zzz", "việtnam9999"};
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
		WORKS(positions_list_open(&list, f, str_from_c(absent[i]), &err));
		WORKS(positions_list_seek(&list, 1, &err));
		assert_int_equal(list.document, 0);
	}
	positions_file_close(f);
}

static void an_empty_file_has_no_terms(void **state)
{
	(void)state;
	static struct positions_list list;
	struct positions_writer *w = positions_writer_open(in_folder("empty"), &err);
	WORKS(w);
	WORKS(positions_writer_term(w, STR("none"), &err));
	WORKS(positions_writer_finish(w, 3, &err));
	positions_writer_close(w);
	struct positions_file *f = open_file(in_folder("empty"));
	assert_int_equal(f->documents, 3);
	WORKS(positions_list_open(&list, f, STR("none"), &err));
	WORKS(positions_list_seek(&list, 1, &err));
	assert_int_equal(list.document, 0);
	positions_file_close(f);
	FAILS(positions_file_open(in_folder("nowhere"), &err), ERROR_NOT_FOUND);
	FAILS(positions_writer_open(in_folder("empty"), &err), ERROR_IO);
}

static void wrong_use_is_refused(void **state)
{
	(void)state;
	static const uint32_t places[] = {1, 5};
	struct positions_writer *w = positions_writer_open(in_folder("wrong"), &err);
	WORKS(w);
	WORKS(positions_writer_term(w, STR("b"), &err));
	WORKS(positions_writer_document(w, 7, places, 2, &err));
	FAILS(positions_writer_document(w, 7, places, 2, &err), ERROR_INTERNAL);
	FAILS(positions_writer_document(w, 8, places, 0, &err), ERROR_INTERNAL);
	FAILS(positions_writer_term(w, STR("a"), &err), ERROR_INTERNAL);
	FAILS(positions_writer_term(w, STR(""), &err), ERROR_INTERNAL);
	positions_writer_close(w);
	FAILS(positions_file_open(in_folder("wrong"), &err), ERROR_CORRUPT);
}

static void read_bytes(const char *path, struct buf *out)
{
	buf_reset(out);
	WORKS(file_read(AT_FDCWD, path, 1 << 30, out, &err));
}

/* As if all had been written at once: to the last byte. */
static void files_are_joined(void **state)
{
	(void)state;
	static const uint32_t cuts[] = {0, 900, 901, DOCUMENTS};
	char *paths[3];
	struct buf joined = BUF_INIT;
	struct buf whole = BUF_INIT;
	write_range(in_folder("whole"), 0, DOCUMENTS);
	for (size_t i = 0; i < 3; i++) {
		char name[16];
		sprintf(name, "part%zu", i);
		paths[i] = strdup(in_folder(name));
		write_range(paths[i], cuts[i], cuts[i + 1] - cuts[i]);
	}
	WORKS(positions_join((const char *const *)paths, 3, in_folder("joined"), &err));
	read_bytes(in_folder("joined"), &joined);
	read_bytes(in_folder("whole"), &whole);
	assert_int_equal(joined.len, whole.len);
	assert_memory_equal(joined.ptr, whole.ptr, whole.len);
	assert_int_equal(truncate(paths[1], 4096), 0);
	FAILS(positions_join((const char *const *)paths, 3, in_folder("again"), &err),
		ERROR_CORRUPT);
	for (size_t i = 0; i < 3; i++)
		free(paths[i]);
	buf_free(&joined);
	buf_free(&whole);
}

/* ---- Damage ---- */

/* All answers in one number; 0 where it fails. */
static uint64_t read_all(const char *path)
{
	uint64_t sum = 1;
	struct positions_file *f = positions_file_open(path, &err);
	static struct positions_list list;
	static uint32_t found[1 << 16];
	bool ok = f != NULL;
	for (unsigned t = 0; ok && t < TERMS; t++) {
		char name[64];
		ok = positions_list_open(&list, f, term_name(t, name), &err);
		for (uint32_t least = 1; ok; least = list.document + 1 + t) {
			ok = positions_list_seek(&list, least, &err);
			if (!ok || list.document == 0)
				break;
			assert_true(list.document >= least && list.document <= f->documents);
			size_t n = positions_list_count(&list);
			n = n < sizeof found / sizeof *found ? n : sizeof found / sizeof *found;
			ok = positions_list_read(&list, n, found, &err);
			for (size_t k = 0; ok && k < n; k++) {
				assert_true(k == 0 || found[k - 1] < found[k]);
				sum = sum * 31 + found[k] + list.document;
			}
		}
	}
	positions_file_close(f);
	return ok ? sum : 0;
}

static void overwrite(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CREAT | O_CLOEXEC, 0666);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
	close(fd);
}

/* As somebody would who means harm: the checksums are right again. */
static void mend_checksums(struct buf *b, uint64_t checksums)
{
	uint64_t own = positions_header_checksum(b->ptr);
	memcpy(b->ptr + HEADER_AT_CHECKSUM, &own, sizeof own);
	for (uint64_t page = 0; page < checksums / PAGES_BYTES; page++) {
		uint32_t sum = pages_sum(str_make(b->ptr + page * PAGES_BYTES, PAGES_BYTES));
		memcpy(b->ptr + checksums + page * PAGES_SUM, &sum, sizeof sum);
	}
}

static void damage_is_told_or_harmless(void **state)
{
	(void)state;
	enum { TRIES = 600 };
	struct buf whole = BUF_INIT;
	struct buf hurt = BUF_INIT;
	const char *path = in_folder("damaged");
	write_range(path, 0, 700);
	read_bytes(path, &whole);
	uint64_t right = read_all(path);
	assert_true(right != 0);
	state_of_chance = 99;
	size_t told = 0, mended_told = 0;
	uint64_t checksums = bytes_u64(whole.ptr + HEADER_AT_PAGES) * PAGES_BYTES;
	for (unsigned i = 0; i < TRIES; i++) {
		buf_reset(&hurt);
		buf_append(&hurt, buf_str(&whole));
		size_t at = chance(i % 3 ? (uint32_t)whole.len : HEADER_AT_CHECKSUM);
		hurt.ptr[at] = (char)(hurt.ptr[at] ^ (1 << chance(8)));
		uint32_t kept = state_of_chance;
		overwrite(path, buf_str(&hurt));
		uint64_t sum = read_all(path);
		told += sum == 0;
		assert_true(sum == 0 || sum == right);
		if (at >= HEADER_AT_VERSION) {
			mend_checksums(&hurt, checksums);
			overwrite(path, buf_str(&hurt));
			mended_told += read_all(path) == 0;
		}
		state_of_chance = kept;
	}
	assert_true(told > TRIES * 9 / 10);
	assert_true(mended_told > TRIES / 10 && mended_told < TRIES);
	for (size_t len = 0; len < whole.len; len += 1 + whole.len / 97) {
		overwrite(path, str_make(whole.ptr, len));
		assert_int_equal(read_all(path), 0);
	}
	buf_free(&whole);
	buf_free(&hurt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read_as_they_were_written),
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(an_empty_file_has_no_terms),
		cmocka_unit_test(wrong_use_is_refused),
		cmocka_unit_test(files_are_joined),
		cmocka_unit_test(damage_is_told_or_harmless),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
