/* glass: a database that it writes is the one that libxapian would have written. */
#include "glass/pack.h"
#include "glass/positions.h"
#include "glass/writer.h"
#include "unit/chance.h"
#include "unit/xapianc_fixture.h"

#include <stdlib.h>

/* ---- Encodings ---- */

static void numbers_sort_as_their_bytes_do(void **state)
{
	(void)state;
	static const struct {
		uint32_t value;
		const char *bytes;
		size_t len;
	} cases[] = {
		{0, "\0\0", 2},
		{1, "\0\1", 2},
		{0x7fff, "\x7f\xff", 2},
		{0x8000, "\x80\x80\0", 3},
		{0x3fffff, "\xbf\xff\xff", 3},
		{0x400000, "\xc0\x40\0\0", 4},
		{0x1fffffff, "\xdf\xff\xff\xff", 4},
		{0x20000000, "\xe0\x20\0\0\0", 5},
		{0xffffffff, "\xe0\xff\xff\xff\xff", 5},
	};
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_reset(&out);
		glass_pack_uint_sorting(&out, cases[i].value);
		assert_int_equal(out.len, cases[i].len);
		assert_memory_equal(out.ptr, cases[i].bytes, cases[i].len);
	}
	buf_free(&out);
}

static void nuls_in_a_term_are_marked(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	glass_pack_term(&out, str_make("a\0b", 3), false);
	glass_pack_term(&out, str_make("\0", 1), true);
	assert_int_equal(out.len, 7);
	assert_memory_equal(out.ptr,
		"a\0\xff"
		"b\0"
		"\0\xff",
		7);
	buf_free(&out);
}

/* ---- Databases ---- */

enum { TERMS = 60, DOCS_MAX = 60000, POSITIONS_MAX = 300 };

/* What term T of document D is: derived, so that nothing need be kept. */
struct occurrence {
	bool there;
	uint32_t count;
	uint32_t positions[POSITIONS_MAX];
	size_t position_count;
};

static struct str term_name(unsigned t, char out[260])
{
	static const char odd[][8] = {"\0", "\0\xff", "a", "a\0", "a\0b", "\xc3\xa0", "zz"};
	static const size_t odd_len[] = {1, 2, 1, 2, 3, 2, 2};
	enum { ODD = sizeof odd_len / sizeof *odd_len };
	if (t < ODD) {
		memcpy(out, odd[t], odd_len[t]);
		return str_make(out, odd_len[t]);
	}
	size_t len = t % 7 == 0 ? 240 : 3;
	memset(out, 'b' + (int)(t % 20), len);
	out[len - 1] = (char)('0' + t / 20);
	return str_make(out, len);
}

/* Some terms are in all documents, some in few, some in runs with long gaps. */
static void occur(unsigned t, uint32_t d, struct occurrence *o)
{
	chance_start(t * 7919 + d * 104729);
	o->there = t % 5 == 0 || chance(1U << (t % 12)) == 0;
	o->count = 1 + chance(t % 9 == 0 ? 100000 : 5);
	o->position_count = t % 3 == 0 ? 0 : 1 + chance(d % 100 == 0 ? POSITIONS_MAX : 6);
	uint32_t at = chance(20);
	for (size_t i = 0; i < o->position_count; i++)
		o->positions[i] = at += 1 + chance(i % 50 == 49 ? 1 << 20 : t % 4 == 0 ? 1 : 300);
}

static struct str data_of(uint32_t d, char *out)
{
	state_of_chance = d;
	size_t len = d % 50 == 7 ? chance(100000) : d % 10 == 3 ? 0 : chance(40);
	for (size_t i = 0; i < len; i++)
		out[i] = (char)chance(256);
	return str_make(out, len);
}

static struct str value_of(uint32_t d, char *out)
{
	state_of_chance = d;
	int n = d % 4 == 0 ? 0 : sprintf(out, "2017%04u", (unsigned)chance(10000));
	return str_make(out, (size_t)n);
}

static int compare_terms(const void *a, const void *b)
{
	char one[260];
	char two[260];
	return str_compare(
		term_name(*(const unsigned *)a, one), term_name(*(const unsigned *)b, two));
}

static uint32_t length_of(uint32_t d)
{
	struct occurrence o;
	uint32_t length = 0;
	for (unsigned t = 0; t < TERMS; t++) {
		occur(t, d, &o);
		length += o.there ? o.count : 0;
	}
	return length;
}

