/* What is taken off a tally: of what it tells, and of no other. */
#include "base/file.h"
#include "indexer/vocabulary/tally_file.h"
#include "indexer/vocabulary/tally_gather.h"
#include "unit/home_fixture.h"

#include <fcntl.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Writes the tally of LINES, words with a space between them, to the file NAME. */
static void count_lines(
	const char *name, enum tally_runs runs, const char *const *lines, size_t count)
{
	struct tally t = {0};
	for (size_t i = 0; i < count; i++) {
		struct str rest = str_from_c(lines[i]);
		tally_break(&t);
		while (rest.len > 0) {
			size_t end = str_find(rest, STR(" "), 0);
			struct str word = str_slice(rest, 0, end);
			/* Of one form are those that begin alike. */
			tally_next(&t, tally_word(&t, word, str_slice(word, 0, 1)), false);
			rest = str_slice(rest, end < rest.len ? end + 1 : end, rest.len);
		}
	}
	unlink(in_home(name));
	assert_true(tally_write(&t, runs, in_home(name), &err));
	tally_free(&t);
}

/* The tally NAME as that of a shard. */
static void join(const char *name, const char *to)
{
	const char *const paths[] = {in_home(name)};
	unlink(in_home(to));
	assert_true(tally_join(paths, 1, in_home(to), &err));
}

/* What is asked of a sum: how often a run occurs. */
struct asked {
	struct tally_sink sink; /* first, so that a sink is what is asked */
	const char *words[3];
	uint32_t numbers[3], count;
	uint64_t found;
};

static bool take_word(struct tally_sink *sink, struct str exact, uint64_t count, struct error *e)
{
	struct asked *a = (struct asked *)sink;
	(void)count;
	(void)e;
	for (size_t i = 0; i < 3; i++) {
		if (str_eq(exact, str_from_c(a->words[i])))
			a->numbers[i] = a->count;
	}
	a->count++;
	return true;
}

static bool take_nothing(struct tally_sink *sink, struct error *e)
{
	(void)sink;
	(void)e;
	return true;
}

static bool take_count(
	struct tally_sink *sink, uint32_t left, const struct tally_count *c, struct error *e)
{
	struct asked *a = (struct asked *)sink;
	(void)e;
	if (left == a->numbers[0] && c->key == tally_run_key(a->numbers[1], a->numbers[2]))
		a->found = c->count;
	return true;
}

static bool end_row(struct tally_sink *sink, uint32_t left, struct error *e)
{
	(void)left;
	return take_nothing(sink, e);
}

static uint64_t run_count(
	const struct tally_files *files, const char *first, const char *second, const char *third)
{
	struct asked a = {.sink = {take_word, take_nothing, take_count, end_row},
		.words = {first, second, third},
		.numbers = {TALLY_NONE, TALLY_NONE, TALLY_NONE}};
	assert_true(tally_add_up(files, &tally_all, &a.sink, &err));
	return a.found;
}

static void what_is_taken_off_was_never_there(void **state)
{
	(void)state;
	static const char *const kept[] = {"ha noi mua to", "o ha noi mua nho"};
	static const char *const gone[] = {"hue mua to", "ha noi lut"};
	count_lines("kept", TALLY_EVERY_RUN, kept, COUNT(kept));
	count_lines("gone", TALLY_EVERY_RUN, gone, COUNT(gone));
	const char *const paths[] = {in_home("kept"), in_home("gone")};
	const char *const lost[] = {NULL, paths[1]};
	const struct tally_files less = {paths, lost, 2}, alone = {paths, NULL, 1};
	struct buf x = BUF_INIT, y = BUF_INIT;
	assert_true(tally_write_sum(&less, &tally_all, in_home("less"), &err));
	assert_true(tally_write_sum(&alone, &tally_all, in_home("alone"), &err));
	assert_true(file_read(AT_FDCWD, in_home("less"), 1 << 20, &x, &err));
	assert_true(file_read(AT_FDCWD, in_home("alone"), 1 << 20, &y, &err));
	assert_true(str_eq(buf_str(&x), buf_str(&y)));
	buf_free(&x);
	buf_free(&y);
}

/* A run that a shard has once is not told, so that, when it is lost, the others keep theirs; of one
   that is told as much is left as is there. So it is in steps, too. */
static void nothing_is_taken_off_others(void **state)
{
	(void)state;
	static const char *const a[] = {"m t va", "m t va", "b t va", "b t va", "t vb", "t vb"};
	static const char *const b[] = {"m t va", "m t va", "b t va", "t vb", "t vb", "t vb"};
	static const char *const gone[] = {"m t va", "b t va"};
	count_lines("a", TALLY_EVERY_RUN, a, COUNT(a));
	count_lines("b", TALLY_EVERY_RUN, b, COUNT(b));
	count_lines("gone", TALLY_EVERY_RUN, gone, COUNT(gone));
	join("a", "joined-a");
	join("b", "joined-b");
	const char *const paths[] = {in_home("joined-a"), in_home("joined-b")};
	const char *const lost[] = {NULL, in_home("gone")};
	const struct tally_files all = {paths, NULL, 2}, less = {paths, lost, 2};
	assert_int_equal(run_count(&all, "m", "t", "va"), 4);
	assert_int_equal(run_count(&less, "m", "t", "va"), 3);
	assert_int_equal(run_count(&all, "b", "t", "va"), 2);
	assert_int_equal(run_count(&less, "b", "t", "va"), 2);
	struct tally_gathering g;
	assert_true(tally_gather(&g, &less, 1, in_home("sum"), &err));
	assert_int_equal(g.files.count, 1);
	assert_int_equal(run_count(&g.files, "m", "t", "va"), 3);
	assert_int_equal(run_count(&g.files, "b", "t", "va"), 2);
	tally_gathering_free(&g);
}

/* Which runs are in doubt is told by what else is counted: of what is lost every one is. */
static void what_is_lost_is_counted_without_doubts(void **state)
{
	(void)state;
	static const char *const alone[] = {"m t va"};
	count_lines("some", TALLY_DOUBTED_RUNS, alone, COUNT(alone));
	count_lines("every", TALLY_EVERY_RUN, alone, COUNT(alone));
	const char *const paths[] = {in_home("some"), in_home("every")};
	const struct tally_files some = {paths, NULL, 1}, every = {paths + 1, NULL, 1};
	assert_int_equal(run_count(&some, "m", "t", "va"), 0);
	assert_int_equal(run_count(&every, "m", "t", "va"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_taken_off_was_never_there),
		cmocka_unit_test(nothing_is_taken_off_others),
		cmocka_unit_test(what_is_lost_is_counted_without_doubts),
	};
	return cmocka_run_group_tests(tests, make_home, remove_home);
}
