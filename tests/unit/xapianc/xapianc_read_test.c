/* xapianc: reading one database or several, what is damaged, missing or far away. */
#include "unit/xapianc_fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static bool append_term(void *context, struct str term, struct xc_term_stats stats)
{
	return buf_printf(context, "%.*s:%u/%u ", STR_ARG(term), (unsigned)stats.documents,
		(unsigned)stats.occurrences);
}

static bool append_doc_term(void *context, struct str term, uint32_t wdf)
{
	return buf_printf(context, "%.*s:%u ", STR_ARG(term), (unsigned)wdf);
}

static bool stop_at_once(void *context, struct str term, uint32_t wdf)
{
	(void)term, (void)wdf;
	++*(int *)context;
	return false;
}

static void many_documents_are_read_in_one_walk(void **state)
{
	(void)state;
	struct xc_writer *w = create("walk");
	add(w, "1", "bảo vệ an ninh tổ quốc bảo");
	add(w, "2", "an toàn");
	add(w, "3", "bảo tàng bảo bảo");
	close_committed(w);

	static const uint32_t docids[] = {1, 2, 3};
	uint32_t wdf[] = {9, 9, 9};
	struct xc_db *db = open_db("walk");
	WORKS(xc_db_wdf_of(db, STR("bảo"), docids, 3, wdf, &err));
	assert_true(wdf[0] == 2 && wdf[1] == 0 && wdf[2] == 3);
	WORKS(xc_db_wdf_of(db, STR("lũ"), docids, 3, wdf, &err));
	assert_true(wdf[0] == 0 && wdf[1] == 0 && wdf[2] == 0);
	xc_db_close(db);
}

static void what_is_written_is_read(void **state)
{
	(void)state;
	struct xc_writer *w = create("read");
	add(w, "1", "bảo vệ an ninh tổ quốc bảo");
	add(w, "2", "an toàn");
	WORKS(xc_writer_set_metadata(w, STR("phiên bản"), STR("1"), &err));
	close_committed(w);

	struct xc_db *db = open_db("read");
	struct xc_stats stats;
	WORKS(xc_db_stats(db, &stats, &err));
	assert_int_equal(stats.doc_count, 2);
	assert_int_equal(stats.last_docid, 2);
	assert_true(stats.average_length > 4.49 && stats.average_length < 4.51);
	assert_true(stats.has_positions);

	struct buf out = BUF_INIT;
	WORKS(xc_db_each_term(db, STR("an"), append_term, &out, &err));
	assert_string_equal(out.ptr, "an:2/2 ");
	buf_reset(&out);
	WORKS(xc_db_each_term(db, STR(""), append_term, &out, &err));
	assert_string_equal(out.ptr, "Q1:1/0 Q2:1/0 an:2/2 bảo:1/2 ninh:1/1 quốc:1/1 toàn:1/1 "
				     "tổ:1/1 vệ:1/1 ");
	buf_reset(&out);
	WORKS(xc_db_each_doc_term(db, 1, STR("b"), append_doc_term, &out, &err));
	assert_string_equal(out.ptr, "bảo:2 ");
	buf_reset(&out);
	WORKS(xc_db_each_doc_term(db, 2, STR(""), append_doc_term, &out, &err));
	assert_string_equal(out.ptr, "Q2:0 an:1 toàn:1 ");
	int calls = 0;
	WORKS(xc_db_each_doc_term(db, 1, STR(""), stop_at_once, &calls, &err));
	assert_int_equal(calls, 1);

	buf_reset(&out);
	WORKS(xc_db_data(db, 2, &out, &err) && xc_db_value(db, 2, 7, &out, &err) &&
		xc_db_value(db, 2, 8, &out, &err) && xc_db_value(db, 99, 7, &out, &err) &&
		xc_db_metadata(db, STR("phiên bản"), &out, &err) &&
		xc_db_metadata(db, STR("?"), &out, &err));
	assert_string_equal(out.ptr, "an toàn21");
	buf_free(&out);

	uint32_t length;
	WORKS(xc_db_doc_length(db, 1, &length, &err));
	assert_int_equal(length, 7);
	uint32_t docid;
	WORKS(xc_db_find(db, STR("Q2"), &docid, &err));
	assert_int_equal(docid, 2);
	WORKS(xc_db_find(db, STR("Q3"), &docid, &err));
	assert_int_equal(docid, 0);
	xc_db_close(db);
}

