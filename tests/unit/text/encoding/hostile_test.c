/* text: what nobody writes is read all the same, in time linear in its length. */
#include "base/buf.h"
#include "text/encoding/decode.h"
#include "text/token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* A text is FIRST, and then REPEATED as often as fits. */
static const struct {
	const char *what, *first, *repeated;
} texts[] = {
	{"marks on one letter", "e", "\u0301"},
	{"shapes and tones on one letter", "o", "\u0302\u0309\u031b\u0323"},
	{"one word", "", "a"},
	{"one word with marks", "", "ô"},
	{"syllables in one word", "", "ôtô"},
	{"a word that almost divides", "", "nghiêngg"},
	{"decomposed syllables in one word", "", "o\u0302to\u0302"},
	{"private use", "", "\ue000"},
	{"private use in a word", "", "a\ue000"},
	{"not assigned", "", "\u0378"},
	{"beyond the planes in use", "", "\xf3\xb0\x80\x80"},
	{"bidirectional controls", "", "\u202e\u2066\u200f"},
	{"bidirectional controls in a word", "", "a\u202e"},
	{"soft hyphens in a word", "Vi", "\u00ad"},
	{"truncated sequences", "", "\xe1\xbb"},
	{"truncated at the end", "Tổ quốc", "\xf0\x90\x80"},
	{"surrogates", "", "\xed\xa0\x80\xed\xb0\x80"},
	{"bytes that are never UTF-8", "", "\xff\xfe\xc0"},
	{"overlong sequences", "", "\xc0\x80\xe0\x80\x80"},
	{"figures", "", "1"},
	{"groups of figures", "1", ".000"},
	{"a chain of dates", "ngày ", "27/3, "},
	{"slashes", "", "1/"},
	{"months", "", "27 tháng "},
	{"an acronym without end", "", "TP."},
	{"abbreviations", "", "TP. "},
	{"an address without end", "", "a@b."},
	{"hyphens", "", "ma-"},
	{"schemes", "", "http://"},
	{"ligatures", "", "\ufdfa"},
	{"spaces", "", " "},
	{"line ends", "", "\r\n"},
	{"quotes", "", "\""},
};

static void fill(size_t text, size_t size, struct buf *out)
{
	struct str repeated = str_from_c(texts[text].repeated);
	buf_reset(out);
	buf_append_c(out, texts[text].first);
	while (out->len + repeated.len <= size)
		buf_append(out, repeated);
	assert_false(out->failed);
}

/* Reads TEXT; what is wrong with its tokens fails the test. Returns their number. */
static size_t read_tokens(struct tokenizer *t, struct str text, bool query)
{
	struct token token;
	size_t end = 0, count = 0;
	if (query)
		tokenizer_start_query(t, text);
	else
		tokenizer_start_document(t, text);
	for (; tokenizer_next(t, &token); count++) {
		assert_true(token.start < token.end && token.end <= text.len);
		assert_true(token.exact.len > 0 && token.exact.len <= TOKEN_MAX_BYTES);
		assert_true(token.folded.len > 0 && token.folded.len <= TOKEN_MAX_BYTES);
		if (token.flags & TOKEN_EXTRA)
			continue;
		assert_true(token.start >= end);
		end = token.end;
	}
	return count;
}

typedef void work(struct tokenizer *t, struct str text);

static void analyse(struct tokenizer *t, struct str text)
{
	read_tokens(t, text, false);
}

static void analyse_query(struct tokenizer *t, struct str text)
{
	read_tokens(t, text, true);
}

static void decode(struct tokenizer *t, struct str text)
{
	(void)t;
	struct buf out = BUF_INIT;
	struct decoded d;
	struct error err;
	if (decode_text(text, &out, &d, &err))
		assert_int_equal(utf8_valid_prefix(d.text), d.text.len);
	buf_free(&out);
}

