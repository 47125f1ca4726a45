/* xapianc: queries, and what they match. */
#include "unit/xapianc_fixture.h"

#include <math.h>
#include <unistd.h>

/* The documents that the queries run on. Their value in slot 7 is the number. */
static const char *const texts[] = {
	"bảo vệ an ninh tổ quốc",
	"an toàn giao thông",
	"tố cáo quốc hội",
	"quốc gia và tổ chức",
	"ngày ngày an ninh",
	"ngày an",
};

static struct xc_db *db;

/* Writes the texts into one database, and into three by turns. */
static int make_databases(void **state)
{
	if (make_folder(state) != 0)
		return -1;
	struct xc_writer *whole = create("whole");
	struct xc_writer *part[] = {create("part0"), create("part1"), create("part2")};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char id[8];
		snprintf(id, sizeof id, "%zu", i + 1);
		add(whole, id, texts[i]);
		add(part[i % 3], id, texts[i]);
	}
	close_committed(whole);
	for (size_t i = 0; i < 3; i++)
		close_committed(part[i]);
	db = open_db("whole");
	return 0;
}

static int remove_databases(void **state)
{
	xc_db_close(db);
	return remove_folder(state);
}

static struct xc_db *open_parts(void)
{
	const struct xc_source parts[] = {{.path = in_folder("part0")},
		{.path = in_folder("part1")}, {.path = in_folder("part2")}};
	struct xc_db *all = xc_db_open_all(parts, 3, &err);
	WORKS(all);
	return all;
}

static struct xc_query *read_query(struct str *text);

static double read_number(struct str *text)
{
	struct str word;
	assert_true(str_split(text, ' ', &word));
	return strtod(word.ptr, NULL);
}

/* Up to the closing bracket. */
static size_t read_queries(struct str *text, struct xc_query **subs)
{
	size_t n = 0;
	while (!str_starts_with(*text, STR(")")))
		subs[n++] = read_query(text);
	struct str bracket;
	str_split(text, ' ', &bracket);
	return n;
}

static struct xc_query *read_range(struct str *text)
{
	struct str lo, hi;
	str_split(text, ' ', &lo);
	str_split(text, ' ', &hi);
	return xc_query_range(
		7, str_eq(lo, STR("*")) ? NULL : &lo, str_eq(hi, STR("*")) ? NULL : &hi, &err);
}

/* "(" has been read; the operator comes next. */
static struct xc_query *read_operator(struct str *text)
{
	static const struct {
		const char *name;
		struct xc_query *(*make)(struct xc_query **, size_t, struct error *);
	} lists[] = {
		{"and", xc_query_and},
		{"or", xc_query_or},
		{"max", xc_query_max},
		{"synonym", xc_query_synonym},
	};
	static const struct {
		const char *name;
		struct xc_query *(*make)(struct xc_query *, struct xc_query *, struct error *);
	} pairs[] = {
		{"and_not", xc_query_and_not},
		{"and_maybe", xc_query_and_maybe},
		{"filter", xc_query_filter},
	};
	static const struct {
		const char *name;
		struct xc_query *(*make)(struct xc_query **, size_t, uint32_t, struct error *);
	} windows[] = {
		{"phrase", xc_query_phrase},
		{"near", xc_query_near},
	};
	static const struct {
		const char *name;
		struct xc_query *(*make)(struct xc_query *, double, struct error *);
	} weights[] = {
		{"scale", xc_query_scale},
		{"add_weight", xc_query_add_weight},
	};
	struct xc_query *subs[16];
	struct str op;
	assert_true(str_split(text, ' ', &op));
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (str_eq(op, str_from_c(lists[i].name)))
			return lists[i].make(subs, read_queries(text, subs), &err);
	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++)
		if (str_eq(op, str_from_c(windows[i].name))) {
			uint32_t window = (uint32_t)read_number(text);
			return windows[i].make(subs, read_queries(text, subs), window, &err);
		}
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (str_eq(op, str_from_c(pairs[i].name))) {
			assert_int_equal(read_queries(text, subs), 2);
			return pairs[i].make(subs[0], subs[1], &err);
		}
	for (size_t i = 0; i < sizeof weights / sizeof *weights; i++)
		if (str_eq(op, str_from_c(weights[i].name))) {
			double weight = read_number(text);
			assert_int_equal(read_queries(text, subs), 1);
			return weights[i].make(subs[0], weight, &err);
		}
	fail_msg("no operator %.*s", STR_ARG(op));
	return NULL;
}