static void positions_are_read(void **state)
{
	(void)state;
	struct xc_writer *w = create("positions");
	char text[4 * 300];
	size_t used = 0;
	for (int i = 0; i < 300; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, i ? " a" : "a");
	add(w, "1", text);
	add(w, "2", "b a b");
	close_committed(w);

	struct xc_db *db = open_db("positions");
	struct xc_positions p = {0};
	WORKS(xc_db_positions(db, 1, STR("a"), &p, &err));
	assert_int_equal(p.len, 300);
	assert_int_equal(p.ptr[299], 300);
	WORKS(xc_db_positions(db, 2, STR("b"), &p, &err));
	assert_int_equal(p.len, 2);
	assert_int_equal(p.ptr[0], 1);
	assert_int_equal(p.ptr[1], 3);
	WORKS(xc_db_positions(db, 2, STR("Q2"), &p, &err));
	assert_int_equal(p.len, 0);
	WORKS(xc_db_positions(db, 2, STR("c"), &p, &err));
	assert_int_equal(p.len, 0);
	xc_positions_free(&p);
	assert_null(p.ptr);
	xc_db_close(db);
}

static void documents_that_are_not_there(void **state)
{
	(void)state;
	close_committed(create("empty"));
	struct xc_db *db = open_db("empty");
	struct buf out = BUF_INIT;
	uint32_t length;
	int calls = 0;
	for (uint32_t docid = 0; docid < 2; docid++) {
		FAILS(xc_db_data(db, docid, &out, &err), ERROR_NOT_FOUND);
		FAILS(xc_db_doc_length(db, docid, &length, &err), ERROR_NOT_FOUND);
		FAILS(xc_db_each_doc_term(db, docid, STR(""), stop_at_once, &calls, &err),
			ERROR_NOT_FOUND);
	}
	assert_int_equal(calls, 0);
	xc_db_close(db);
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void what_is_no_database_is_not_opened(void **state)
{
	(void)state;
	FAILS(xc_db_open(in_folder("none"), &err), ERROR_NOT_FOUND);
	FAILS(xc_db_open(folder, &err), ERROR_NOT_FOUND);

	/* Stubs that would run a program. */
	char stub[256];
	snprintf(stub, sizeof stub, "remote :/usr/bin/touch %s\n", in_folder("ran"));
	write_file(in_folder("stub"), stub);
	assert_int_equal(mkdir(in_folder("stubs"), 0700), 0);
	write_file(in_folder("stubs/XAPIANDB"), stub);
	const char *stubs[] = {in_folder("stub"), in_folder("stubs")};
	for (int i = 0; i < 2; i++) {
		const struct xc_writer_options existing = {.existing = true};
		FAILS(xc_db_open(stubs[i], &err), ERROR_NOT_FOUND);
		FAILS(xc_writer_open(stubs[i], &existing, &err), ERROR_NOT_FOUND);
		FAILS(xc_compact(&stubs[i], 1, in_folder("y"), NULL, &err), ERROR_NOT_FOUND);
	}
	assert_int_equal(access(in_folder("ran"), F_OK), -1);
	assert_int_equal(access(in_folder("y"), F_OK), -1);

	const struct xc_source two = {.path = folder, .host = "localhost"};
	const struct xc_source none = {0};
	FAILS(xc_db_open_all(&two, 1, &err), ERROR_USAGE);
	FAILS(xc_db_open_all(&none, 1, &err), ERROR_USAGE);
	FAILS(xc_db_open_all(&none, 0, &err), ERROR_USAGE);
}

/* Reads all of the database; false and ERR at the first failure. */
static bool read_all(const char *path)
{
	struct xc_db *db = xc_db_open(path, &err);
	struct buf out = BUF_INIT;
	struct xc_positions positions = {0};
	bool done = db && xc_db_each_term(db, STR(""), append_term, &out, &err);
	for (uint32_t docid = 1; done && docid <= 200; docid++)
		done = xc_db_each_doc_term(db, docid, STR(""), append_doc_term, &out, &err) &&
		       xc_db_data(db, docid, &out, &err) && xc_db_value(db, docid, 7, &out, &err) &&
		       xc_db_positions(db, docid, STR("a1"), &positions, &err);
	xc_positions_free(&positions);
	buf_free(&out);
	xc_db_close(db);
	return done;
}

static void a_damaged_database_is_an_error_not_a_crash(void **state)
{
	(void)state;
	struct xc_writer *w = create("whole3");
	for (int i = 0; i < 200; i++) {
		char id[16], text[400];
		size_t used = 0;
		for (int k = 0; k < 40; k++)
			used += (size_t)snprintf(
				text + used, sizeof text - used, k ? " a%d" : "a%d", k * i % 97);
		snprintf(id, sizeof id, "%d", i);
		add(w, id, text);
	}
	close_committed(w);
	WORKS(read_all(in_folder("whole3")));

	static const char *const tables[] = {
		"postlist.glass", "termlist.glass", "docdata.glass", "iamglass"};
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		char source[32], name[64];
		snprintf(source, sizeof source, "damaged%zu", i);
		snprintf(name, sizeof name, "%s/%s", source, tables[i]);
		const char *paths[] = {in_folder("whole3")};
		WORKS(xc_compact(paths, 1, in_folder(source), NULL, &err));
		struct stat s;
		assert_int_equal(stat(in_folder(name), &s), 0);
		assert_int_equal(truncate(in_folder(name), s.st_size / 2), 0);
		err.code = ERROR_NONE;
		assert_false(read_all(in_folder(source)));
		assert_int_not_equal(err.code, ERROR_NONE);
		assert_int_not_equal(err.code, ERROR_INTERNAL);
		assert_int_equal(remove(in_folder(name)), 0);
		bool still = read_all(in_folder(source));
		assert_true(!still || i >= 2);
	}
}

