/* indexer/keeping: which generations stay. */
#include "archive/generation.h"
#include "indexer/keeping/prune.h"
#include "indexer/keeping/purged.h"
#include "unit/home_fixture.h"

static void publish_some(unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct generation_draft draft;
		WORKS(generation_prepare(home, &err, &err));
		WORKS(generation_begin(home, &draft, &err));
		WORKS(generation_publish(&draft, &err));
	}
}

/* Numbers as digits: those that are there after pruning by K. */
static const char *left(struct keeping *k)
{
	static char out[64];
	struct generation_list list;
	WORKS(keeping_prune(k, home, &err));
	WORKS(generation_list_read(home, &list, &err));
	*out = '\0';
	for (size_t i = 0; i < list.count; i++)
		sprintf(out + strlen(out), "%u", (unsigned)list.numbers[i]);
	generation_list_free(&list);
	return out;
}

static void the_newest_stay(void **state)
{
	struct keeping k;
	(void)state;
	publish_some(5);
	WORKS(keeping_read(&k, home, &err));
	assert_string_equal(left(&k), "345");
	k.keep = 1;
	assert_string_equal(left(&k), "5");
	keeping_free(&k);
}

static void the_published_one_stays(void **state)
{
	struct keeping k = {.keep = 2};
	(void)state;
	publish_some(5);
	WORKS(generation_point(home, 1, &err));
	assert_string_equal(left(&k), "15");
	keeping_free(&k);
}

static void pinned_ones_stay_besides(void **state)
{
	struct keeping k = {.keep = 2};
	(void)state;
	assert_true(keeping_add(&k.pinned, 3) && keeping_add(&k.pinned, 1) &&
		    keeping_add(&k.pinned, 3) && keeping_add(&k.pinned, 9));
	publish_some(6);
	assert_string_equal(left(&k), "1356");
	assert_int_equal(k.pinned.count, 2);
	keeping_take(&k.pinned, 1);
	assert_string_equal(left(&k), "356");
	keeping_free(&k);
}

/* As many as the file holds, in falling order and twice: read in a moment, and gone in another. */
static void many_numbers_are_read_in_any_order(void **state)
{
	(void)state;
	enum { MANY = 70000, FIRST = 100000 };
	struct buf json = BUF_INIT;
	struct keeping k;
	buf_append_c(&json, "{\"keep\":3,\"pinned\":[");
	for (unsigned i = 0; i < 2 * MANY; i++)
		buf_printf(&json, "%s%u", i > 0 ? "," : "", FIRST + MANY - i % MANY);
	buf_append_c(&json, "],\"abandoned\":[2,1],\"held\":false}");
	write_file("keeping.json", buf_str(&json));
	buf_free(&json);
	publish_some(1);
	WORKS(keeping_read(&k, home, &err));
	assert_int_equal(k.pinned.count, MANY);
	for (unsigned i = 0; i < MANY; i++)
		assert_int_equal(k.pinned.numbers[i], FIRST + 1 + i);
	assert_true(keeping_has(&k.pinned, FIRST + MANY) && !keeping_has(&k.pinned, FIRST));
	assert_int_equal(k.abandoned.numbers[0], 1);
	assert_string_equal(left(&k), "1");
	assert_int_equal(k.pinned.count, 0);
	keeping_free(&k);
}

/* After 5 went back to 3, and 6 was made of that: 4 and 5 are nobody's. */
static void abandoned_ones_go_first(void **state)
{
	struct keeping k = {.keep = 3};
	(void)state;
	publish_some(6);
	WORKS(generation_remove(home, 1, &err));
	WORKS(generation_remove(home, 2, &err));
	assert_true(keeping_add(&k.abandoned, 4) && keeping_add(&k.abandoned, 5));
	assert_string_equal(left(&k), "356");
	assert_int_equal(k.abandoned.count, 1);
	publish_some(1);
	assert_string_equal(left(&k), "367");
	publish_some(1);
	assert_string_equal(left(&k), "678");
	keeping_free(&k);
}

static void it_is_written_and_read(void **state)
{
	struct keeping k = {.keep = 7, .held = true}, again;
	(void)state;
	assert_true(keeping_add(&k.pinned, 12) && keeping_add(&k.abandoned, 42) &&
		    keeping_add(&k.abandoned, 41));
	WORKS(keeping_write(&k, home, &err));
	WORKS(keeping_read(&again, home, &err));
	assert_int_equal(again.keep, 7);
	assert_true(again.held);
	assert_true(keeping_has(&again.pinned, 12) && again.pinned.count == 1);
	assert_int_equal(again.abandoned.numbers[0], 41);
	assert_int_equal(again.abandoned.numbers[1], 42);
	keeping_free(&k);
	keeping_free(&again);
}