/* Reads a term, "everything", "nothing", "7..LO HI", or "( operator operand ... )". */
static struct xc_query *read_query(struct str *text)
{
	struct str word;
	assert_true(str_split(text, ' ', &word));
	if (str_eq(word, STR("(")))
		return read_operator(text);
	if (str_eq(word, STR("everything")))
		return xc_query_everything(&err);
	if (str_eq(word, STR("nothing")))
		return xc_query_nothing(&err);
	if (str_eq(word, STR("range")))
		return read_range(text);
	return xc_query_term(word, 1, &err);
}

static struct xc_query *query(const char *text)
{
	struct str rest = str_from_c(text);
	return read_query(&rest);
}

static struct xc_matches *match(
	struct xc_db *in, const char *text, const struct xc_match_options *options)
{
	struct xc_query *q = query(text);
	WORKS(q);
	struct xc_matches *m = xc_match(in, q, options, &err);
	WORKS(m);
	xc_query_free(q);
	return m;
}

/* The numbers of the hits, in their order. */
static const char *hits(const struct xc_matches *m)
{
	static char out[64];
	out[0] = '\0';
	for (size_t i = 0; i < m->count; i++)
		snprintf(out + strlen(out), sizeof out - strlen(out), i ? " %u" : "%u",
			(unsigned)m->hits[i].docid);
	return out;
}

static void check_hits(struct xc_db *in, const char *text, const struct xc_match_options *options,
	const char *want)
{
	struct xc_matches *m = match(in, text, options);
	if (strcmp(hits(m), want) != 0)
		fail_msg("%s: %s, not %s", text, hits(m), want);
	xc_matches_free(m);
}

static void operators_match_what_they_say(void **state)
{
	(void)state;
	static const struct {
		const char *query, *want;
	} cases[] = {
		{"an", "1 2 5 6"},
		{"missing", ""},
		{"everything", "1 2 3 4 5 6"},
		{"nothing", ""},
		{"( and an ninh )", "1 5"},
		{"( and an nothing )", ""},
		{"( and )", ""},
		{"( or tổ tố missing )", "1 3 4"},
		{"( or nothing tố )", "3"},
		{"( or )", ""},
		{"( max tổ tố )", "1 3 4"},
		{"( synonym tổ tố )", "1 3 4"},
		{"( and_not quốc tổ )", "3"},
		{"( and_not everything an )", "3 4"},
		{"( and_not everything ( and_maybe an tổ ) )", "3 4"},
		{"( filter everything ( and_maybe an tổ ) )", "1 2 5 6"},
		{"( and_not an nothing )", "1 2 5 6"},
		{"( and_maybe quốc an )", "1 3 4"},
		{"( filter quốc tổ )", "1 4"},
		{"( scale 0 quốc )", "1 3 4"},
		{"( scale 2.5 nothing )", ""},
		{"( add_weight 2.5 quốc )", "1 3 4"},
		{"( add_weight 2.5 nothing )", ""},
		{"range 2 4", "2 3 4"},
		{"range * 2", "1 2"},
		{"range 5 *", "5 6"},
		{"range * *", "1 2 3 4 5 6"},
		{"range 4 2", ""},
		{"( filter an range 2 5 )", "2 5"},
		{"( phrase 2 an ninh )", "1 5"},
		{"( phrase 0 an ninh )", "1 5"},
		{"( phrase 2 ninh an )", ""},
		{"( phrase 2 quốc tổ )", ""},
		{"( phrase 4 quốc tổ )", "4"},
		{"( phrase 2 ( or tổ tố ) ( or quốc cáo ) )", "1 3"},
		{"( phrase 2 ( synonym tổ tố missing ) quốc )", "1"},
		{"( phrase 2 ( or tổ ( synonym tố an ) ) ( or quốc cáo ninh ) )", "1 3 5"},
		{"( phrase 2 ngày ngày )", "5"},
		{"( phrase 2 ( or ngày an ) ( or ngày an ) )", "5 6"},
		{"( phrase 2 missing an )", ""},
		{"( phrase 2 an nothing )", ""},
		{"( phrase 1 an )", "1 2 5 6"},
		{"( near 2 ninh an )", "1 5"},
		{"( near 4 tổ quốc )", "1 4"},
		{"( near 3 tổ ( or quốc gia ) )", "1 4"},
		{"( near 2 tổ ( or quốc gia ) )", "1"},
		{"( near 2 ngày ngày )", "5"},
		{"( near 2 an ( or ngày an ) )", "5 6"},
		{"( near 4 ninh ( or ngày an ) ngày )", "5"},
		{"( and ( phrase 2 tổ quốc ) ( phrase 2 an ninh ) )", "1"},
	};
	struct xc_db *parts = open_parts();
	const struct xc_match_options boolean = {.boolean = true};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		check_hits(db, cases[i].query, &boolean, cases[i].want);
		check_hits(parts, cases[i].query, &boolean, cases[i].want);
		struct xc_match_options short_cut = {.limit = 1};
		struct xc_matches *m = match(parts, cases[i].query, &short_cut);
		assert_int_equal(m->count, cases[i].want[0] ? 1 : 0);
		xc_matches_free(m);
	}
	xc_db_close(parts);
}

