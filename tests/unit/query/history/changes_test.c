/* query: which words of an article are others than they were. */
#include "query/history/changes.h"
#include "query/history/diff.h"
#include "query/history/words.h"
#include "unit/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- The difference of two lists of numbers ---- */

/* Whether what is left of both is the same; how many are changed. */
static size_t check_diff(const uint64_t *a, size_t n, const uint64_t *b, size_t m)
{
	bool *x = calloc(n + 1, sizeof *x), *y = calloc(m + 1, sizeof *y);
	const struct diff_text old = {a, n, x}, now = {b, m, y};
	assert_true(x && y && diff_texts(&old, &now));
	size_t i = 0, k = 0, changed = 0;
	for (;;) {
		for (; i < n && x[i]; i++)
			changed++;
		for (; k < m && y[k]; k++)
			changed++;
		if (i == n || k == m)
			break;
		assert_int_equal(a[i++], b[k++]);
	}
	assert_true(i == n && k == m);
	free(x);
	free(y);
	return changed;
}

/* The fewest, by the table of all pairs. */
static size_t fewest(const uint64_t *a, size_t n, const uint64_t *b, size_t m)
{
	size_t *row = calloc(m + 1, sizeof *row);
	assert_non_null(row);
	for (size_t k = 0; k <= m; k++)
		row[k] = k;
	for (size_t i = 1; i <= n; i++) {
		size_t before = row[0];
		row[0] = i;
		for (size_t k = 1; k <= m; k++) {
			size_t up = row[k];
			size_t least = (up < row[k - 1] ? up : row[k - 1]) + 1;
			row[k] = a[i - 1] == b[k - 1] && before < least ? before : least;
			before = up;
		}
	}
	size_t out = row[m];
	free(row);
	return out;
}

static void small_texts_differ_in_as_few_words_as_can_be(void **state)
{
	(void)state;
	enum { MOST = 24 };
	uint64_t a[MOST], b[MOST];
	chance_start(29);
	for (int round = 0; round < 20000; round++) {
		size_t n = chance(MOST), m = chance(MOST);
		uint32_t letters = 1 + chance(5);
		for (size_t i = 0; i < n; i++)
			a[i] = chance(letters);
		for (size_t i = 0; i < m; i++)
			b[i] = chance(letters);
		assert_int_equal(check_diff(a, n, b, m), fewest(a, n, b, m));
	}
}

/* Nothing in common, the reverse, few letters: what is right is enough there. */
static void large_texts_end(void **state)
{
	(void)state;
	enum { WORDS = 30000 };
	static uint64_t a[WORDS], b[WORDS];
	chance_start(3);
	for (size_t i = 0; i < WORDS; i++) {
		a[i] = i;
		b[i] = WORDS + i;
	}
	assert_int_equal(check_diff(a, WORDS, b, WORDS), 2 * WORDS);
	for (size_t i = 0; i < WORDS; i++)
		b[i] = WORDS - 1 - i;
	check_diff(a, WORDS, b, WORDS);
	for (size_t i = 0; i < WORDS; i++) {
		a[i] = chance(2);
		b[i] = chance(2);
	}
	check_diff(a, WORDS, b, WORDS);
	for (size_t i = 0; i < WORDS; i++)
		b[i] = i % 3 == 0 ? 7 : a[i];
	assert_in_range(check_diff(a, WORDS, b, WORDS), WORDS / 3, 2 * WORDS);
}

/* ---- Words ---- */

