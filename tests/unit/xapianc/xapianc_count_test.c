/* xapianc: totals, and sets. */
#include "unit/xapianc_fixture.h"
#include "xapianc/set.h"

static const char *const texts[] = {
	"an ninh tổ quốc",
	"an toàn",
	"báo cáo tố quốc",
	"quốc gia tổ chức",
	"an ninh",
	"an ngày ngày",
};

enum { TEXTS = sizeof texts / sizeof *texts };

/* The texts, spread over SOURCES databases. */
static struct xc_db *spread(int sources)
{
	struct xc_source all[TEXTS] = {0};
	for (int i = 0; i < sources; i++) {
		char name[16];
		snprintf(name, sizeof name, "count-%d-%d", sources, i);
		struct xc_writer *w = create(name);
		for (int k = i; k < TEXTS; k += sources) {
			char id[2] = {(char)('1' + k), '\0'};
			add(w, id, texts[k]);
		}
		close_committed(w);
		all[i].path = in_folder(name);
	}
	struct xc_db *db = xc_db_open_all(all, (size_t)sources, &err);
	WORKS(db);
	return db;
}

static struct xc_query *term(const char *text)
{
	return xc_query_term(str_from_c(text), 1, &err);
}

typedef struct xc_query *combine(struct xc_query **subs, size_t n, struct error *e);

static struct xc_query *two(const char *a, const char *b, combine *with)
{
	struct xc_query *subs[] = {term(a), term(b)};
	return with(subs, 2, &err);
}

static struct xc_query *an_ninh(void)
{
	struct xc_query *subs[] = {term("an"), term("ninh")};
	return xc_query_phrase(subs, 2, 2, &err);
}

static struct xc_query *query_number(size_t i)
{
	switch (i) {
	case 0:
		return term("an");
	case 1:
		return term("missing");
	case 2:
		return two("an", "ninh", xc_query_and);
	case 3:
		return two("tổ", "tố", xc_query_or);
	case 4:
		return two("tổ", "tố", xc_query_max);
	case 5:
		return two("tổ", "tố", xc_query_synonym);
	case 6:
		return an_ninh();
	case 7:
		return xc_query_and_not(two("an", "tổ", xc_query_or), an_ninh(), &err);
	case 8:
		return xc_query_and_not(
			two("an", "tổ", xc_query_or), two("ninh", "chức", xc_query_or), &err);
	case 9:
		return xc_query_filter(
			two("an", "tổ", xc_query_or), xc_query_scale(term("quốc"), 0, &err), &err);
	case 10:
		return xc_query_and_maybe(term("quốc"), term("an"), &err);
	case 11:
		return xc_query_and_not(xc_query_everything(&err), term("an"), &err);
	case 12:
		return xc_query_nothing(&err);
	}
	return NULL;
}

/* One bit for each text of which DB has the document DOCID. */
static bool note_document(void *context, uint32_t docid)
{
	unsigned *bits = context;
	assert_true(docid >= 1 && docid < 32 && !(*bits >> docid & 1));
	*bits |= 1U << docid;
	return true;
}

/* A match has the same documents. */
static void check_set(struct xc_db *db, const struct xc_query *q, uint64_t wanted)
{
	unsigned bits = 0, matched = 0;
	struct xc_match_options options = {.limit = TEXTS};
	struct xc_matches *found = xc_match(db, q, &options, &err);
	struct xc_set *set = xc_select(db, q, &err);
	WORKS(found && set);
	assert_true(xc_set_total(set).exact && xc_set_total(set).count == wanted);
	assert_true(xc_set_each(set, note_document, &bits));
	for (size_t i = 0; i < found->count; i++)
		matched |= 1U << found->hits[i].docid;
	assert_int_equal(bits, matched);
	xc_set_free(set);
	xc_matches_free(found);
}

/* How many of those that are not hidden match query number I. */
static void check_count(struct xc_db *db, size_t i, uint64_t wanted)
{
	struct xc_query *q = query_number(i);
	check_set(db, q, wanted);
	for (uint32_t most = 1; most <= TEXTS + 1; most++) {
		struct xc_total total;
		WORKS(xc_count(db, q, most, &total, &err));
		assert_true(total.count <= wanted);
		assert_true(total.count >= (most < wanted ? most : wanted));
		assert_true(wanted >= most || total.exact);
		assert_true(!total.exact || total.count == wanted);
	}
	xc_query_free(q);
}

/* The documents that have the word OF. */
static struct xc_set *select_term(struct xc_db *db, const char *of)
{
	struct xc_query *q = term(of);
	struct xc_set *set = xc_select(db, q, &err);
	WORKS(set);
	xc_query_free(q);
	return set;
}