static double seconds(work *run, struct tokenizer *t, struct str text)
{
	struct timespec start, end;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
	run(t, text);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
	return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

static double best(work *run, struct tokenizer *t, size_t text, size_t size, struct buf *room)
{
	double least = 1e9;
	fill(text, size, room);
	for (int i = 0; i < 3; i++) {
		double took = seconds(run, t, buf_str(room));
		least = took < least ? took : least;
	}
	return least;
}

/* Twice as much must not take much longer than twice the time. A busy machine gets
   several chances. */
static void check_linear(work *run)
{
	enum { SIZE = 1 << 15, CHANCES = 6 };
	static const double at_most = 2.5;
	static const double noise = 200e-6; /* seconds */
	struct tokenizer *t = tokenizer_new();
	struct buf room = BUF_INIT;
	for (size_t i = 0; i < COUNT(texts); i++) {
		double one = 0, two = 0;
		for (int chance = 0; chance < CHANCES; chance++) {
			one = best(run, t, i, SIZE, &room);
			two = best(run, t, i, 2 * SIZE, &room);
			if (two <= at_most * one + noise)
				break;
		}
		if (two > at_most * one + noise)
			fail_msg("%s: %.1f ms, and %.1f ms for twice as much", texts[i].what,
				one * 1e3, two * 1e3);
	}
	buf_free(&room);
	tokenizer_free(t);
}

static void documents_take_linear_time(void **state)
{
	(void)state;
	check_linear(analyse);
}

static void queries_take_linear_time(void **state)
{
	(void)state;
	check_linear(analyse_query);
}

static void decoding_takes_linear_time(void **state)
{
	(void)state;
	check_linear(decode);
}

static void one_word_of_50_megabytes(void **state)
{
	(void)state;
	enum { SIZE = 50 << 20 };
	struct tokenizer *t = tokenizer_new();
	struct buf text = BUF_INIT;
	struct token token;
	assert_true(buf_reserve(&text, SIZE));
	memset(text.ptr, 'x', SIZE);
	tokenizer_start_document(t, str_make(text.ptr, SIZE));
	assert_true(tokenizer_next(t, &token));
	assert_int_equal(token.start, 0);
	assert_int_equal(token.end, SIZE);
	assert_true(token.exact.len <= TOKEN_MAX_BYTES);
	assert_false(tokenizer_next(t, &token));
	buf_free(&text);
	tokenizer_free(t);
}

/* What is around nonsense is read as ever. */
static void nonsense_harms_nothing_else(void **state)
{
	(void)state;
	struct tokenizer *t = tokenizer_new();
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct token token;
		bool before = false, after = false;
		buf_reset(&text);
		buf_append_c(&text, "Việt ");
		for (int k = 0; k < 2000; k++)
			buf_append_c(&text, texts[i].repeated);
		size_t end = text.len;
		buf_append_c(&text, " . Nam");
		tokenizer_start_document(t, buf_str(&text));
		while (tokenizer_next(t, &token)) {
			before |= str_eq(token.exact, STR("việt"));
			after |= token.start > end && str_eq(token.exact, STR("nam"));
		}
		if (!before || !after)
			fail_msg("%s: the words around it are lost", texts[i].what);
	}
	buf_free(&text);
	tokenizer_free(t);
}

/* Ten thousand marks are read like the one that counts. */
static void marks_without_end(void **state)
{
	(void)state;
	struct tokenizer *t = tokenizer_new();
	struct buf text = BUF_INIT;
	struct token token;
	buf_append_c(&text, "vie\u0302");
	for (int i = 0; i < 10000; i++)
		buf_append_c(&text, "\u0323");
	buf_append_c(&text, "t");
	tokenizer_start(t, buf_str(&text));
	assert_true(tokenizer_next(t, &token));
	assert_int_equal(token.end, text.len);
	assert_true(str_starts_with(token.exact, STR("việ")));
	assert_false(tokenizer_next(t, &token));
	buf_free(&text);
	tokenizer_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_take_linear_time),
		cmocka_unit_test(queries_take_linear_time),
		cmocka_unit_test(decoding_takes_linear_time),
		cmocka_unit_test(one_word_of_50_megabytes),
		cmocka_unit_test(nonsense_harms_nothing_else),
		cmocka_unit_test(marks_without_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