/* All hits of the query for TERM, as "docid:data". */
static void append_hits(struct xc_db *db, const char *term, struct buf *out)
{
	struct xc_query *q = xc_query_term(str_from_c(term), 1, &err);
	const struct xc_match_options options = {.sort = XC_BY_SLOT_ASCENDING, .sort_slot = 7};
	struct xc_matches *m = xc_match(db, q, &options, &err);
	WORKS(m);
	for (size_t i = 0; i < m->count; i++) {
		buf_printf(out, "%u:", (unsigned)m->hits[i].docid);
		WORKS(xc_db_data(db, m->hits[i].docid, out, &err));
		buf_push(out, ' ');
	}
	xc_matches_free(m);
	xc_query_free(q);
}

static void make_two_shards(void)
{
	struct xc_writer *w = create("shard1");
	add(w, "1", "a b");
	add(w, "3", "b");
	WORKS(xc_writer_set_metadata(w, STR("k"), STR("first"), &err));
	close_committed(w);
	w = create("shard2");
	add(w, "2", "c a");
	WORKS(xc_writer_set_metadata(w, STR("k"), STR("second"), &err));
	close_committed(w);
}

/* What must be so for the two shards, however they were opened. */
static void check_two_shards(struct xc_db *db)
{
	struct buf out = BUF_INIT;
	append_hits(db, "a", &out);
	assert_string_equal(out.ptr, "1:a b 2:c a ");
	buf_reset(&out);
	append_hits(db, "b", &out);
	assert_string_equal(out.ptr, "1:a b 3:b ");
	buf_reset(&out);
	WORKS(xc_db_each_term(db, STR(""), append_term, &out, &err));
	assert_string_equal(out.ptr, "Q1:1/0 Q2:1/0 Q3:1/0 a:2/2 b:2/2 c:1/1 ");
	buf_reset(&out);
	WORKS(xc_db_each_doc_term(db, 2, STR(""), append_doc_term, &out, &err));
	WORKS(xc_db_value(db, 2, 7, &out, &err));
	WORKS(xc_db_metadata(db, STR("k"), &out, &err));
	assert_string_equal(out.ptr, "Q2:0 a:1 c:1 2first");
	buf_free(&out);
	struct xc_stats stats;
	WORKS(xc_db_stats(db, &stats, &err));
	assert_int_equal(stats.doc_count, 3);
	assert_int_equal(stats.last_docid, 3);
	uint32_t docid;
	WORKS(xc_db_find(db, STR("Q3"), &docid, &err));
	assert_int_equal(docid, 3);
	struct xc_positions p = {0};
	WORKS(xc_db_positions(db, 2, STR("a"), &p, &err));
	assert_int_equal(p.len, 1);
	assert_int_equal(p.ptr[0], 2);
	xc_positions_free(&p);
}

static void several_databases_are_read_as_one(void **state)
{
	(void)state;
	make_two_shards();
	const struct xc_source shards[] = {
		{.path = in_folder("shard1")}, {.path = in_folder("shard2")}};
	struct xc_db *db = xc_db_open_all(shards, 2, &err);
	WORKS(db);
	check_two_shards(db);
	xc_db_close(db);
	const struct xc_source one_missing[] = {shards[0], {.path = in_folder("shard3")}};
	FAILS(xc_db_open_all(one_missing, 2, &err), ERROR_NOT_FOUND);
}