/* SET has BITS, and so has the query of it, of one term of which it keeps those. */
static void check_bits(struct xc_db *db, const struct xc_set *set, unsigned bits)
{
	unsigned walked = 0, matched = 0;
	struct xc_match_options options = {.limit = TEXTS};
	assert_true(xc_set_each(set, note_document, &walked));
	assert_int_equal(walked, bits);
	assert_int_equal(xc_set_total(set).count, __builtin_popcount(bits));
	struct xc_query *both[] = {xc_query_set(db, set, &err), xc_query_everything(&err)};
	struct xc_query *q = xc_query_and(both, 2, &err);
	WORKS(q);
	struct xc_matches *found = xc_match(db, q, &options, &err);
	WORKS(found);
	for (size_t i = 0; i < found->count; i++)
		matched |= 1U << found->hits[i].docid;
	assert_int_equal(matched, bits);
	xc_matches_free(found);
	xc_query_free(q);
}

static void check_sets(struct xc_db *db)
{
	struct xc_set *an = select_term(db, "an");
	struct xc_set *country = select_term(db, "quốc");
	unsigned with_an = 0, with_country = 0;
	xc_set_each(an, note_document, &with_an);
	xc_set_each(country, note_document, &with_country);
	assert_true(with_an & with_country && with_an & ~with_country);
	check_bits(db, an, with_an);

	xc_set_add_all(an, country);
	check_bits(db, an, with_an | with_country);
	xc_set_remove_all(an, country);
	check_bits(db, an, with_an & ~with_country);
	xc_set_keep_all(an, country);
	check_bits(db, an, 0);
	xc_set_remove(country, 1);
	check_bits(db, country, with_country & ~2U);
	xc_set_free(an);
	xc_set_free(country);
}

static void totals_are_exact_and_sets_combine(void **state)
{
	(void)state;
	static const uint64_t all[] = {4, 0, 2, 3, 3, 3, 2, 3, 2, 2, 3, 2, 0};
	static const uint64_t without_the_first[] = {3, 0, 1, 2, 2, 2, 1, 3, 2, 1, 2, 2, 0};
	static const uint32_t first = 1;
	for (int sources = 1; sources <= 3; sources++) {
		struct xc_db *db = spread(sources);
		check_sets(db);
		for (size_t i = 0; i < sizeof all / sizeof *all; i++)
			check_count(db, i, all[i]);
		WORKS(xc_db_hide(db, &first, 1, &err));
		for (size_t i = 0; i < sizeof all / sizeof *all; i++)
			check_count(db, i, without_the_first[i]);
		xc_db_close(db);
	}
}

static bool add_value(void *context, uint32_t docid, struct str value)
{
	(void)docid;
	buf_append(context, value);
	buf_push(context, ' ');
	return true;
}

static bool take_one(void *context, uint32_t docid, struct str value)
{
	add_value(context, docid, value);
	return false;
}

/* Every third of 300 documents has a value; the term "few" has every hundredth. */
static struct xc_db *with_values(void)
{
	struct xc_writer *w = create("values");
	struct xc_doc *d = xc_doc_new(&err);
	for (int i = 1; i <= 300; i++) {
		char value[8];
		snprintf(value, sizeof value, "v%d", i);
		xc_doc_clear(d);
		xc_doc_add_term(d, STR("all"), 1);
		if (i % 100 == 0)
			xc_doc_add_term(d, STR("few"), 1);
		if (i % 3 == 0)
			xc_doc_set_value(d, 5, str_from_c(value));
		WORKS(xc_writer_add(w, d, NULL, &err));
	}
	xc_doc_free(d);
	close_committed(w);
	struct xc_db *db = xc_db_open(in_folder("values"), &err);
	WORKS(db);
	return db;
}

static void values_are_those_of_the_set(void **state)
{
	(void)state;
	struct xc_db *db = with_values();
	struct buf seen = BUF_INIT;
	static const uint32_t hidden = 299;
	WORKS(xc_db_hide(db, &hidden, 1, &err));
	struct xc_query *q = term("few");
	struct xc_set *set = xc_select(db, q, &err);
	WORKS(set && xc_set_each_value(set, db, 5, add_value, &seen, &err));
	assert_true(str_eq(buf_str(&seen), STR("v300 ")));
	WORKS(xc_set_each_value(set, db, 4, add_value, &seen, &err));
	assert_true(str_eq(buf_str(&seen), STR("v300 ")));
	xc_set_free(set);
	xc_query_free(q);

	q = term("all");
	set = xc_select(db, q, &err);
	WORKS(set);
	assert_int_equal(xc_set_total(set).count, 299);
	buf_reset(&seen);
	WORKS(xc_set_each_value(set, db, 5, take_one, &seen, &err));
	assert_true(str_eq(buf_str(&seen), STR("v3 ")));
	buf_reset(&seen);
	WORKS(xc_set_each_value(set, db, 5, add_value, &seen, &err));
	size_t values = 0;
	for (size_t i = 0; i < seen.len; i++)
		values += seen.ptr[i] == ' ';
	assert_int_equal(values, 100);
	xc_set_free(set);
	xc_query_free(q);
	buf_free(&seen);
	xc_db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals_are_exact_and_sets_combine),
		cmocka_unit_test(values_are_those_of_the_set),
	};
	return cmocka_run_group_tests_name("xapianc_count", tests, make_folder, remove_folder);
}
