/* xapianc: documents, writing, compaction. */
#include "unit/xapianc_fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

bool describe_in_cpp(struct buf *out, struct error *err);

static struct xc_writer *reopen(const char *name)
{
	const struct xc_writer_options options = {.existing = true};
	struct xc_writer *w = xc_writer_open(in_folder(name), &options, &err);
	WORKS(w);
	return w;
}

static uint32_t count(const char *name)
{
	struct xc_db *db = open_db(name);
	struct xc_stats stats;
	WORKS(xc_db_stats(db, &stats, &err));
	xc_db_close(db);
	return stats.doc_count;
}

static uint32_t documents_with(const char *name, const char *term)
{
	struct xc_db *db = open_db(name);
	struct xc_term_stats stats;
	WORKS(xc_db_term_stats(db, str_from_c(term), &stats, &err));
	xc_db_close(db);
	return stats.documents;
}

static void terms_have_limits(void **state)
{
	(void)state;
	char longest[XC_TERM_MAX + 1];
	memset(longest, 'x', sizeof longest);
	char nuls[XC_TERM_MAX];
	memset(nuls, 0, sizeof nuls);
	const struct {
		struct str term;
		enum error_code code;
	} cases[] = {
		{str_make(longest, XC_TERM_MAX), ERROR_NONE},
		{str_make(longest, XC_TERM_MAX + 1), ERROR_LIMIT},
		{str_make(nuls, XC_TERM_MAX / 2), ERROR_NONE},
		{str_make(nuls, XC_TERM_MAX / 2 + 1), ERROR_LIMIT},
		{STR("a\0b"), ERROR_NONE},
		{STR(""), ERROR_USAGE},
	};
	struct xc_writer *w = create("limits");
	struct xc_doc *doc = xc_doc_new(&err);
	uint32_t added = 0;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		xc_doc_clear(doc);
		xc_doc_add_posting(doc, cases[i].term, 1, 1);
		xc_doc_add_term(doc, STR("after"), 1);
		if (cases[i].code)
			FAILS(xc_writer_add(w, doc, NULL, &err), cases[i].code);
		else
			WORKS(xc_writer_add(w, doc, &added, &err));
	}
	assert_int_equal(added, 3);
	xc_doc_free(doc);
	close_committed(w);

	struct xc_db *db = open_db("limits");
	struct xc_positions p = {0};
	for (uint32_t i = 0, docid = 0; i < sizeof cases / sizeof *cases; i++)
		if (!cases[i].code) {
			WORKS(xc_db_positions(db, ++docid, cases[i].term, &p, &err));
			assert_int_equal(p.len, 1);
		}
	FAILS(xc_db_positions(db, 1, STR(""), &p, &err), ERROR_USAGE);
	xc_positions_free(&p);
	xc_db_close(db);
}

static void documents_have_limits(void **state)
{
	(void)state;
	struct xc_writer *w = create("large");
	struct xc_doc *doc = xc_doc_new(&err);
	xc_doc_add_posting(doc, STR("a"), XC_POSITION_MAX, UINT32_MAX);
	WORKS(xc_writer_add(w, doc, NULL, &err));
	xc_doc_add_posting(doc, STR("a"), 1, 1);
	FAILS(xc_writer_add(w, doc, NULL, &err), ERROR_LIMIT);
	xc_doc_clear(doc);
	xc_doc_add_posting(doc, STR("a"), XC_POSITION_MAX + 1, 1);
	FAILS(xc_writer_add(w, doc, NULL, &err), ERROR_LIMIT);
	xc_doc_clear(doc);
	char *value = calloc(1, XC_VALUE_MAX + 1);
	xc_doc_set_value(doc, 0, str_make(value, XC_VALUE_MAX));
	WORKS(xc_writer_add(w, doc, NULL, &err));
	xc_doc_set_value(doc, 0, str_make(value, XC_VALUE_MAX + 1));
	FAILS(xc_writer_add(w, doc, NULL, &err), ERROR_LIMIT);
	free(value);
	xc_doc_free(doc);
	close_committed(w);
	assert_int_equal(count("large"), 2);
}