static void write_terms(struct glass_writer *w, uint32_t docs)
{
	unsigned order[TERMS];
	char name[260];
	struct occurrence o;
	struct buf packed = BUF_INIT;
	for (unsigned t = 0; t < TERMS; t++)
		order[t] = t;
	qsort(order, TERMS, sizeof *order, compare_terms);
	for (unsigned i = 0; i < TERMS; i++) {
		uint32_t documents = 0;
		uint64_t occurrences = 0;
		for (uint32_t d = 1; d <= docs; d++) {
			occur(order[i], d, &o);
			documents += o.there;
			occurrences += o.there ? o.count : 0;
		}
		if (documents == 0)
			continue;
		WORKS(glass_writer_term(
			w, term_name(order[i], name), documents, occurrences, &err));
		for (uint32_t d = 1; d <= docs; d++) {
			occur(order[i], d, &o);
			if (!o.there)
				continue;
			WORKS(glass_writer_posting(w, d, o.count, &err));
			buf_reset(&packed);
			if (o.position_count == 0)
				continue;
			glass_pack_positions(&packed, o.positions, o.position_count);
			WORKS(glass_writer_positions(w, d, buf_str(&packed), &err));
		}
	}
	buf_free(&packed);
}

static void write_database(const char *path, uint32_t docs)
{
	char *data = malloc(100000);
	char value[16];
	struct glass_writer *w = glass_writer_open(path, &err);
	WORKS(w);
	for (uint32_t d = 1; d <= docs; d++) {
		WORKS(glass_writer_document(w, length_of(d), data_of(d, data), &err));
		struct str v = value_of(d, value);
		if (v.len > 0)
			WORKS(glass_writer_value(w, 0, v, &err));
	}
	write_terms(w, docs);
	WORKS(glass_writer_finish(w, &err));
	glass_writer_close(w);
	free(data);
}

static void check_documents(struct xc_db *db, uint32_t docs, uint32_t step)
{
	struct buf out = BUF_INIT;
	char *data = malloc(100000);
	char value[16];
	for (uint32_t d = 1; d <= docs; d += step) {
		uint32_t length;
		WORKS(xc_db_doc_length(db, d, &length, &err));
		assert_int_equal(length, length_of(d));
		buf_reset(&out);
		WORKS(xc_db_data(db, d, &out, &err));
		assert_true(str_eq(buf_str(&out), data_of(d, data)));
		buf_reset(&out);
		WORKS(xc_db_value(db, d, 0, &out, &err));
		assert_true(str_eq(buf_str(&out), value_of(d, value)));
	}
	free(data);
	buf_free(&out);
}

static void check_term(struct xc_db *db, unsigned t, uint32_t docs, uint32_t step)
{
	char name[260];
	struct occurrence o;
	struct xc_term_stats wanted = {0};
	struct xc_term_stats stats;
	struct xc_positions p = {0};
	struct str term = term_name(t, name);
	for (uint32_t d = 1; d <= docs; d++) {
		occur(t, d, &o);
		wanted.documents += o.there;
		wanted.occurrences += o.there ? o.count : 0;
		if (d % step != 0)
			continue;
		WORKS(xc_db_positions(db, d, term, &p, &err));
		assert_int_equal(p.len, o.there ? o.position_count : 0);
		if (p.len > 0)
			assert_memory_equal(p.ptr, o.positions, p.len * sizeof *p.ptr);
	}
	uint32_t documents;
	WORKS(xc_db_frequency(db, term, &documents, &err));
	assert_int_equal(documents, wanted.documents);
	WORKS(xc_db_term_stats(db, term, &stats, &err));
	assert_int_equal(stats.documents, wanted.documents);
	assert_int_equal(stats.occurrences, wanted.occurrences);
	xc_positions_free(&p);
}

/* The documents that have the term, by a match, which walks all chunks. */
static void check_postings(struct xc_db *db, unsigned t, uint32_t docs)
{
	char name[260];
	struct occurrence o;
	const struct xc_match_options all = {.limit = docs, .boolean = true};
	struct xc_query *q = xc_query_term(term_name(t, name), 1, &err);
	struct xc_matches *m = xc_match(db, q, &all, &err);
	WORKS(m);
	size_t at = 0;
	for (uint32_t d = 1; d <= docs; d++) {
		occur(t, d, &o);
		if (o.there)
			assert_int_equal(m->hits[at++].docid, d);
	}
	assert_int_equal(m->count, at);
	xc_matches_free(m);
	xc_query_free(q);
}

static bool count_term(void *context, struct str term, struct xc_term_stats stats)
{
	(void)term;
	*(size_t *)context += stats.documents > 0;
	return true;
}

