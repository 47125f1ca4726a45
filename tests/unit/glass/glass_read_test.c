/* glass: tables that libxapian wrote, tables that are damaged, bytes that are no list. */
#include "glass/places.h"
#include "glass/positions.h"
#include "unit/xapianc_fixture.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static uint32_t state_of_chance = 1;

/* Numerical Recipes' linear congruential generator: the same test each time. */
static uint32_t chance(uint32_t below)
{
	state_of_chance = state_of_chance * 1664525 + 1013904223;
	return (uint32_t)((uint64_t)state_of_chance * below >> 32);
}

/* ---- Lists ---- */

static void lists_are_unpacked_as_they_were_packed(void **state)
{
	(void)state;
	enum { LISTS = 2000, MOST = 3000 };
	static uint32_t wanted[MOST], found[MOST];
	struct buf packed = BUF_INIT;
	for (unsigned i = 0; i < LISTS; i++) {
		size_t n = 1 + chance(i % 10 == 0 ? MOST : 5);
		uint32_t step = 1 + chance(i % 3 == 0 ? 1 : 700000);
		uint32_t at = 1 + chance(3);
		for (size_t k = 0; k < n; k++, at += 1 + chance(step))
			wanted[k] = at;
		buf_reset(&packed);
		glass_pack_positions(&packed, wanted, n);
		for (size_t max = MOST; max > 0; max /= 5) {
			size_t got;
			assert_true(glass_unpack_positions(buf_str(&packed), max, found, &got));
			assert_int_equal(got, n < max ? n : max);
			assert_memory_equal(found, wanted, got * sizeof *found);
		}
	}
	buf_free(&packed);
}

static void any_bytes_are_a_list_or_refused(void **state)
{
	(void)state;
	enum { TRIES = 50000, MOST = 200 };
	char bytes[24];
	uint32_t found[MOST];
	size_t refused = 0;
	for (unsigned i = 0; i < TRIES; i++) {
		size_t len = chance(sizeof bytes + 1);
		size_t n;
		for (size_t k = 0; k < len; k++)
			bytes[k] = (char)chance(256);
		if (!glass_unpack_positions(str_make(bytes, len), MOST, found, &n)) {
			refused++;
			continue;
		}
		assert_true(n > 0 && n <= MOST);
		for (size_t k = 1; k < n; k++)
			assert_true(found[k - 1] < found[k]);
	}
	assert_true(refused > 0 && refused < TRIES);
}

/* ---- Tables ---- */

static void write_words(const char *name, unsigned docs)
{
	struct xc_writer *w = create(name);
	for (unsigned d = 1; d <= docs; d++) {
		struct buf text = BUF_INIT;
		char id[16];
		snprintf(id, sizeof id, "%u", d);
		for (unsigned i = 0; i < 50; i++)
			buf_printf(&text, "%sw%u", i ? " " : "", (unsigned)chance(i * 4 + 1));
		add(w, id, text.ptr);
		buf_free(&text);
	}
	close_committed(w);
}

static void ask(struct glass_places *places, const char *term)
{
	assert_true(glass_places_ask(places, str_from_c(term)));
}

static void what_libxapian_wrote_is_read(void **state)
{
	(void)state;
	enum { DOCS = 3000 };
	write_words("libxapian", DOCS);
	struct xc_db *db = open_db("libxapian");
	struct glass_places *places = glass_places_open(in_folder("libxapian"), &err);
	struct xc_positions wanted = {0};
	WORKS(places);
	size_t found = 0;
	for (unsigned i = 0; i < 200; i++) {
		char term[16];
		snprintf(term, sizeof term, "w%u", i);
		ask(places, term);
		for (uint32_t d = 1; d <= DOCS; d += 1 + chance(60)) {
			uint32_t positions[64];
			size_t n;
			WORKS(xc_db_positions(db, d, str_from_c(term), &wanted, &err));
			WORKS(glass_places_read(places, d, 64, positions, &n, &err));
			assert_int_equal(n, wanted.len);
			if (n > 0)
				assert_memory_equal(positions, wanted.ptr, n * sizeof *positions);
			found += n;
		}
	}
	assert_true(found > 1000);
	xc_positions_free(&wanted);
	glass_places_close(places);
	xc_db_close(db);
}

static void a_database_without_positions_has_none(void **state)
{
	(void)state;
	uint32_t position;
	size_t n;
	struct xc_writer *w = create("bare");
	struct xc_doc *doc = xc_doc_new(&err);
	xc_doc_add_term(doc, STR("a"), 1);
	WORKS(xc_writer_add(w, doc, NULL, &err));
	xc_doc_free(doc);
	close_committed(w);
	struct glass_places *places = glass_places_open(in_folder("bare"), &err);
	WORKS(places);
	ask(places, "a");
	WORKS(glass_places_read(places, 1, 1, &position, &n, &err));
	assert_int_equal(n, 0);
	glass_places_close(places);
	FAILS(glass_places_open(in_folder("nowhere"), &err), ERROR_NOT_FOUND);
}

static void overwrite(const char *path, off_t at, unsigned char byte)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	close(fd);
}

static unsigned char byte_at(const char *path, off_t at)
{
	unsigned char byte;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &byte, 1, at), 1);
	close(fd);
	return byte;
}

/* Reads much of what is there; every answer is in order, whatever the table says. */
static bool read_all(const char *path)
{
	struct glass_places *places = glass_places_open(path, &err);
	bool ok = places != NULL;
	for (unsigned i = 0; ok && i < 60; i++) {
		char term[16];
		snprintf(term, sizeof term, "w%u", i);
		ask(places, term);
		for (uint32_t d = 1; ok && d <= 300; d += 7) {
			uint32_t positions[64];
			size_t n;
			ok = glass_places_read(places, d, 64, positions, &n, &err);
			for (size_t k = 1; ok && k < n; k++)
				assert_true(positions[k - 1] < positions[k]);
		}
	}
	glass_places_close(places);
	return ok;
}

static void damage_is_told_or_harmless(void **state)
{
	(void)state;
	enum { BLOCK = 8192, TRIES = 600 };
	write_words("damaged", 300);
	const char *path = in_folder("damaged");
	char table[160], version[160];
	snprintf(table, sizeof table, "%s/position.glass", path);
	snprintf(version, sizeof version, "%s/iamglass", path);
	WORKS(read_all(path));
	size_t told = 0;
	for (unsigned i = 0; i < TRIES; i++) {
		bool in_table = i % 4 != 0;
		const char *file = in_table ? table : version;
		/* Heads, directories and what follows them, of the first blocks. */
		off_t at = in_table ? (off_t)(chance(6) * BLOCK + chance(i % 2 ? 40 : BLOCK))
				    : (off_t)chance(60);
		unsigned char was = byte_at(file, at);
		overwrite(file, at, (unsigned char)(was ^ (1U << chance(8))));
		bool ok = read_all(path);
		if (!ok)
			assert_true(err.message[0] != '\0');
		told += !ok;
		overwrite(file, at, was);
	}
	assert_true(told > TRIES / 10);
	WORKS(read_all(path));
	assert_int_equal(truncate(table, BLOCK), 0);
	FAILS(read_all(path), ERROR_CORRUPT);
	assert_int_equal(truncate(version, 20), 0);
	FAILS(read_all(path), ERROR_VERSION);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_unpacked_as_they_were_packed),
		cmocka_unit_test(any_bytes_are_a_list_or_refused),
		cmocka_unit_test(what_libxapian_wrote_is_read),
		cmocka_unit_test(a_database_without_positions_has_none),
		cmocka_unit_test(damage_is_told_or_harmless),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