static void nothing_is_seen_before_the_commit(void **state)
{
	(void)state;
	struct xc_writer *w = create("commit");
	add(w, "1", "a");
	WORKS(xc_writer_commit(w, &err));
	add(w, "2", "a");
	uint32_t docs;
	WORKS(xc_writer_doc_count(w, &docs, &err));
	assert_int_equal(docs, 2);
	assert_int_equal(count("commit"), 1);
	WORKS(xc_writer_rollback(w, &err));
	add(w, "3", "b");
	WORKS(xc_writer_commit(w, &err));
	assert_int_equal(documents_with("commit", "a"), 1);
	assert_int_equal(documents_with("commit", "b"), 1);
	add(w, "4", "c");
	xc_writer_close(w);
	assert_int_equal(count("commit"), 2);
	assert_int_equal(documents_with("commit", "c"), 0);
	xc_writer_close(NULL);
}

static void documents_are_replaced_and_deleted(void **state)
{
	(void)state;
	struct xc_writer *w = create("replace");
	add(w, "1", "old");
	add(w, "1", "old twice");
	add(w, "2", "other");
	struct xc_doc *doc = xc_doc_new(&err);
	xc_doc_add_term(doc, STR("new"), 1);
	xc_doc_add_boolean_term(doc, STR("Q1"));
	uint32_t docid;
	WORKS(xc_writer_replace(w, STR("Q1"), doc, &docid, &err));
	assert_int_equal(docid, 1);
	WORKS(xc_writer_replace(w, STR("Q9"), doc, &docid, &err));
	assert_int_equal(docid, 4);
	FAILS(xc_writer_replace(w, STR(""), doc, &docid, &err), ERROR_USAGE);
	xc_doc_free(doc);
	bool found;
	WORKS(xc_writer_delete(w, STR("Q2"), &found, &err));
	assert_true(found);
	WORKS(xc_writer_delete(w, STR("Q2"), &found, &err));
	assert_false(found);
	FAILS(xc_writer_set_metadata(w, STR(""), STR("x"), &err), ERROR_USAGE);
	close_committed(w);

	w = reopen("replace");
	WORKS(xc_writer_delete(w, STR("other"), &found, &err));
	assert_false(found);
	xc_writer_close(w);
	assert_int_equal(count("replace"), 2);
	assert_int_equal(documents_with("replace", "old"), 0);
	assert_int_equal(documents_with("replace", "new"), 2);
}

static void databases_that_cannot_be_written(void **state)
{
	(void)state;
	struct xc_writer *w = create("locked");
	const struct xc_writer_options existing = {.existing = true};
	FAILS(xc_writer_open(in_folder("locked"), NULL, &err), ERROR_USAGE);
	FAILS(xc_writer_open(in_folder("locked"), &existing, &err), ERROR_LOCKED);
	xc_writer_close(w);
	FAILS(xc_writer_open(in_folder("none"), &existing, &err), ERROR_NOT_FOUND);
	FAILS(xc_writer_open(in_folder("no/such"), NULL, &err), ERROR_NOT_FOUND);

	const struct xc_writer_options both = {.existing = true, .throw_away = true};
	FAILS(xc_writer_open(in_folder("locked"), &both, &err), ERROR_USAGE);
	const struct xc_writer_options throw_away = {.throw_away = true};
	w = xc_writer_open(in_folder("step"), &throw_away, &err);
	WORKS(w);
	add(w, "1", "a");
	FAILS(xc_writer_rollback(w, &err), ERROR_USAGE);
	close_committed(w);
	assert_int_equal(count("step"), 1);
}

