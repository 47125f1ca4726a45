/* query/interactive/editor: a line of Vietnamese, edited letter by letter. */
#include "query/interactive/editor.h"

#include "text/syllable/grapheme.h"
#include "text/syllable/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Types KEYS: bytes, and behind a backslash what moves or removes. */
static void type(struct editor *e, const char *keys)
{
	static const struct {
		char key;
		enum editor_move move;
		bool removes;
	} moves[] = {
		{'<', EDITOR_LEFT, false},
		{'>', EDITOR_RIGHT, false},
		{'[', EDITOR_WORD_LEFT, false},
		{']', EDITOR_WORD_RIGHT, false},
		{'^', EDITOR_HOME, false},
		{'$', EDITOR_END, false},
		{'b', EDITOR_LEFT, true},
		{'d', EDITOR_RIGHT, true},
		{'w', EDITOR_WORD_LEFT, true},
		{'u', EDITOR_HOME, true},
		{'k', EDITOR_END, true},
	};
	for (; *keys; keys++) {
		if (*keys != '\\') {
			editor_type(e, (unsigned char)*keys);
			continue;
		}
		keys++;
		for (size_t i = 0; i < COUNT(moves); i++) {
			if (moves[i].key == *keys && moves[i].removes)
				editor_delete(e, moves[i].move);
			else if (moves[i].key == *keys)
				editor_go(e, moves[i].move);
		}
	}
}

static const struct {
	const char *keys, *want; /* a bar where the cursor is */
} cases[] = {
	{"lũ", "lũ|"}, {"lũ\\b", "l|"}, {"lu\u0303\\b", "l|"}, /* decomposed: with its mark */
	{"Bo\u0302\u0323 te\u0302\u0301\\b", "Bo\u0302\u0323 t|"},
	{"Bo\u0302\u0323 Y\\<\\<\\<\\d", "B| Y"}, {"Bo\u0302\u0323\\<x", "Bx|o\u0302\u0323"},
	{"o\\<a\\>\u0302", "ao\u0302|"},
	{"ae\\<\u0302", "a\u0302|e"}, /* a mark that comes behind its letter */
	{"hà nội mới\\[\\[x", "hà x|nội mới"}, {"hà nội  \\w", "hà |"}, {"hà nội\\^\\]\\k", "hà|"},
	{"hà nội\\[\\u", "|nội"}, {"\\b\\d\\w\\u\\k\\<\\>\\[\\]x", "x|"},
	{"a\tb\nc\rd", "a b c d|"}, {"a\x01\x1b[31mb\x7f", "a[31mb|"},
	{"a\xff\xfe"
	 "b\xc3(c\xe1\xba",
		"ab(c|"}, /* no UTF-8 */
	{"a\xc2\x9b"
	 "31m",
		"a31m|"},               /* C1 */
	{"\xe1\xba\xe1\xbb\x99", "ộ|"}, /* begun, and begun anew */
	{"\xed\xa0\x80x", "x|"},        /* a surrogate */
};

static void test_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct editor e = {.cursor = 0};
		struct buf shown = BUF_INIT;
		type(&e, cases[i].keys);
		struct str text = buf_str(&e.text);
		buf_append(&shown, str_slice(text, 0, e.cursor));
		buf_push(&shown, '|');
		buf_append(&shown, str_slice(text, e.cursor, text.len));
		assert_string_equal(shown.ptr, cases[i].want);
		buf_free(&shown);
		editor_free(&e);
	}
}

/* What is pasted is there, up to what a query may have, and cut between two letters. */
static void test_paste(void **state)
{
	(void)state;
	struct editor e = {.cursor = 0};
	struct buf pasted = BUF_INIT;
	while (pasted.len < 10000)
		buf_append_c(&pasted, "lũ lụt miền Trung\n");
	type(&e, pasted.ptr);
	assert_int_equal(e.text.len, pasted.len);
	assert_int_equal(e.cursor, pasted.len);
	assert_false(e.truncated);
	editor_go(&e, EDITOR_HOME);
	type(&e, pasted.ptr);
	assert_true(e.truncated);
	assert_true(e.text.len <= EDITOR_BYTES_MAX && e.text.len > EDITOR_BYTES_MAX - 4);
	assert_int_equal(utf8_valid_prefix(buf_str(&e.text)), e.text.len);
	/* It goes on. */
	editor_delete(&e, EDITOR_HOME);
	type(&e, "x");
	assert_int_equal(e.text.ptr[e.cursor - 1], 'x');
	editor_free(&e);
	buf_free(&pasted);
}

/* Any bytes, moves and removals: the line is UTF-8, and the cursor between two letters. */
static void test_anything(void **state)
{
	(void)state;
	struct editor e = {.cursor = 0};
	uint32_t lot = 1;
	for (size_t i = 0; i < 20000; i++) {
		lot = lot * 1664525 + 1013904223;
		unsigned choice = lot >> 24;
		enum editor_move move = (enum editor_move)(choice % (EDITOR_END + 1));
		if (choice < 200)
			editor_type(&e, (unsigned char)(lot >> 16));
		else if (choice < 230)
			type(&e, "o\u0302\u0323");
		else if (choice < 250)
			editor_go(&e, move);
		else
			editor_delete(&e, move);
		struct str text = buf_str(&e.text);
		size_t at = 0;
		assert_int_equal(utf8_valid_prefix(text), text.len);
		while (at < e.cursor)
			at = grapheme_end(text, at);
		assert_int_equal(at, e.cursor);
	}
	editor_free(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_anything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
