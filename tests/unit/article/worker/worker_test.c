/* Readers in processes of their own: what none of them can, and what it costs to try. */
#include "article/readers/formats.h"
#include "article/worker/client.h"
#include "article/worker/parcel.h"
#include "article/worker/process.h"
#include "base/lang.h"
#include "base/sanitizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int file_of(const char *text)
{
	int fd = memfd_create("worker_test", MFD_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	return fd;
}

/* What the file that says TOLD comes to: its articles' titles, its problems, its ceiling. */
static void read_told(const char *told, struct buf *out)
{
	struct error err;
	struct article a = {.memory = ARENA_INIT};
	struct article_problem *p = calloc(1, sizeof *p);
	struct article_file file = {.fd = file_of(told),
		.format = {ARTICLE_PDF, PACKING_NONE},
		.path = "a.pdf",
		.encoding = ENCODING_DETECT};
	void *state = worker_reader_ops.open(&file, &err);
	assert_non_null(state);
	buf_reset(out);
	for (;;) {
		enum article_step step = worker_reader_ops.next(state, &a, p);
		if (step == ARTICLE_END)
			break;
		if (step == ARTICLE_READ)
			buf_printf(out, "%.*s; ", STR_ARG(a.title.value));
		else if (step == ARTICLE_MEMBER)
			buf_printf(out, "<%.*s>; ", STR_ARG(a.member));
		else
			buf_printf(out, "%s; ", p->error.message);
		article_free(&a);
	}
	buf_append_c(out, worker_reader_ops.ceiling(state) == CEILING_NONE ? "." : "never again");
	worker_reader_ops.close(state);
	close(file.fd);
	free(p);
}

static void check_told(const char *told, const char *want)
{
	struct buf got = BUF_INIT;
	read_told(told, &got);
	if (strcmp(got.ptr, want) != 0)
		fail_msg("%s: %s", told, got.ptr);
	/* The next file is read, whatever became of this one. */
	read_told("article", &got);
	assert_string_equal(got.ptr, "Tin; .");
	buf_free(&got);
}

static void what_is_forbidden_can_not_be_done(void **state)
{
	static const char *const tries[] = {"open", "connect", "fork", "allocate", "kill", "more"};
	(void)state;
#ifdef UNDER_SANITIZER
	skip();
#endif
	for (size_t i = 0; i < COUNT(tries); i++)
		check_told(tries[i], "Tin; .");
}

#define WRONG "the reader of PDF answered wrongly about this file; never again"

static void what_goes_wrong_costs_one_file(void **state)
{
	static const struct {
		const char *told, *want;
	} cases[] = {
		{"article", "Tin; ."},
		{"no", "it is damaged; ."},
		{"exit", "the reader of PDF gave this file up; never again"},
		{"deaf", "the reader of PDF failed at this file (signal 9); never again"},
		{"garbage", WRONG},
		{"huge", WRONG},
		{"unasked", WRONG},
		{"no-article", WRONG},
		{"bad-text", WRONG},
		{"bad-date", WRONG},
		{"member", "<tin/1.txt>; ."},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check_told(cases[i].told, cases[i].want);
#ifndef UNDER_SANITIZER
	/* abort(3) can't send its signal, and ends by another. */
	check_told("crash", "the reader of PDF failed at this file (signal 11); never again");
	check_told("abort", "the reader of PDF failed at this file (signal 11); never again");
#endif
}

/* On a machine that is busy it can't be told from one that is kept waiting, and is tried again. */
static void a_hang_costs_one_file(void **state)
{
	struct buf got = BUF_INIT;
	(void)state;
	read_told("loop", &got);
	assert_true(
		strcmp(got.ptr, "the reader of PDF took more than 15 seconds for this file and was "
				"ended; never again") == 0 ||
		strcmp(got.ptr,
			"the machine is too busy for the reader of PDF to read this file; the "
			"next run will try again; .") == 0);
	buf_free(&got);
	check_told("article", "Tin; .");
}

static void members_come_in_pieces(void **state)
{
	struct error err;
	struct article a = {.memory = ARENA_INIT};
	struct article_problem p = {0};
	struct article_file file = {.fd = file_of("member"),
		.format = {ARTICLE_PDF, PACKING_NONE},
		.path = "a.pdf",
		.encoding = ENCODING_DETECT};
	struct buf got = BUF_INIT;
	char piece[10];
	ssize_t len;
	(void)state;
	void *reader = worker_reader_ops.open(&file, &err);
	assert_int_equal(worker_reader_ops.next(reader, &a, &p), ARTICLE_MEMBER);
	while ((len = worker_reader_ops.member(reader, piece, sizeof piece, &err)) > 0)
		buf_append(&got, str_make(piece, (size_t)len));
	assert_int_equal(len, 0);
	assert_string_equal(got.ptr, "Tin trong gói\n\nNgày 4/2, UBND thành phố họp.\n");
	article_free(&a);
	worker_reader_ops.close(reader);
	close(file.fd);
	buf_free(&got);
}

static void a_process_is_used_again(void **state)
{
	struct error err;
	struct process *first = process_take("tracuu-reader-pdf", &err);
	struct process *second = process_take("tracuu-reader-pdf", &err);
	(void)state;
	assert_non_null(first);
	assert_non_null(second);
	assert_ptr_not_equal(first, second);
	process_give_back(first);
	assert_ptr_equal(process_take("tracuu-reader-pdf", &err), first);
	process_give_back(first);
	process_give_back(second);
	assert_false(process_is_installed("tracuu-reader-none"));
	assert_null(process_take("tracuu-reader-none", &err));
	assert_int_equal(err.code, ERROR_NOT_FOUND);
}

/* Begins FILE, and others, ahead; then reads it, changed or not. */
static void check_ahead(const char *told, bool change, const char *want)
{
	struct error err;
	struct article a = {.memory = ARENA_INIT};
	struct article_problem p = {0};
	struct article_file file = {.fd = file_of(told),
		.format = {ARTICLE_PDF, PACKING_NONE},
		.path = "a.pdf",
		.encoding = ENCODING_DETECT};
	struct article_file other = file;
	other.path = "b.pdf";
	assert_true(worker_read_ahead(&other, 1));
	assert_true(worker_read_ahead(&file, 2));
	if (change)
		assert_int_equal(pwrite(file.fd, "no\0\0\0\0\0\0", 8, 0), 8);
	void *reader = worker_reader_ops.open(&file, &err);
	enum article_step step = worker_reader_ops.next(reader, &a, &p);
	assert_string_equal(step == ARTICLE_READ ? a.title.value.ptr : p.error.message, want);
	article_free(&a);
	assert_int_equal(worker_reader_ops.next(reader, &a, &p), ARTICLE_END);
	worker_reader_ops.close(reader);
	worker_drop_ahead(UINT64_MAX);
	close(file.fd);
}

static void files_are_read_ahead(void **state)
{
	(void)state;
	check_ahead("article", false, "Tin");
	check_ahead("article", true, "it is damaged");
	check_ahead("no", false, "it is damaged");
	check_ahead("exit", false, "the reader of PDF gave this file up");
	check_told("article", "Tin; .");
}

/* ---- Parcels ---- */

/* Every article survives, and every change of its bytes is an article or none, never a crash. */
static void parcels_are_taken_for_hostile(void **state)
{
	struct article_block blocks[] = {
		{ZONE_TITLE, STR("Tin"), 1, false}, {ZONE_BODY, STR("Ngày"), 2, true}};
	struct article_field author = {STR("Lò Văn An"), PROVENANCE_TEXT};
	struct article a = {.memory = ARENA_INIT,
		.id = {STR("12"), PROVENANCE_GIVEN},
		.title = {STR("Tin"), PROVENANCE_PAGE},
		.date = {STR("2018-03-27"), PROVENANCE_TEXT},
		.member = STR("b.html"),
		.whole = true,
		.authors = &author,
		.author_count = 1,
		.blocks = blocks,
		.block_count = 2,
		.confidence = .5,
		.encodings = 1,
		.line = 7};
	struct parcel_step step = {ARTICLE_READ, CEILING_RATIO}, got;
	struct article_problem p;
	struct buf bytes = BUF_INIT;
	(void)state;
	assert_true(parcel_put_step(&bytes, step, &a, NULL));
	struct article back = {.memory = ARENA_INIT};
	assert_true(parcel_take_step(buf_str(&bytes), &got, &back, &p));
	assert_int_equal(got.ceiling, CEILING_RATIO);
	assert_true(str_eq(back.title.value, a.title.value) && back.whole && back.line == 7);
	assert_true(str_eq(back.member, a.member) && back.confidence == .5);
	assert_int_equal(back.author_count, 1);
	assert_int_equal(back.blocks[1].page, 2);
	assert_true(str_eq(back.blocks[1].text, STR("Ngày")));
	article_free(&back);
	for (size_t cut = 0; cut < bytes.len; cut++) {
		assert_false(parcel_take_step(str_make(bytes.ptr, cut), &got, &back, &p));
		article_free(&back);
	}
	for (size_t i = 0; i < 256 * bytes.len; i++) {
		char *byte = &bytes.ptr[i / 256], before = *byte;
		*byte = (char)(i % 256);
		parcel_take_step(buf_str(&bytes), &got, &back, &p);
		article_free(&back);
		*byte = before;
	}
	buf_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_forbidden_can_not_be_done),
		cmocka_unit_test(what_goes_wrong_costs_one_file),
		cmocka_unit_test(a_hang_costs_one_file),
		cmocka_unit_test(members_come_in_pieces),
		cmocka_unit_test(a_process_is_used_again),
		cmocka_unit_test(files_are_read_ahead),
		cmocka_unit_test(parcels_are_taken_for_hostile),
	};
	lang_set_vietnamese(false);
	process_set(MISBEHAVING, 4000);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	process_end_idle();
	return failed;
}