static void check_database(const char *path, uint32_t docs, uint32_t step)
{
	struct xc_db *db = xc_db_open(path, &err);
	WORKS(db);
	struct xc_stats stats;
	WORKS(xc_db_stats(db, &stats, &err));
	assert_int_equal(stats.doc_count, docs);
	assert_int_equal(stats.last_docid, docs);
	assert_true(stats.has_positions);
	check_documents(db, docs, step);
	size_t wanted = 0;
	for (unsigned t = 0; t < TERMS; t++) {
		struct xc_term_stats s;
		char name[260];
		check_term(db, t, docs, step);
		check_postings(db, t, docs);
		WORKS(xc_db_term_stats(db, term_name(t, name), &s, &err));
		wanted += s.documents > 0;
	}
	size_t terms = 0;
	WORKS(xc_db_each_term(db, STR(""), count_term, &terms, &err));
	assert_int_equal(terms, wanted);
	xc_db_close(db);
}

static void libxapian_reads_all_that_was_written(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		uint32_t docs, step;
	} cases[] = {{"one", 1, 1}, {"some", 700, 1}, {"many", DOCS_MAX, 997}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		write_database(in_folder(cases[i].name), cases[i].docs);
		check_database(in_folder(cases[i].name), cases[i].docs, cases[i].step);
	}
}

/* Values sort, and ranges of them filter, as in a database of libxapian's own. */
static void values_can_be_searched(void **state)
{
	(void)state;
	enum { DOCS = 5000 };
	char value[16];
	write_database(in_folder("values"), DOCS);
	struct xc_db *db = open_db("values");
	struct str lo = STR("20173000");
	struct str hi = STR("20173999");
	size_t wanted = 0;
	for (uint32_t d = 1; d <= DOCS; d++) {
		struct str v = value_of(d, value);
		wanted += v.len > 0 && str_compare(v, lo) >= 0 && str_compare(v, hi) <= 0;
	}
	const struct xc_match_options all = {
		.limit = DOCS, .sort = XC_BY_SLOT_ASCENDING, .sort_slot = 0};
	struct xc_query *q = xc_query_range(0, &lo, &hi, &err);
	struct xc_matches *m = xc_match(db, q, &all, &err);
	WORKS(m);
	assert_int_equal(m->count, wanted);
	assert_true(wanted > 300);
	char before[16] = "";
	for (size_t i = 0; i < m->count; i++) {
		struct str v = value_of(m->hits[i].docid, value);
		assert_true(strncmp(before, v.ptr, v.len) <= 0);
		memcpy(before, v.ptr, v.len + 1);
	}
	xc_matches_free(m);
	xc_query_free(q);
	xc_db_close(db);
}

static void two_of_them_compact_into_one(void **state)
{
	(void)state;
	write_database(in_folder("left"), 700);
	write_database(in_folder("right"), 300);
	char *paths[] = {strdup(in_folder("left")), strdup(in_folder("right"))};
	WORKS(xc_compact((const char *const *)paths, 2, in_folder("both"), NULL, &err));
	struct xc_db *db = open_db("both");
	struct xc_stats stats;
	struct buf out = BUF_INIT;
	char value[16];
	WORKS(xc_db_stats(db, &stats, &err));
	assert_int_equal(stats.doc_count, 1000);
	WORKS(xc_db_value(db, 701, 0, &out, &err));
	assert_true(str_eq(buf_str(&out), value_of(1, value)));
	buf_free(&out);
	xc_db_close(db);
	free(paths[0]);
	free(paths[1]);
}

static void wrong_use_is_refused(void **state)
{
	(void)state;
	struct glass_writer *w = glass_writer_open(in_folder("wrong"), &err);
	WORKS(w);
	FAILS(glass_writer_open(in_folder("wrong"), &err), ERROR_IO);
	WORKS(glass_writer_document(w, 2, STR("x"), &err));
	WORKS(glass_writer_term(w, STR("b"), 1, 1, &err));
	WORKS(glass_writer_posting(w, 1, 1, &err));
	WORKS(glass_writer_term(w, STR("a"), 1, 1, &err));
	WORKS(glass_writer_posting(w, 1, 1, &err));
	FAILS(glass_writer_finish(w, &err), ERROR_INTERNAL);
	glass_writer_close(w);
	FAILS(xc_db_open(in_folder("wrong"), &err), ERROR_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_sort_as_their_bytes_do),
		cmocka_unit_test(nuls_in_a_term_are_marked),
		cmocka_unit_test(libxapian_reads_all_that_was_written),
		cmocka_unit_test(values_can_be_searched),
		cmocka_unit_test(two_of_them_compact_into_one),
		cmocka_unit_test(wrong_use_is_refused),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
