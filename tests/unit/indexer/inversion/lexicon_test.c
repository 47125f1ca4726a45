/* The lexicon and the tallies that it is made from: what was counted comes back, however
 * it was cut into parts; damage never does more than give wrong counts. */
#include "archive/lexicon.h"
#include "archive/lexicon_file.h"
#include "base/file.h"
#include "indexer/inversion/document.h"
#include "indexer/vocabulary/tally_file.h"
#include "indexer/vocabulary/tally_gather.h"
#include "indexer/vocabulary/tally_learn.h"
#include "text/token/token.h"
#include "unit/home_fixture.h"

#include <fcntl.h>
#include <limits.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

enum { PARTS = 40 };

static bool is_name(const struct token *t)
{
	return (t->flags & (TOKEN_CAPITALISED | TOKEN_CAPITALS)) == TOKEN_CAPITALISED;
}

/* Writes the tally of LINES to the file NAME. */
static void count_lines(const char *name, const char *const *lines, size_t count)
{
	struct tally t = {0};
	struct tokenizer *tokenizer = tokenizer_new_small();
	for (size_t i = 0; i < count; i++) {
		struct token token;
		tally_break(&t);
		tokenizer_start_document(tokenizer, str_from_c(lines[i]));
		while (tokenizer_next(tokenizer, &token)) {
			uint32_t word = tally_word(&t, token.exact, token.folded);
			if (token.flags & TOKEN_EXTRA) {
				tally_beside(&t, word);
				continue;
			}
			if (token.flags & TOKEN_BREAK)
				tally_break(&t);
			tally_next(&t, word, is_name(&token));
		}
	}
	unlink(in_home(name));
	assert_true(tally_write(&t, TALLY_DOUBTED_RUNS, in_home(name), &err));
	tally_free(&t);
	tokenizer_free(tokenizer);
}

static struct str fold(void *context, struct str exact)
{
	return analyst_fold(context, exact);
}

/* The lexicon of the tallies NAMES, learned in MEMORY bytes, written to the file TO and opened. */
static struct lexicon *learn_in(
	uint64_t memory, const char *const *names, size_t count, const char *to)
{
	static char kept[PARTS][PATH_MAX];
	const char *paths[PARTS];
	char spill[PATH_MAX];
	for (size_t i = 0; i < count; i++) {
		snprintf(kept[i], sizeof kept[i], "%s", in_home(names[i]));
		paths[i] = kept[i];
	}
	snprintf(spill, sizeof spill, "%s", in_home("sum"));
	struct analyst *analyst = analyst_new(&err);
	const struct tally_lesson lesson = {fold, analyst, memory, spill};
	const struct tally_files files = {.paths = paths, .count = count};
	struct lexicon_builder *b = tally_learn(&files, &lesson, &err);
	assert_non_null(b);
	assert_true(lexicon_builder_write(b, in_home(to), &err));
	lexicon_builder_free(b);
	analyst_free(analyst);
	struct lexicon *l = lexicon_open(in_home(to), &err);
	assert_non_null(l);
	assert_true(lexicon_check(l, to, &err));
	return l;
}

static struct lexicon *learn(const char *const *names, size_t count, const char *to)
{
	return learn_in(UINT64_C(1) << 30, names, count, to);
}

static uint64_t pair_count(const struct lexicon *l, const char *left, const char *folded_left,
	const char *right, const char *folded_right)
{
	uint64_t counts[LEXICON_MAX_GROUP];
	struct lexicon_group g = lexicon_group(l, str_from_c(folded_left));
	struct lexicon_group h = lexicon_group(l, str_from_c(folded_right));
	for (uint32_t i = 0; i < g.count; i++) {
		if (!str_eq(lexicon_word(l, g.first + i).exact, str_from_c(left)))
			continue;
		lexicon_pairs(l, g.first + i, h, counts);
		for (uint32_t k = 0; k < h.count; k++) {
			if (str_eq(lexicon_word(l, h.first + k).exact, str_from_c(right)))
				return counts[k];
		}
	}
	return 0;
}

static const char *const first_lines[] = {
	"Tổ quốc ta, tổ chức 27 lớp", "bảo vệ tổ quốc", "năm 2018 tại TP.HCM"};
