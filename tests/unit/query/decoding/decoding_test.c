/* query: words in disguise are decoded, all others left alone. */
#include "query/decoding/decoding.h"
#include "unit/query_fixture.h"

/* The query as read, and how: "tổ quốc" with "telex: toor quoocs > tổ quốc". */
static void describe(const char *text, struct buf *spelt, struct buf *parts)
{
	struct known known = {.lexicon = world.lexicon};
	struct arena memory = ARENA_INIT;
	struct decoding d;
	struct query q;
	struct error err = {0};
	size_t at;
	buf_reset(spelt);
	buf_reset(parts);
	if (!decoding_parse(
		    str_from_c(text), world.tokenizer, &known, &memory, &q, &d, &err, &at)) {
		buf_append_c(spelt, "refused");
		arena_free(&memory);
		return;
	}
	buf_append(spelt, query_spell(&q, NULL));
	buf_append_c(parts, "");
	for (size_t i = 0; i < d.count; i++) {
		buf_append_c(parts, i > 0 ? "; " : "");
		decoding_append_method(parts, &d.parts[i]);
		buf_append_c(parts, ": ");
		buf_append(parts, d.parts[i].typed);
		buf_append_c(parts, " > ");
		buf_append(parts, d.parts[i].read_as);
	}
	query_free(&q);
	arena_free(&memory);
}

static void check(const char *text, const char *read_as, const char *how)
{
	struct buf spelt = BUF_INIT, parts = BUF_INIT;
	describe(text, &spelt, &parts);
	if (!str_eq(buf_str(&spelt), str_from_c(read_as)) ||
		!str_eq(buf_str(&parts), str_from_c(how)))
		fail_msg("%s: %.*s (%.*s)", text, STR_ARG(buf_str(&spelt)),
			STR_ARG(buf_str(&parts)));
	buf_free(&spelt);
	buf_free(&parts);
}

