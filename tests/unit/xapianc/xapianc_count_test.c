/* xapianc: totals. */
#include "unit/xapianc_fixture.h"

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

/* How many of those that are not hidden match query number I. */
static void check_count(struct xc_db *db, size_t i, uint64_t wanted)
{
	struct xc_query *q = query_number(i);
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

static void totals_are_exact_below_the_bound(void **state)
{
	(void)state;
	static const uint64_t all[] = {4, 0, 2, 3, 3, 3, 2, 3, 2, 2, 3, 2, 0};
	static const uint64_t without_the_first[] = {3, 0, 1, 2, 2, 2, 1, 3, 2, 1, 2, 2, 0};
	static const uint32_t first = 1;
	for (int sources = 1; sources <= 3; sources++) {
		struct xc_db *db = spread(sources);
		for (size_t i = 0; i < sizeof all / sizeof *all; i++)
			check_count(db, i, all[i]);
		WORKS(xc_db_hide(db, &first, 1, &err));
		for (size_t i = 0; i < sizeof all / sizeof *all; i++)
			check_count(db, i, without_the_first[i]);
		xc_db_close(db);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals_are_exact_below_the_bound),
	};
	return cmocka_run_group_tests_name("xapianc_count", tests, make_folder, remove_folder);
}