static void words_are_cut_at_blanks_and_signs(void **state)
{
	(void)state;
	static const struct {
		const char *text, *words;
	} cases[] = {
		{"", ""},
		{"  Nước lên\thai mét. ", "Nước|lên|hai|mét|."},
		{"1.200 người, 3,5 m; 12/TB-UBND", "1.200|người|,|3,5|m|;|12/TB|-|UBND"},
		{"“Đã ổn”, ông nói…", "“|Đã|ổn|”|,|ông|nói|…"},
		{"một\nhai", "một|\n|hai"},
		{"a\xC2\xA0"
		 "b",
			"a|b"},
		{"\xFF\xE2\x80", "\xFF\xE2\x80"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[256] = "";
		struct words w;
		struct str text = str_from_c(cases[i].text);
		assert_true(words_cut(&w, text));
		for (size_t k = 0; k < w.count; k++) {
			struct str word = str_slice(text, w.starts[k], w.starts[k + 1]);
			while (word.len > 1 &&
				(str_ends_with(word, STR(" ")) || str_ends_with(word, STR("\t")) ||
					str_ends_with(word, STR("\xC2\xA0"))))
				word.len -= str_ends_with(word, STR("\xC2\xA0")) ? 2 : 1;
			size_t at = strlen(out);
			snprintf(out + at, sizeof out - at, "%s%.*s", k ? "|" : "", STR_ARG(word));
		}
		assert_string_equal(out, cases[i].words);
		words_free(&w);
	}
}

/* ---- Articles ---- */

static struct record record_of(struct record_block *block, const char *title, const char *text)
{
	*block = (struct record_block){.zone = ZONE_BODY, .text = str_from_c(text)};
	return (struct record){.title = str_from_c(title), .blocks = block, .block_count = 1};
}

/* "title: [-a-]{+b+}c; text: …", with … for what is left out. */
static const char *told(const struct record *a, const struct record *b)
{
	static char out[4096];
	static const char *const marks[][2] = {[PART_SAME] = {"", ""},
		[PART_DELETED] = {"[-", "-]"},
		[PART_INSERTED] = {"{+", "+}"},
		[PART_SKIPPED] = {"…", ""}};
	struct arena memory = ARENA_INIT;
	struct changes changes;
	*out = '\0';
	assert_true(changes_find(a, b, &memory, &changes));
	for (size_t i = 0; i < changes.count; i++) {
		const struct change *c = &changes.list[i];
		snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s: ", i ? "; " : "",
			c->field);
		for (size_t k = 0; k < c->count; k++)
			snprintf(out + strlen(out), sizeof out - strlen(out), "%s%.*s%s",
				marks[c->parts[k].kind][0], STR_ARG(c->parts[k].text),
				marks[c->parts[k].kind][1]);
	}
	arena_free(&memory);
	return out;
}

static void what_was_changed_is_told_word_by_word(void **state)
{
	(void)state;
	struct record_block one, other;
	static const struct {
		const char *before, *now, *told;
	} cases[] = {
		{"a b c", "a b c", ""},
		{"a  b c", "a b\tc", ""},
		{"a b c", "a x c", "text: a [-b -]{+x +}c"},
		{"a b c", "a c", "text: a [-b -]c"},
		{"a c", "a b c", "text: a {+b +}c"},
		{"", "a", "text: {+a+}"},
		{"a", "", "text: [-a-]"},
		/* As far down as it goes. */
		{"Một.", "Một.\nHai.", "text: Một.{+\nHai.+}"},
		{"Một.\nHai.\nBa.", "Một.\nBa.", "text: Một.\n[-Hai.\n-]Ba."},
		{"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 x",
			"1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 y",
			"text: …13 14 15 16 17 18 19 20 [-x-]{+y+}"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct record a = record_of(&one, "T", cases[i].before);
		struct record b = record_of(&other, "T", cases[i].now);
		assert_string_equal(told(&a, &b), cases[i].told);
	}
	struct record a = record_of(&one, "Nước lên", "a"), b = record_of(&other, "Nước rút", "a");
	struct str authors[] = {STR_INIT("Lê An"), STR_INIT("Hà Chi")};
	a.date = STR("2026-03-14");
	b.date = STR("2026-03-15");
	b.authors = authors;
	b.author_count = 2;
	assert_string_equal(told(&a, &b),
		"title: Nước [-lên-]{+rút+}; authors: {+Lê An, Hà Chi+}; date: "
		"[-2026-03-14-]{+2026-03-15+}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_texts_differ_in_as_few_words_as_can_be),
		cmocka_unit_test(large_texts_end),
		cmocka_unit_test(words_are_cut_at_blanks_and_signs),
		cmocka_unit_test(what_was_changed_is_told_word_by_word),
	};
	return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