static const char *const second_lines[] = {"tố cáo; tổ quốc", "án phạt", "zéro"};

static void words_and_neighbours_are_counted(void **state)
{
	(void)state;
	static const char *const parts[] = {"a", "b"};
	static const struct {
		const char *left, *folded_left, *right, *folded_right;
		uint64_t count;
	} cases[] = {
		{"tổ", "to", "quốc", "quoc", 3}, {"tổ", "to", "chức", "chuc", 1},
		{"vệ", "ve", "tổ", "to", 1}, {"tố", "to", "cáo", "cao", 1},
		{"ta", "ta", "tổ", "to", 0},       /* a comma between them */
		{"chức", "chuc", "lớp", "lop", 0}, /* a number */
		{"cáo", "cao", "tổ", "to", 0}, {"quốc", "quoc", "án", "an", 0}, /* another block */
	};
	count_lines("a", first_lines, COUNT(first_lines));
	count_lines("b", second_lines, COUNT(second_lines));
	struct lexicon *l = learn(parts, 2, "lexicon");
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(pair_count(l, cases[i].left, cases[i].folded_left, cases[i].right,
					 cases[i].folded_right),
			cases[i].count);
	struct lexicon_word words[4];
	assert_int_equal(lexicon_spellings(l, STR("to"), words, 4), 2);
	assert_true(str_eq(words[0].exact, STR("tổ")));
	assert_int_equal(words[0].count, 4);
	assert_int_equal(lexicon_count(l, STR("tphcm"), STR("tphcm")), 1);
	assert_int_equal(lexicon_spellings(l, STR("2018"), words, 4), 0);
	assert_int_equal(lexicon_least(l).words, 0);
	assert_int_equal(lexicon_least(l).counts, 0);
	lexicon_close(l);
}

static void names_are_told_by_their_capitals(void **state)
{
	(void)state;
	static const char *const parts[] = {"a", "b"};
	static const char *const first[] = {"hai cháu ở Hải Châu", "Hai cháu", "quận Hải Châu"};
	static const char *const second[] = {"HẢI CHÂU", "ra Hải Châu", "hải Châu", "Bà Rịa"};
	static const struct {
		const char *left, *folded_left, *right, *folded_right;
		double capitals;
	} cases[] = {
		{"hải", "hai", "châu", "chau", 0.5}, /* three of five */
		{"hai", "hai", "cháu", "chau", 0},
		{"bà", "ba", "rịa", "ria", 0}, /* once is by chance */
		{"ra", "ra", "hải", "hai", 0},
	};
	count_lines("a", first, COUNT(first));
	count_lines("b", second, COUNT(second));
	struct lexicon *l = learn(parts, 2, "lexicon");
	for (size_t i = 0; i < COUNT(cases); i++) {
		double found[LEXICON_MAX_GROUP];
		struct lexicon_group g = lexicon_group(l, str_from_c(cases[i].folded_left));
		struct lexicon_group h = lexicon_group(l, str_from_c(cases[i].folded_right));
		uint32_t left;
		uint32_t right;
		assert_true(lexicon_find(l, g, str_from_c(cases[i].left), &left));
		assert_true(lexicon_find(l, h, str_from_c(cases[i].right), &right));
		lexicon_capitals(l, left, h, found);
		assert_true(found[right - h.first] == cases[i].capitals);
	}
	assert_int_equal(lexicon_count(l, STR("A"), STR("a")), 0);
	lexicon_close(l);
}