static void several_databases_answer_as_one(void **state)
{
	(void)state;
	static const char *const queries[] = {
		"( or an tổ quốc )",
		"( or ( phrase 2 an ninh ) ( scale 3 giao ) ( synonym tổ tố ) )",
		"( add_weight 1 ( max an quốc ngày ) )",
		"( near 3 an ( or ngày an ) )",
	};
	struct xc_db *parts = open_parts();
	const struct xc_match_options exact = {.check_at_least = UINT32_MAX};
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct xc_matches *one = match(db, queries[i], &exact);
		struct xc_matches *three = match(parts, queries[i], &exact);
		assert_int_equal(one->count, three->count);
		for (size_t k = 0; k < one->count; k++) {
			assert_int_equal(one->hits[k].docid, three->hits[k].docid);
			assert_true(fabs(one->hits[k].weight - three->hits[k].weight) < 1e-9);
		}
		xc_matches_free(one);
		xc_matches_free(three);
	}
	xc_db_close(parts);
}

static void options_choose_and_sort(void **state)
{
	(void)state;
	static const struct xc_bm25 no_length = {.k1 = 1, .b = 0, .min_length = .5};
	static const struct {
		const char *query;
		struct xc_match_options options;
		const char *want;
	} cases[] = {
		{"( or ngày ( scale .01 everything ) )", {.limit = 2}, "5 6"},
		{"everything", {.limit = 2, .offset = 3}, "4 5"},
		{"everything", {.offset = 5}, "6"},
		{"everything", {.offset = 6}, ""},
		{"everything", {.offset = UINT32_MAX, .limit = UINT32_MAX}, ""},
		{"an", {.sort = XC_BY_SLOT_ASCENDING, .sort_slot = 7}, "1 2 5 6"},
		{"an", {.sort = XC_BY_SLOT_DESCENDING, .sort_slot = 7}, "6 5 2 1"},
		{"an", {.sort = XC_BY_SLOT_DESCENDING, .sort_slot = 7, .limit = 1}, "6"},
		{"an", {.sort = XC_BY_SLOT_DESCENDING, .sort_slot = 99}, "6 2 5 1"},
		{"an", {.limit = 4}, "6 2 5 1"},
		{"an", {.bm25 = &no_length}, "1 2 5 6"},
		{"( max an quốc )", {.limit = 2, .offset = 1, .boolean = true}, "2 3"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_hits(db, cases[i].query, &cases[i].options, cases[i].want);
	check_hits(db, "an", NULL, "6 2 5 1");

	static const struct xc_bm25 bad[] = {
		{.k1 = -1}, {.b = 1.5}, {.k1 = (double)NAN}, {.min_length = (double)INFINITY}};
	struct xc_query *q = query("an");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct xc_match_options options = {.bm25 = &bad[i]};
		FAILS(xc_match(db, q, &options, &err), ERROR_USAGE);
	}
	xc_query_free(q);
}

static void totals_and_weights(void **state)
{
	(void)state;
	const struct xc_match_options all = {.limit = 1, .check_at_least = UINT32_MAX};
	struct xc_matches *m = match(db, "( or an quốc )", &all);
	assert_int_equal(m->count, 1);
	assert_int_equal(m->total.lower, 6);
	assert_int_equal(m->total.estimated, 6);
	assert_int_equal(m->total.upper, 6);
	assert_true(m->hits[0].weight > 0);
	xc_matches_free(m);
	m = match(db, "( add_weight 2.5 ( scale 0 cáo ) )", NULL);
	assert_true(fabs(m->hits[0].weight - 2.5) < 1e-9);
	xc_matches_free(m);
	struct xc_matches *single = match(db, "cáo", NULL);
	struct xc_matches *best = match(db, "( max cáo hội ( scale .5 tố ) )", NULL);
	struct xc_matches *twice = match(db, "( scale 2 cáo )", NULL);
	assert_true(fabs(best->hits[0].weight - single->hits[0].weight) < 1e-9);
	assert_true(fabs(twice->hits[0].weight - 2 * single->hits[0].weight) < 1e-9);
	xc_matches_free(single);
	xc_matches_free(best);
	xc_matches_free(twice);
	xc_matches_free(NULL);
}

static void hits_name_their_terms(void **state)
{
	(void)state;
	const struct xc_match_options options = {.with_terms = true};
	struct xc_db *own = open_db("whole");
	struct xc_matches *m =
		match(own, "( or giao ( phrase 2 tố cáo ) thông missing giao )", &options);
	xc_db_close(own);
	assert_string_equal(hits(m), "2 3");
	static const char *const want[2][2] = {{"giao", "thông"}, {"cáo", "tố"}};
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(m->hits[i].term_count, 2);
		for (size_t k = 0; k < 2; k++)
			assert_true(str_eq(m->hits[i].terms[k], str_from_c(want[i][k])));
	}
	xc_matches_free(m);
}