static void far_databases_are_read_as_near_ones(void **state)
{
	(void)state;
	if (access("/usr/bin/xapian-progsrv", X_OK) != 0)
		skip();
	const struct xc_source shards[] = {{.path = in_folder("shard1")},
		{.program = "xapian-progsrv", .arguments = in_folder("shard2")}};
	struct xc_db *db = xc_db_open_all(shards, 2, &err);
	WORKS(db);
	check_two_shards(db);
	xc_db_close(db);
}

static void far_databases_that_do_not_answer(void **state)
{
	(void)state;
	const struct xc_source sources[] = {
		{.program = "no-such-program-anywhere"},
		{.program = "true"},
		{.program = "sleep", .arguments = "5", .timeout_ms = 50},
		{.host = "127.0.0.1", .port = 1, .timeout_ms = 500},
		{.host = "no-such-host.invalid", .port = 1, .timeout_ms = 500},
	};
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
		FAILS(xc_db_open_all(&sources[i], 1, &err), ERROR_IO);
}

/* The documents of several sources, as numbered in the whole. */
static void check_found(struct xc_db *db, struct xc_query *q, const char *wanted)
{
	struct buf out = BUF_INIT;
	struct xc_matches *m = xc_match(db, q, NULL, &err);
	WORKS(m);
	for (size_t i = 0; i < m->count; i++)
		buf_printf(&out, "%u ", (unsigned)m->hits[i].docid);
	assert_string_equal(buf_str(&out).ptr, wanted);
	assert_int_equal(m->total.lower, m->count);
	assert_int_equal(m->total.upper, m->count);
	struct xc_total total;
	WORKS(xc_count(db, q, 100, &total, &err));
	assert_true(total.exact);
	assert_int_equal(total.count, m->count);
	xc_matches_free(m);
	buf_free(&out);
}

static void hidden_documents_are_not_there(void **state)
{
	(void)state;
	struct xc_source sources[2] = {0};
	for (int i = 0; i < 2; i++) {
		struct xc_writer *w = create(i ? "hide-b" : "hide-a");
		for (int d = 0; d < 3; d++)
			add(w, d == 2 ? "same" : "other", "an ninh tổ quốc");
		close_committed(w);
		sources[i].path = in_folder(i ? "hide-b" : "hide-a");
	}
	struct xc_db *db = xc_db_open_all(sources, 2, &err);
	WORKS(db);
	struct xc_query *q = xc_query_term(STR("an"), 1, &err);
	struct xc_query *words[] = {xc_query_copy(q, &err), xc_query_term(STR("tổ"), 1, &err)};
	struct xc_query *both = xc_query_and(words, 2, &err);
	check_found(db, q, "1 2 3 4 5 6 ");

	/* 5 is the third of the first source, 2 the first of the second. */
	static const uint32_t hidden[] = {5, 2, 5};
	uint32_t docid;
	struct xc_stats stats;
	struct buf out = BUF_INIT;
	WORKS(xc_db_hide(db, hidden, 3, &err));
	check_found(db, q, "1 3 4 6 ");
	check_found(db, both, "1 3 4 6 ");
	WORKS(xc_db_find(db, STR("Qsame"), &docid, &err));
	assert_int_equal(docid, 6);
	WORKS(xc_db_stats(db, &stats, &err));
	assert_int_equal(stats.doc_count, 4);
	FAILS(xc_db_data(db, 5, &out, &err), ERROR_NOT_FOUND);
	WORKS(xc_db_data(db, 3, &out, &err));

	static const uint32_t none = 0;
	FAILS(xc_db_hide(db, &none, 1, &err), ERROR_USAGE);
	WORKS(xc_db_hide(db, NULL, 0, &err));
	check_found(db, q, "1 2 3 4 5 6 ");
	buf_free(&out);
	xc_query_free(q);
	xc_query_free(both);
	xc_db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(many_documents_are_read_in_one_walk),
		cmocka_unit_test(positions_are_read),
		cmocka_unit_test(documents_that_are_not_there),
		cmocka_unit_test(what_is_no_database_is_not_opened),
		cmocka_unit_test(a_damaged_database_is_an_error_not_a_crash),
		cmocka_unit_test(several_databases_are_read_as_one),
		cmocka_unit_test(far_databases_are_read_as_near_ones),
		cmocka_unit_test(far_databases_that_do_not_answer),
		cmocka_unit_test(hidden_documents_are_not_there),
	};
	return cmocka_run_group_tests_name("xapianc reading", tests, make_folder, remove_folder);
}
