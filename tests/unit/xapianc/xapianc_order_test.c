/* xapianc: the same documents weigh the same, and stand in the same order, whatever shards they are
 * in and whatever else these hide. */
#include "unit/xapianc_fixture.h"

#include <stdlib.h>

enum { DOCUMENTS = 60, SLOT_DAY = 1, SLOT_ORDER = 2 };

static const char *const words[] = {"an", "ninh", "tổ", "quốc", "giao", "thông"};
enum { WORDS = sizeof words / sizeof *words };

/* How often document NUMBER has word number WORD: several are alike. */
static uint32_t times(size_t number, size_t word)
{
	return (uint32_t)((number / 7 + word) % 4) * (number % (word + 2) == 0);
}

/* Adds document NUMBER; its data is the number. Its order is the reverse of that of the numbers. */
static void add_document(struct xc_writer *w, size_t number)
{
	char data[16], order[16], day[2] = {(char)('a' + number % 3), '\0'};
	struct xc_doc *doc = xc_doc_new(&err);
	WORKS(doc);
	for (size_t i = 0; i < WORDS; i++) {
		if (times(number, i) > 0)
			xc_doc_add_term(doc, str_from_c(words[i]), times(number, i));
	}
	xc_doc_add_term(doc, STR("all"), 1);
	snprintf(data, sizeof data, "%zu", number);
	snprintf(order, sizeof order, "%04zu", 1000 - number);
	xc_doc_set_value(doc, SLOT_DAY, str_from_c(day));
	xc_doc_set_value(doc, SLOT_ORDER, str_from_c(order));
	xc_doc_set_data(doc, str_from_c(data));
	WORKS(xc_writer_add(w, doc, NULL, &err));
	xc_doc_free(doc);
}

/* What the hidden documents of the second database have: numbers 100 to 119. */
static bool count_hidden(void *context, struct str term, uint32_t *documents, struct error *error)
{
	(void)context;
	(void)error;
	*documents = str_eq(term, STR("all")) ? 20 : 0;
	for (size_t i = 0; i < WORDS; i++) {
		for (size_t d = 100; str_eq(term, str_from_c(words[i])) && d < 120; d++)
			*documents += times(d, i) > 0;
	}
	return true;
}

static uint64_t length_of_hidden(void)
{
	uint64_t length = 20;
	for (size_t d = 100; d < 120; d++) {
		for (size_t i = 0; i < WORDS; i++)
			length += times(d, i);
	}
	return length;
}

/* In one shard; and backwards in three, with others that are hidden. */
static int make_databases(void **state)
{
	if (make_folder(state) != 0)
		return -1;
	struct xc_writer *whole = create("whole");
	struct xc_writer *part[] = {create("part0"), create("part1"), create("part2")};
	for (size_t d = 100; d < 120; d++)
		add_document(part[d % 2], d);
	for (size_t d = 0; d < DOCUMENTS; d++) {
		add_document(whole, d);
		add_document(part[d % 5 % 3], DOCUMENTS - 1 - d);
	}
	close_committed(whole);
	for (size_t i = 0; i < 3; i++)
		close_committed(part[i]);
	return 0;
}

static struct xc_db *open_parts(void)
{
	static struct xc_hidden hidden = {.frequency = count_hidden};
	const struct xc_source parts[] = {{.path = in_folder("part0")},
		{.path = in_folder("part1")}, {.path = in_folder("part2")}};
	struct xc_db *all = xc_db_open_all(parts, 3, &err);
	uint32_t docids[20];
	WORKS(all);
	/* The first ten of the first two parts. */
	for (uint32_t i = 0; i < 20; i++)
		docids[i] = i / 2 * 3 + i % 2 + 1;
	WORKS(xc_db_hide(all, docids, 20, &err));
	hidden.length = length_of_hidden();
	xc_db_set_hidden(all, &hidden);
	return all;
}

static struct xc_query *word(struct xc_db *db, size_t i)
{
	return xc_query_scale(
		xc_query_word(db, str_from_c(words[i]), &err), 0.3 + 0.7 * (double)i, &err);
}

/* Number KIND, in DB. */
static struct xc_query *make_query(struct xc_db *db, unsigned kind)
{
	struct xc_query *subs[WORDS];
	for (size_t i = 0; i < WORDS; i++)
		subs[i] = word(db, i);
	if (kind == 0)
		return xc_query_or(subs, WORDS, &err);
	struct xc_query *same = xc_query_synonym(subs, WORDS / 2, &err);
	struct xc_query *others = xc_query_or(subs + WORDS / 2, WORDS - WORDS / 2, &err);
	if (kind == 1)
		return xc_query_and_maybe(same, others, &err);
	xc_query_free(same);
	xc_query_free(others);
	return kind == 2 ? xc_query_term(STR("all"), 1, &err) : xc_query_everything(&err);
}

static void append_hits(struct xc_db *db, const struct xc_query *q,
	const struct xc_match_options *options, struct buf *out)
{
	struct xc_matches *m = xc_match(db, q, options, &err);
	WORKS(m);
	for (size_t i = 0; i < m->count; i++) {
		WORKS(xc_db_data(db, m->hits[i].docid, out, &err));
		buf_printf(out, ":%a ", m->hits[i].weight);
	}
	buf_push(out, '\0');
	xc_matches_free(m);
}