static void bad_queries_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *query;
		enum error_code code;
	} cases[] = {
		{"( phrase 2 an ( and ninh tổ ) )", ERROR_USAGE},
		{"( phrase 2 an ( or ninh ( phrase 2 tổ quốc ) ) )", ERROR_USAGE},
		{"( near 2 an everything )", ERROR_USAGE},
		{"( near 6 a a b c d e )", ERROR_LIMIT},
		{"( synonym an range 1 2 )", ERROR_USAGE},
		{"( synonym an ( add_weight 1 ninh ) )", ERROR_USAGE},
		{"( scale -1 an )", ERROR_USAGE},
		{"( scale nan an )", ERROR_USAGE},
		{"( add_weight inf an )", ERROR_USAGE},
		{"( and an ( or ( scale -1 b ) c ) ( phrase 2 d e ) )", ERROR_USAGE},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		FAILS(query(cases[i].query), cases[i].code);
	FAILS(xc_query_term(STR(""), 1, &err), ERROR_USAGE);
	char word[XC_TERM_MAX + 1] = {0};
	FAILS(xc_query_term(str_make(word, sizeof word), 1, &err), ERROR_LIMIT);
	assert_null(xc_query_copy(NULL, &err));
	assert_null(xc_query_and_not(xc_query_nothing(&err), NULL, &err));
	xc_query_free(NULL);
}