static void what_the_archive_lacks_is_decoded(void **state)
{
	(void)state;
	static const struct {
		const char *text, *read_as, *how;
	} cases[] = {
		{"toor quoocs", "tổ quốc", "telex: toor quoocs > tổ quốc"},
		{"TOOR QUOOCS", "tổ quốc", "telex: TOOR QUOOCS > tổ quốc"},
		{"an ninh toor quoocs", "an ninh tổ quốc", "telex: toor quoocs > tổ quốc"},
		{"vieetj an ninh dduowngf", "việt an ninh đường",
			"telex: vieetj > việt; telex: dduowngf > đường"},
		{"\"toor quoocs\" -dduowngf", "\"tổ quốc\" -đường",
			"telex: toor quoocs > tổ quốc; telex: dduowngf > đường"},
		{"t%E1%BB%95 qu%E1%BB%91c", "tổ quốc",
			"percent: t%E1%BB%95 > tổ; percent: qu%E1%BB%91c > quốc"},
		{"t&#7893; &Ocirc;ng 50%", "tổ ông 50 %",
			"html: t&#7893; > tổ; html: &Ocirc;ng > Ông"},
		{"an%20ninh", "an ninh", "percent: an%20ninh > an ninh"},
		{"toor xyzzy", "tổ xyzzy", "telex: toor > tổ"},
		/* the archive has moon, twice; môn nine hundred times */
		{"an moon", "an môn", "telex: moon > môn"},
		{"toong", "tông", "telex: toong > tông"},
		{"to63 quo61c", "tổ quốc", "vni-typing: to63 quo61c > tổ quốc"},
		{"an as toor", "an á tổ", "telex: as toor > á tổ"},
		{"tæ quèc", "tổ quốc", "tcvn3: tæ quèc > tổ quốc"},
		{"an ninh tæ quèc", "an ninh tổ quốc", "tcvn3: tæ quèc > tổ quốc"},
		{"toå quoác", "tổ quốc", "vni: toå quoác > tổ quốc"},
		{"Tá»• quá»‘c", "tổ quốc", "utf-8: Tá»• quá»‘c > Tổ quốc"},
		{"\"Tá»• quá»‘c\"", "\"tổ quốc\"", "utf-8: Tá»• quá»‘c > Tổ quốc"},
		{"việt \"tæ quèc\"", "việt \"tổ quốc\"", "tcvn3: tæ quèc > tổ quốc"},
		{"tæ quèc toor", "tổ quốc tổ", "tcvn3: tæ quèc > tổ quốc; telex: toor > tổ"},
		/* ờ is á»\xC2\x9D: a control character */
		{"Ä‘Æ°á»\xC2\x9D"
		 "ng",
			"đường",
			"utf-8: Ä‘Æ°á»\xC2\x9D"
			"ng > đường"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		check(cases[i].text, cases[i].read_as, cases[i].how);
}

static void everything_else_is_as_typed(void **state)
{
	(void)state;
	static const struct {
		const char *text, *read_as;
	} cases[] = {
		{"Tổ quốc", "tổ quốc"},
		{"to quoc", "to quoc"},
		{"tố quốc", "tố quốc"},
		{"xyzzy", "xyzzy"},
		/* tông in Telex, but in quotes the syllable that it is */
		{"\"toong\"", "toong"},
		{"dự án", "dự án"},
		/* the archive has neither what is typed nor what it might stand for */
		{"banf", "banf"},
		{"is", "is"},
		{"U23 A4 E5", "u23 a4 e5"},
		/* most of the words make no sense as Telex */
		{"toor xyzzy plugh", "toor xyzzy plugh"},
		{"\"là gì\" – café São Paulo", "\"là gì\" café são paulo"},
		{"20 °C ± 1", "20 độ c 1"},
		{"\xC2\x9B tổ", "refused"},
		{"\x01", "refused"},
		{"\xff", "refused"},
		{"", "refused"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		check(cases[i].text, cases[i].read_as, "");
}

static void a_word_of_the_archive_stays(void **state)
{
	(void)state;
	/* moon would be môn: alone, and beside words with marks, more must speak for it */
	static const char *const words[] = {"moon", "viêt", "việt moon", "\"moon an\""};
	for (size_t i = 0; i < COUNT(words); i++)
		check(words[i], words[i], "");
}

static void a_note_says_how_it_was_read(void **state)
{
	(void)state;
	struct known known = {.lexicon = world.lexicon};
	struct arena memory = ARENA_INIT;
	struct decoding d;
	struct query q;
	struct error err;
	size_t at;
	struct buf note = BUF_INIT;
	assert_true(decoding_parse(
		STR("tæ quèc toor"), world.tokenizer, &known, &memory, &q, &d, &err, &at));
	decoding_append_note(&note, &d);
	assert_string_equal(buf_str(&note).ptr,
		"read “tæ quèc” as misread TCVN3: “tổ quốc”; read “toor” as typed in Telex: “tổ”");
	buf_free(&note);
	query_free(&q);
	arena_free(&memory);
}

static void places_are_of_what_was_typed(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *stray;    /* the last one; NULL: none */
		const char *unclosed; /* from the quote on; likewise */
	} cases[] = {
		{"an NEAR/99 toor", "NEAR/99", NULL},
		{"toor NEAR/99 an", "NEAR/99", NULL},
		{"toor quoocs (an", "(", NULL},
		{"to63 NEAR/99 quo61c", "NEAR/99", NULL},
		{"t%E1%BB%95 NEAR/99 an", "NEAR/99", NULL},
		{"t%E1%BB%95%20NEAR/99%20an", "NEAR/99", NULL},
		{"t%E1%BB%95%20%28an", "%28", NULL},
		{"t&#7893;&#32;&#40;an", "&#40;", NULL},
		{"tæ quèc NEAR/99 tæ", "NEAR/99", NULL},
		{"Tá»• (quá»‘c", "(", NULL},
		{"tæ toor NEAR/99 an", "NEAR/99", NULL},
		{"t%E1%BB%95 toor (an", "(", NULL},
		{"toor OR \"quoocs", NULL, "\"quoocs"},
		{"t%E1%BB%95 \"an ninh", NULL, "\"an ninh"},
		{"t%E1%BB%95%20%22an", NULL, "%22an"},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct known known = {.lexicon = world.lexicon};
		struct arena memory = ARENA_INIT;
		struct decoding d;
		struct query q;
		struct error err;
		size_t at;
		struct str text = str_from_c(cases[i].text);
		assert_true(
			decoding_parse(text, world.tokenizer, &known, &memory, &q, &d, &err, &at));
		const struct query_notes *n = &q.notes;
		struct str stray = STR(""), rest = STR("");
		if (n->stray_count > 0)
			stray = str_slice(text, n->strays[n->stray_count - 1].start,
				n->strays[n->stray_count - 1].end);
		if (n->unclosed != QUERY_NO_PLACE)
			rest = str_slice(text, n->unclosed, text.len);
		if (d.count == 0 ||
			!str_eq(stray, str_from_c(cases[i].stray ? cases[i].stray : "")) ||
			!str_eq(rest, str_from_c(cases[i].unclosed ? cases[i].unclosed : "")))
			fail_msg("%s: %.*s, %.*s", cases[i].text, STR_ARG(stray), STR_ARG(rest));
		query_free(&q);
		arena_free(&memory);
	}
}

static void what_was_misread_beside_a_control_character_is_refused(void **state)
{
	(void)state;
	check("Ã¡%20 Tá»• \x01", "refused", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_archive_lacks_is_decoded),
		cmocka_unit_test(everything_else_is_as_typed),
		cmocka_unit_test(a_word_of_the_archive_stays),
		cmocka_unit_test(a_note_says_how_it_was_read),
		cmocka_unit_test(places_are_of_what_was_typed),
		cmocka_unit_test(what_was_misread_beside_a_control_character_is_refused),
	};
	return cmocka_run_group_tests_name("decoding", tests, make_world, end_world);
}