static void shards_make_no_difference(void **state)
{
	(void)state;
	static const struct xc_bm25 bm25 = {.k1 = 1.5, .b = 0.9, .min_length = 0.5};
	struct xc_db *dbs[] = {open_db("whole"), open_parts()};
	for (unsigned i = 0; i < 4 * 3 * DOCUMENTS; i++) {
		const struct xc_match_options options = {.limit = i % DOCUMENTS + 1,
			.offset = i % 4,
			.check_at_least = UINT32_MAX,
			.sort = i / DOCUMENTS % 3,
			.sort_slot = SLOT_DAY,
			.breaks_ties = true,
			.tie_slot = SLOT_ORDER,
			.boolean = i / DOCUMENTS / 3 == 3,
			.bm25 = &bm25};
		struct buf hits[2] = {BUF_INIT, BUF_INIT};
		for (size_t k = 0; k < 2; k++) {
			struct xc_query *q = make_query(dbs[k], i / DOCUMENTS / 3);
			WORKS(q);
			append_hits(dbs[k], q, &options, &hits[k]);
			xc_query_free(q);
		}
		assert_string_equal(hits[0].ptr, hits[1].ptr);
		buf_free(&hits[0]);
		buf_free(&hits[1]);
	}
	xc_db_close(dbs[0]);
	xc_db_close(dbs[1]);
}

static void statistics_are_those_of_what_is_there(void **state)
{
	(void)state;
	struct xc_db *dbs[] = {open_db("whole"), open_parts()};
	struct xc_stats stats[2];
	for (size_t k = 0; k < 2; k++)
		WORKS(xc_db_stats(dbs[k], &stats[k], &err));
	assert_int_equal(stats[0].doc_count, DOCUMENTS);
	assert_int_equal(stats[1].doc_count, DOCUMENTS);
	assert_true(stats[0].average_length >= stats[1].average_length &&
		    stats[0].average_length <= stats[1].average_length);
	for (size_t i = 0; i < WORDS; i++) {
		uint32_t documents[2];
		for (size_t k = 0; k < 2; k++)
			WORKS(xc_db_frequency(dbs[k], str_from_c(words[i]), &documents[k], &err));
		assert_true(documents[0] > 0);
		assert_int_equal(documents[0], documents[1]);
	}
	xc_db_close(dbs[0]);
	xc_db_close(dbs[1]);
}

static void equals_stand_in_their_order(void **state)
{
	(void)state;
	static const struct xc_bm25 bm25 = {.k1 = 1.5, .b = 0, .min_length = 0.5};
	static const struct {
		struct xc_match_options options;
		const char *want;
	} cases[] = {
		{{.limit = 3}, "59:0x0p+0 58:0x0p+0 57:0x0p+0 "},
		{{.limit = 2, .offset = 3}, "56:0x0p+0 55:0x0p+0 "},
		{{.limit = 2, .sort = XC_BY_SLOT_ASCENDING}, "57:0x0p+0 54:0x0p+0 "},
		{{.limit = 2, .offset = 19, .sort = XC_BY_SLOT_DESCENDING}, "2:0x0p+0 58:0x0p+0 "},
	};
	struct xc_db *dbs[] = {open_db("whole"), open_parts()};
	struct xc_query *q = xc_query_scale(xc_query_term(STR("all"), 1, &err), 0, &err);
	WORKS(q);
	for (size_t i = 0; i < 2 * 2 * sizeof cases / sizeof *cases; i++) {
		struct xc_match_options options = cases[i / 4].options;
		struct buf hits = BUF_INIT;
		options.sort_slot = SLOT_DAY;
		options.breaks_ties = true;
		options.tie_slot = SLOT_ORDER;
		options.bm25 = &bm25;
		options.boolean = i % 2;
		append_hits(dbs[i / 2 % 2], q, &options, &hits);
		assert_string_equal(hits.ptr, cases[i / 4].want);
		buf_free(&hits);
	}
	xc_query_free(q);
	xc_db_close(dbs[0]);
	xc_db_close(dbs[1]);
}

/* What is loose, all equal here, only moves within its bounds; a group that reaches out of them is
   settled. */
static void loose_equals_are_the_same_ones(void **state)
{
	(void)state;
	static const struct xc_bm25 bm25 = {.k1 = 1.5, .b = 0, .min_length = 0.5};
	static const struct {
		uint32_t from, end;
		bool is_settled;
	} cases[] = {{0, 0, true}, {1, DOCUMENTS, true}, {0, DOCUMENTS - 1, true},
		{0, DOCUMENTS, false}};
	struct xc_db *db = open_db("whole");
	struct xc_query *q = xc_query_scale(xc_query_term(STR("all"), 1, &err), 0, &err);
	WORKS(q);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct xc_match_options options = {.limit = DOCUMENTS,
			.breaks_ties = true,
			.tie_slot = SLOT_ORDER,
			.bm25 = &bm25,
			.loose_from = cases[i].from,
			.loose_end = cases[i].end};
		struct xc_matches *m = xc_match(db, q, &options, &err);
		WORKS(m);
		assert_int_equal(m->count, DOCUMENTS);
		bool seen[DOCUMENTS + 1] = {false};
		bool is_settled = true;
		for (size_t k = 0; k < m->count; k++) {
			assert_false(seen[m->hits[k].docid]);
			seen[m->hits[k].docid] = true;
			is_settled &= k == 0 || m->hits[k].docid < m->hits[k - 1].docid;
		}
		assert_int_equal(is_settled, cases[i].is_settled);
		xc_matches_free(m);
	}
	xc_query_free(q);
	xc_db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statistics_are_those_of_what_is_there),
		cmocka_unit_test(shards_make_no_difference),
		cmocka_unit_test(equals_stand_in_their_order),
		cmocka_unit_test(loose_equals_are_the_same_ones),
	};
	return cmocka_run_group_tests_name("xapianc order", tests, make_databases, remove_folder);
}