static void huge_queries_are_refused(void **state)
{
	(void)state;
	struct xc_query *q = xc_query_term(STR("an"), 1, &err);
	for (int depth = 1; depth < XC_QUERY_MAX_DEPTH; depth++) {
		struct xc_query *subs[] = {q, xc_query_term(STR("ninh"), 1, &err)};
		q = depth % 2 ? xc_query_or(subs, 2, &err) : xc_query_and(subs, 2, &err);
		WORKS(q);
	}
	struct xc_query *copy = xc_query_copy(q, &err);
	WORKS(copy);
	FAILS(xc_query_scale(q, 1, &err), ERROR_LIMIT);
	struct xc_matches *m = xc_match(db, copy, NULL, &err);
	WORKS(m);
	assert_int_equal(m->count, 2);
	xc_matches_free(m);
	xc_query_free(copy);

	static struct xc_query *many[XC_QUERY_MAX_SIZE];
	for (size_t n = XC_QUERY_MAX_SIZE - 1; n <= XC_QUERY_MAX_SIZE; n++) {
		for (size_t i = 0; i < n; i++)
			many[i] = xc_query_term(STR("an"), 1, &err);
		q = xc_query_or(many, n, &err);
		assert_true((q != NULL) == (n < XC_QUERY_MAX_SIZE));
		xc_query_free(q);
	}
	for (size_t i = 0; i <= XC_PHRASE_MAX; i++)
		many[i] = xc_query_term(STR("an"), 1, &err);
	FAILS(xc_query_phrase(many, XC_PHRASE_MAX + 1, 0, &err), ERROR_LIMIT);
}

static void queries_describe_themselves(void **state)
{
	(void)state;
	struct xc_query *q = query("( filter ( phrase 3 ( or a b ) ( synonym c d ) ) range 1 2 )");
	WORKS(q);
	struct xc_query *copy = xc_query_copy(q, &err);
	xc_query_free(q);
	struct buf out = BUF_INIT;
	WORKS(xc_query_describe(copy, &out, &err));
	assert_string_equal(
		out.ptr, "Query((((a OR b) PHRASE 3 (c OR d)) FILTER VALUE_RANGE 7 1 2))");
	buf_free(&out);
	xc_query_free(copy);
}

static void phrases_need_positions(void **state)
{
	(void)state;
	struct xc_writer *w = create("no positions");
	struct xc_doc *doc = xc_doc_new(&err);
	xc_doc_add_term(doc, STR("a"), 1);
	xc_doc_add_term(doc, STR("b"), 1);
	WORKS(xc_writer_add(w, doc, NULL, &err));
	xc_doc_free(doc);
	close_committed(w);
	const char *paths[] = {in_folder("whole")};
	WORKS(xc_compact(paths, 1, in_folder("lost"), NULL, &err));
	assert_int_equal(remove(in_folder("lost/position.glass")), 0);
	assert_int_equal(remove(in_folder("lost/blocks")), 0);
	close_committed(create("empty"));

	const struct xc_source sources[][2] = {
		{{.path = in_folder("no positions")}, {.path = in_folder("empty")}},
		{{.path = in_folder("lost")}, {.path = in_folder("empty")}},
		{{.path = in_folder("whole")}, {.path = in_folder("lost")}},
		{{.path = in_folder("whole")}, {.path = in_folder("empty")}},
	};
	struct xc_query *q = query("( and_not an ( phrase 2 a b ) )");
	for (size_t i = 0; i < 4; i++) {
		struct xc_db *both = xc_db_open_all(sources[i], 2, &err);
		WORKS(both);
		struct xc_stats stats;
		WORKS(xc_db_stats(both, &stats, &err));
		assert_int_equal(stats.has_positions, i == 3);
		struct xc_matches *m = NULL;
		if (i < 3)
			FAILS(xc_match(both, q, NULL, &err), ERROR_CORRUPT);
		else
			WORKS(m = xc_match(both, q, NULL, &err));
		xc_matches_free(m);
		xc_db_close(both);
	}
	xc_query_free(q);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operators_match_what_they_say),
		cmocka_unit_test(several_databases_answer_as_one),
		cmocka_unit_test(options_choose_and_sort),
		cmocka_unit_test(totals_and_weights),
		cmocka_unit_test(hits_name_their_terms),
		cmocka_unit_test(bad_queries_are_refused),
		cmocka_unit_test(huge_queries_are_refused),
		cmocka_unit_test(queries_describe_themselves),
		cmocka_unit_test(phrases_need_positions),
	};
	return cmocka_run_group_tests_name(
		"xapianc queries", tests, make_databases, remove_databases);
}