/* Lets files grow to so many bytes only. */
static void limit_file_size(rlim_t bytes)
{
	signal(SIGXFSZ, SIG_IGN);
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_spoils_the_transaction_only(void **state)
{
	(void)state;
	struct xc_writer *w = create("full");
	add(w, "1", "a");
	WORKS(xc_writer_commit(w, &err));
	char text[4000];
	limit_file_size(40000);
	for (int i = 0; i < 200; i++) {
		size_t used = 0;
		for (int k = 0; used < sizeof text - 10; k++)
			used += (size_t)snprintf(text + used, 10, " %d", i * 7919 + k);
		struct xc_doc *doc = xc_doc_new(&err);
		xc_doc_add_term(doc, STR("b"), 1);
		xc_doc_set_data(doc, str_make(text, used));
		if (!xc_writer_add(w, doc, NULL, &err))
			i = 200;
		xc_doc_free(doc);
	}
	FAILS(xc_writer_commit(w, &err), ERROR_IO);
	limit_file_size(RLIM_INFINITY);
	FAILS(xc_writer_commit(w, &err), ERROR_IO);
	assert_int_equal(count("full"), 1);
	WORKS(xc_writer_rollback(w, &err));
	add(w, "2", "c");
	close_committed(w);
	assert_int_equal(documents_with("full", "b"), 0);
	assert_int_equal(documents_with("full", "c"), 1);
}

static void databases_are_compacted_into_one(void **state)
{
	(void)state;
	struct xc_writer *w = create("part1");
	add(w, "1", "a b");
	add(w, "2", "b");
	WORKS(xc_writer_set_metadata(w, STR("k"), STR("first"), &err));
	close_committed(w);
	w = create("part2");
	add(w, "0", "gone");
	add(w, "3", "c a");
	WORKS(xc_writer_delete(w, STR("Q0"), NULL, &err));
	WORKS(xc_writer_set_metadata(w, STR("k"), STR("second"), &err));
	close_committed(w);
	close_committed(create("part3"));

	const char *paths[] = {in_folder("part1"), in_folder("part3"), in_folder("part2")};
	const struct xc_compact_options multipass = {.multipass = true};
	WORKS(xc_compact(paths, 3, in_folder("whole"), NULL, &err));
	WORKS(xc_compact(paths, 3, in_folder("whole2"), &multipass, &err));
	for (int i = 0; i < 2; i++) {
		struct xc_db *db = open_db(i ? "whole2" : "whole");
		struct buf out = BUF_INIT;
		uint32_t docid;
		WORKS(xc_db_find(db, STR("Q3"), &docid, &err));
		assert_int_equal(docid, 3);
		WORKS(xc_db_data(db, docid, &out, &err));
		WORKS(xc_db_metadata(db, STR("k"), &out, &err));
		assert_string_equal(out.ptr, "c afirst");
		buf_free(&out);
		xc_db_close(db);
	}
	FAILS(xc_compact(paths, 3, in_folder("whole"), NULL, &err), ERROR_USAGE);
	assert_int_equal(count("whole"), 3);
	FAILS(xc_compact(paths, 0, in_folder("x"), NULL, &err), ERROR_USAGE);
	FAILS(xc_compact(paths, 3, in_folder("no/such"), NULL, &err), ERROR_NOT_FOUND);
	paths[1] = in_folder("missing");
	FAILS(xc_compact(paths, 3, in_folder("x"), NULL, &err), ERROR_NOT_FOUND);
	paths[1] = in_folder("part3");
	/* In a child, since Xapian does not give back all memory then. */
	pid_t child = fork();
	if (child == 0) {
		limit_file_size(4000);
		_exit(!xc_compact(paths, 3, in_folder("x"), NULL, &err) && err.code == ERROR_IO);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	assert_int_equal(access(in_folder("x"), F_OK), -1);
}

static void the_header_serves_cpp(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	WORKS(describe_in_cpp(&out, &err));
	assert_string_equal(out.ptr, "Query((tổ PHRASE 2 quốc))");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_have_limits),
		cmocka_unit_test(documents_have_limits),
		cmocka_unit_test(nothing_is_seen_before_the_commit),
		cmocka_unit_test(documents_are_replaced_and_deleted),
		cmocka_unit_test(databases_that_cannot_be_written),
		cmocka_unit_test(a_full_disk_spoils_the_transaction_only),
		cmocka_unit_test(databases_are_compacted_into_one),
		cmocka_unit_test(the_header_serves_cpp),
	};
	return cmocka_run_group_tests_name("xapianc", tests, make_folder, remove_folder);
}