static void what_is_not_ours_is_refused(void **state)
{
	static const char *const texts[] = {"", "{}", "[]", "{\"keep\":3}",
		"{\"keep\":0,\"pinned\":[],\"abandoned\":[],\"held\":false}",
		"{\"keep\":3,\"pinned\":[0],\"abandoned\":[],\"held\":false}",
		"{\"keep\":3,\"pinned\":[4294967297],\"abandoned\":[],\"held\":false}",
		"{\"keep\":3,\"pinned\":{},\"abandoned\":[],\"held\":false}",
		"{\"keep\":3,\"pinned\":[],\"abandoned\":[],\"held\":1}",
		"{\"keep\":3,\"pinned\":[],\"abandoned\":[],\"held\":false,\"more\":1}"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct keeping k;
		write_file("keeping.json", str_from_c(texts[i]));
		assert_false(keeping_read(&k, home, &err));
		assert_int_equal(err.code, ERROR_CORRUPT);
	}
}

/* Descending, as no list is that was read. */
static struct key text_number(unsigned i)
{
	return (struct key){{(unsigned char)(255 - i)}};
}

static void purged_texts_are_known_again(void **state)
{
	enum { COUNT = 40 };
	struct purged p, again;
	const struct purged_note note = {.now = 1520000000, .generation = 42};
	(void)state;
	WORKS(purged_read(&p, home, &err));
	for (unsigned i = 0; i < COUNT; i += 2) {
		struct key text = text_number(i);
		assert_false(purged_has(&p, &text));
		WORKS(purged_add(&p, &text, STR("2018/a b.txt"), note, &err));
		WORKS(purged_add(&p, &text, STR("twice"), note, &err));
	}
	assert_int_equal(p.count, COUNT / 2);
	WORKS(purged_write(&p, home, &err));
	WORKS(purged_read(&again, home, &err));
	for (unsigned i = 0; i < COUNT; i++) {
		struct key text = text_number(i);
		assert_int_equal(purged_has(&p, &text), i % 2 == 0);
		assert_int_equal(purged_has(&again, &text), i % 2 == 0);
	}
	assert_true(str_eq(buf_str(&p.lines), buf_str(&again.lines)));
	purged_free(&p);
	purged_free(&again);
}

static void when_a_text_was_purged(void **state)
{
	static const struct {
		const char *line, *id, *when, *generation; /* when NULL: the id had none */
	} cases[] = {
		{" 2018-03-02T14:13:20Z 000042  2018/a b.txt", "2018/a b.txt",
			"2018-03-02T14:13:20Z", "000042"},
		{"  2018/a b.txt", "2018/a b.txt", "", ""},
		{" 2018-03-02T14:13:20Z  a  b", "a  b", "2018-03-02T14:13:20Z", ""},
		{" 2018-03-02T14:13:20Z 000042  a", "000042  a", NULL, NULL},
		{"", "", NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purged p;
		char line[200];
		struct str when, generation;
		snprintf(line, sizeof line, "0123456789abcdef0123456789abcdef%s", cases[i].line);
		write_file("purged", str_from_c(line));
		WORKS(purged_read(&p, home, &err));
		bool had = purged_had(&p, str_from_c(cases[i].id), &when, &generation);
		assert_int_equal(had, cases[i].when != NULL);
		if (had) {
			assert_true(str_eq(when, str_from_c(cases[i].when)));
			assert_true(str_eq(generation, str_from_c(cases[i].generation)));
		}
		purged_free(&p);
	}
}

#define HEX "0123456789abcdef0123456789abcde"

static void lines_of_purged_texts(void **state)
{
	static const struct {
		const char *text;
		size_t count; /* of texts; 0: refused, or none */
		bool refused;
	} cases[] = {{"", 0, false}, {"\n\n", 0, false}, {HEX "0", 1, false},
		{HEX "0  a.txt\n" HEX "1\n", 2, false}, {HEX "0 \n", 1, false}, {HEX "\n", 0, true},
		{HEX "01\n", 0, true}, {HEX "0\ta\n", 0, true}, {HEX "F\n", 0, true},
		{" " HEX "0\n", 0, true}, {HEX "0\nx\n", 0, true}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct purged p;
		write_file("purged", str_from_c(cases[i].text));
		assert_int_equal(purged_read(&p, home, &err), !cases[i].refused);
		if (cases[i].refused)
			assert_int_equal(err.code, ERROR_CORRUPT);
		assert_int_equal(p.count, cases[i].count);
		purged_free(&p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_newest_stay),
		TEST(the_published_one_stays),
		TEST(many_numbers_are_read_in_any_order),
		TEST(pinned_ones_stay_besides),
		TEST(abandoned_ones_go_first),
		TEST(it_is_written_and_read),
		TEST(what_is_not_ours_is_refused),
		TEST(purged_texts_are_known_again),
		TEST(when_a_text_was_purged),
		TEST(lines_of_purged_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