static bool are_same(const char *a, const char *b)
{
	struct buf x = BUF_INIT;
	struct buf y = BUF_INIT;
	assert_true(file_read(AT_FDCWD, in_home(a), 1 << 20, &x, &err));
	assert_true(file_read(AT_FDCWD, in_home(b), 1 << 20, &y, &err));
	bool same = str_eq(buf_str(&x), buf_str(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

static void figures_and_breaks_have_neighbours(void **state)
{
	(void)state;
	static const char *const parts[] = {"a"};
	static const char *const lines[] = {"tháng 3, tháng 12", "giá 40.000 đồng; giá vé"};
	count_lines("a", lines, COUNT(lines));
	struct lexicon *l = learn(parts, 1, "lexicon");
	assert_int_equal(pair_count(l, "tháng", "thang", LEXICON_FIGURES, LEXICON_FIGURES), 2);
	assert_int_equal(pair_count(l, LEXICON_BREAK, LEXICON_BREAK, "tháng", "thang"), 2);
	assert_int_equal(pair_count(l, LEXICON_BREAK, LEXICON_BREAK, "giá", "gia"), 2);
	assert_int_equal(pair_count(l, "vé", "ve", LEXICON_BREAK, LEXICON_BREAK), 1);
	assert_int_equal(lexicon_running(l), 6);
	lexicon_close(l);
}

static uint32_t number_of(const struct lexicon *l, const char *exact, const char *folded)
{
	struct lexicon_group g = lexicon_group(l, str_from_c(folded));
	for (uint32_t i = 0; i < g.count; i++) {
		if (str_eq(lexicon_word(l, g.first + i).exact, str_from_c(exact)))
			return g.first + i;
	}
	fail_msg("the lexicon lacks %s", exact);
	return 0;
}

static const char *const told_lines[] = {"mùa thu vàng", "mùa thu vàng", "mùa thu vàng",
	"tiền thu vắng", "tiền thu vắng", "bến thu phượng", "bến thu phượng", "thu vắng",
	"thu vắng", "thu vắng", "thu vắng"};

/* "thu" tells little of its "vang": what stands before both does. Of "phuong" it tells all. */
static void what_pairs_do_not_tell_is_counted(void **state)
{
	(void)state;
	static const char *const parts[] = {"a", "b"};
	static const struct {
		const char *left, *folded_left, *right, *folded_right;
		uint64_t count;
	} cases[] = {
		{"mùa", "mua", "vàng", "vang", 6},
		{"mùa", "mua", "vắng", "vang", 0},
		{"bến", "ben", "phượng", "phuong", 0},
		{"mùa", "mua", "phượng", "phuong", 0},
	};
	count_lines("a", told_lines, COUNT(told_lines));
	count_lines("b", told_lines, COUNT(told_lines));
	struct lexicon *l = learn(parts, COUNT(parts), "lexicon");
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint64_t counts[LEXICON_MAX_GROUP] = {0};
		struct lexicon_context context;
		struct lexicon_group right = lexicon_group(l, str_from_c(cases[i].folded_right));
		uint32_t left = number_of(l, cases[i].left, cases[i].folded_left);
		if (lexicon_context(l, left, number_of(l, "thu", "thu"), &context)) {
			assert_int_equal(context.count, 6);
			assert_true(context.rest > 0 && context.rest < 1);
			lexicon_runs(l, &context, right, counts);
		}
		uint32_t wanted = number_of(l, cases[i].right, cases[i].folded_right);
		assert_int_equal(counts[wanted - right.first], cases[i].count);
	}
	struct lexicon_context none;
	assert_false(
		lexicon_context(l, number_of(l, "bến", "ben"), number_of(l, "mùa", "mua"), &none));
	assert_int_equal(lexicon_running(l), 58);
	lexicon_close(l);
}

/* Adds up the tallies NAMES in the file TO. */
static void join(const char *const *names, size_t count, const char *to)
{
	const char *paths[4];
	for (size_t i = 0; i < count; i++)
		paths[i] = in_home(names[i]);
	unlink(in_home(to));
	assert_true(tally_join(paths, count, in_home(to), &err));
}

static void parts_joined_count_as_one(void **state)
{
	(void)state;
	const char *const both[] = {first_lines[0], first_lines[1], first_lines[2], second_lines[0],
		second_lines[1], second_lines[2]};
	static const char *const parts[] = {"a", "b"};
	static const char *const joined[] = {"both"};
	count_lines("a", first_lines, COUNT(first_lines));
	count_lines("b", second_lines, COUNT(second_lines));
	lexicon_close(learn(parts, 2, "lexicon"));
	join(parts, 2, "both");
	lexicon_close(learn(joined, 1, "second"));
	assert_true(are_same("lexicon", "second"));
	count_lines("a", both, COUNT(both));
	join(parts, 1, "one");
	assert_true(are_same("one", "both"));
}

/* More words than the memory has numbers for, in many tallies: they are added up before. */
static void many_parts_are_learned_in_steps(void **state)
{
	(void)state;
	static const char *parts[PARTS];
	for (size_t i = 0; i < PARTS; i++)
		parts[i] = i % 2 == 0 ? "a" : "b";
	count_lines("a", told_lines, COUNT(told_lines));
	count_lines("b", first_lines, COUNT(first_lines));
	lexicon_close(learn(parts, PARTS, "lexicon"));
	struct lexicon *l = learn_in(6000, parts, PARTS, "second");
	assert_int_equal(lexicon_least(l).words, 0);
	assert_true(are_same("lexicon", "second"));
	assert_false(is_there("sum.0") || is_there("sum.1"));
	lexicon_close(l);
}

/* Writes COUNT lines as the tally NAME: of two words that occur once each, or, where PAIRS, of
   words that occur often, and are neighbours once; and "thu" in each. */
static void count_invented(const char *name, bool pairs, unsigned first, unsigned count)
{
	static char text[4 * PARTS][64];
	const char *lines[4 * PARTS];
	for (unsigned i = 0; i < count; i++) {
		char a = (char)('a' + (first + i) % 13);
		char b = (char)('a' + (first + i) / 13);
		if (pairs)
			snprintf(text[i], sizeof text[i], "x%cy u%cv thu", a, b);
		else
			snprintf(text[i], sizeof text[i], "x%cy%cz u%cv%cw thu", a, b, a, b);
		lines[i] = text[i];
	}
	count_lines(name, lines, count);
}

/* The rarest are left out, the same whatever the tallies, and the lexicon says it. */
static void what_does_not_fit_is_left_out(void **state)
{
	(void)state;
	enum { LINES = 4 * PARTS };
	static const char *const one[] = {"all"};
	static const char *const parts[] = {"a", "b", "c"};
	static const struct {
		uint64_t memory;
		uint64_t kept; /* of "thu" */
		uint16_t words, counts;
		bool pairs;
	} cases[] = {
		{1 << 20, LINES, 0, 0, false},
		{30000, LINES, 2, 0, false},
		{1 << 20, LINES, 0, 0, true},
		{5500, LINES, 0, 0, true},
		{4750, LINES, 0, 2, true},
		{1, 0, LINES + 1, 0, true},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		count_invented("all", cases[i].pairs, 0, LINES);
		count_invented("a", cases[i].pairs, 0, 20);
		count_invented("b", cases[i].pairs, 20, 100);
		count_invented("c", cases[i].pairs, 120, LINES - 120);
		struct lexicon *l = learn_in(cases[i].memory, one, 1, "lexicon");
		lexicon_close(learn_in(cases[i].memory, parts, COUNT(parts), "second"));
		assert_true(are_same("lexicon", "second"));
		assert_int_equal(lexicon_least(l).words, cases[i].words);
		assert_int_equal(lexicon_least(l).counts, cases[i].counts);
		assert_int_equal(lexicon_count(l, STR("thu"), STR("thu")), cases[i].kept);
		lexicon_close(l);
	}
}

static void an_empty_archive_has_a_lexicon(void **state)
{
	(void)state;
	static const char *const parts[] = {"a"};
	struct lexicon_word word;
	count_lines("a", first_lines, 0);
	struct lexicon *l = learn(parts, 1, "lexicon");
	assert_int_equal(lexicon_spellings(l, STR("to"), &word, 1), 0);
	assert_int_equal(lexicon_running(l), 0);
	lexicon_close(l);
}

/* Every cut and every changed byte is refused or read without harm. */
static void a_damaged_tally_is_refused(void **state)
{
	(void)state;
	struct buf whole = BUF_INIT;
	count_lines("a", told_lines, COUNT(told_lines));
	assert_true(file_read(AT_FDCWD, in_home("a"), 1 << 20, &whole, &err));
	char damaged[256];
	snprintf(damaged, sizeof damaged, "%s/b", home);
	const char *paths[] = {damaged};
	for (size_t len = 0; len < whole.len; len++) {
		unlink(in_home("both"));
		assert_true(file_replace(paths[0], str_make(whole.ptr, len), &err));
		if (!tally_join(paths, 1, in_home("both"), &err))
			assert_int_equal(err.code, ERROR_CORRUPT);
	}
	for (size_t at = 0; at < whole.len; at++) {
		unlink(in_home("both"));
		whole.ptr[at] ^= 0x55;
		assert_true(file_replace(paths[0], buf_str(&whole), &err));
		whole.ptr[at] ^= 0x55;
		tally_join(paths, 1, in_home("both"), &err);
	}
	buf_free(&whole);
}

/* Asks for all that a lexicon tells of its first words. */
static void ask_everything(const struct lexicon *l)
{
	enum { WORDS = 12 };
	uint64_t counts[LEXICON_MAX_GROUP];
	for (uint32_t left = 0; left < WORDS; left++) {
		for (uint32_t right = 0; right < WORDS; right++) {
			struct lexicon_context context;
			if (!lexicon_context(l, left, right, &context))
				continue;
			for (uint32_t third = 0; third < WORDS; third++)
				lexicon_runs(l, &context, (struct lexicon_group){third, 3}, counts);
		}
	}
	lexicon_check(l, "lexicon", &err);
}

/* Any byte behind the header changed: it answers, whatever it says, and tells when it is asked. */
static void a_damaged_lexicon_answers(void **state)
{
	(void)state;
	static const char *const parts[] = {"a", "b"};
	struct buf whole = BUF_INIT;
	count_lines("a", told_lines, COUNT(told_lines));
	count_lines("b", told_lines, COUNT(told_lines));
	lexicon_close(learn(parts, 2, "lexicon"));
	assert_true(file_read(AT_FDCWD, in_home("lexicon"), 1 << 20, &whole, &err));
	for (size_t at = LEXICON_HEADER; at < whole.len; at++) {
		whole.ptr[at] ^= 0x55;
		struct lexicon *l = lexicon_open_bytes(buf_str(&whole), "lexicon", &err);
		assert_non_null(l);
		ask_everything(l);
		assert_false(lexicon_is_whole(l));
		lexicon_close(l);
		whole.ptr[at] ^= 0x55;
	}
	buf_free(&whole);
}

static void a_damaged_lexicon_is_noticed(void **state)
{
	(void)state;
	static const char *const parts[] = {"a"};
	struct buf whole = BUF_INIT;
	count_lines("a", first_lines, COUNT(first_lines));
	lexicon_close(learn(parts, 1, "lexicon"));
	assert_true(file_read(AT_FDCWD, in_home("lexicon"), 1 << 20, &whole, &err));
	for (size_t len = 0; len < whole.len; len++) {
		assert_null(lexicon_open_bytes(str_make(whole.ptr, len), "lexicon", &err));
		assert_int_equal(err.code, ERROR_CORRUPT);
	}
	for (size_t at = 0; at < LEXICON_HEADER; at++) {
		whole.ptr[at] ^= 1;
		assert_null(lexicon_open_bytes(buf_str(&whole), "lexicon", &err));
		whole.ptr[at] ^= 1;
	}
	buf_free(&whole);
}

static void counts_keep_their_size(void **state)
{
	(void)state;
	for (uint64_t n = 1; n <= 10; n++)
		assert_int_equal(lexicon_decode(lexicon_code(n)), n);
	for (uint64_t n = 11; n < UINT64_C(3000000000); n = n * 9 / 8) {
		double ratio = (double)lexicon_decode(lexicon_code(n)) / (double)n;
		assert_true(ratio > 0.92 && ratio < 1.08);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_neighbours_are_counted),
		cmocka_unit_test(names_are_told_by_their_capitals),
		cmocka_unit_test(figures_and_breaks_have_neighbours),
		cmocka_unit_test(what_pairs_do_not_tell_is_counted),
		cmocka_unit_test(parts_joined_count_as_one),
		cmocka_unit_test(many_parts_are_learned_in_steps),
		cmocka_unit_test(what_does_not_fit_is_left_out),
		cmocka_unit_test(an_empty_archive_has_a_lexicon),
		cmocka_unit_test(a_damaged_tally_is_refused),
		cmocka_unit_test(a_damaged_lexicon_is_noticed),
		cmocka_unit_test(a_damaged_lexicon_answers),
		cmocka_unit_test(counts_keep_their_size),
	};
	return cmocka_run_group_tests(tests, make_home, remove_home);
}
