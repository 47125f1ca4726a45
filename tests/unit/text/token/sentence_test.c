/* text: where sentences end. */
#include "base/buf.h"
#include "text/token/sentence.h"
#include "text/token/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* TEXT's words, "/" where a sentence ends. */
static void divide(const char *text, struct buf *out)
{
	struct str of = str_from_c(text);
	struct tokenizer *t = tokenizer_new();
	struct token token;
	size_t end = 0;
	tokenizer_start(t, of);
	buf_reset(out);
	while (tokenizer_next(t, &token)) {
		if (end > 0)
			buf_append_c(out, sentence_ends(of, end, token.start) ? " / " : " ");
		buf_append(out, str_slice(of, token.start, token.end));
		end = token.end;
	}
	tokenizer_free(t);
}

static void sentences_end_at_their_points(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"Lũ về. Dân chạy! Ai cứu? Chưa rõ… Rồi",
			"Lũ về / Dân chạy / Ai cứu / Chưa rõ / Rồi"},
		{"Ông nói: “Lũ về.” “Chạy đi!”", "Ông nói Lũ về / Chạy đi"},
		{"Lũ về.\nDân chạy", "Lũ về / Dân chạy"},
		{"Tên\tTuổi", "Tên / Tuổi"},
		{"Đà Nẵng. 27 người", "Đà Nẵng / 27 người"},
		/* the point of what goes on */
		{"TP. Huế, Th.S. Bình", "TP Huế Th.S Bình"},
		{"PGS. TS. Nguyễn A. Bình", "PGS TS Nguyễn A Bình"},
		{"ngày 27.3.2018 có 1.500 người", "ngày 27 3 2018 có 1.500 người"},
		{"lũ... rồi về", "lũ rồi về"},
		{"lũ; dân, chợ", "lũ dân chợ"},
		{"baochi.vn đăng", "baochi vn đăng"},
	};
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		divide(cases[i][0], &got);
		if (!str_eq(buf_str(&got), str_from_c(cases[i][1])))
			fail_msg("%s: %.*s", cases[i][0], STR_ARG(buf_str(&got)));
	}
	buf_free(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(sentences_end_at_their_points)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
