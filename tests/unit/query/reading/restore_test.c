/* Marks restored, and slips noticed, by the words around them. */
#include "base/buf.h"
#include "query/reading/respell.h"
#include "unit/query_fixture.h"

/* The likeliest readings of TEXT, " | " between them. */
static const char *readings_of(const char *text, enum diacritics diacritics)
{
	struct query q = parsed(text);
	struct query_reading reading;
	struct error err;
	assert_true(readings_make(&q, diacritics, world.lexicon, &reading, &err));
	buf_reset(&world.out);
	buf_append_c(&world.out, "");
	for (size_t i = 0; i < reading.line_count; i++) {
		buf_append_c(&world.out, i > 0 ? " | " : "");
		buf_append(&world.out, query_spell(&q, reading.lines[i].words));
	}
	query_free(&q);
	return world.out.ptr;
}

static void words_around_tell(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum diacritics diacritics;
		const char *want;
	} cases[] = {
		{"to quoc", DIACRITICS_AUTO, "tổ quốc | to quốc"},
		{"an ninh", DIACRITICS_AUTO, "an ninh | ăn ninh | án ninh"},
		{"An Ninh TO QUOC", DIACRITICS_AUTO, "an ninh tổ quốc"},
		{"viêt", DIACRITICS_AUTO, "việt | viết | viêt"},
		{"đuong", DIACRITICS_AUTO, "đường | đương"},
		{"tổ quoc", DIACRITICS_AUTO, "tổ quốc"},
		{"to \"quoc\" -an", DIACRITICS_AUTO, "tổ quốc -an"},
		{"tổ quốc", DIACRITICS_AUTO, ""},
		/* Names are asked for more than they are written. */
		{"duong an", DIACRITICS_AUTO, "dương an | đường an | đương an"},
		/* An unmarked word among others is meant so, but where marks are left out. */
		{"viết an", DIACRITICS_AUTO, "viết an | viết án | viết ăn"},
		{"viết an quoc", DIACRITICS_AUTO, "viết án quốc | viết an quốc"},
		{"27/3 2018", DIACRITICS_AUTO, ""},
		{"google россия", DIACRITICS_AUTO, "google россия"},
		{"to quoc", DIACRITICS_EXACT, ""},
		{"to quoc", DIACRITICS_IGNORE, ""},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(readings_of(cases[i].text, cases[i].diacritics), cases[i].want);
}

/* What is proposed in place of TEXT. */
static const char *proposed(const char *text, enum respell_doubt doubt)
{
	struct query q = parsed(text);
	const struct str *words;
	assert_true(respell(&q, world.lexicon, doubt, &words));
	buf_reset(&world.out);
	buf_append_c(&world.out, "");
	if (words)
		buf_append(&world.out, query_spell(&q, words));
	query_free(&q);
	return world.out.ptr;
}

static void slips_are_told_by_their_neighbours(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum respell_doubt doubt;
		const char *want;
	} cases[] = {
		{"tỗ quốc", RESPELL_FOUND, "tổ quốc"},
		{"tồ quốc", RESPELL_FOUND, "tổ quốc"},
		{"tồ quốc", RESPELL_NOTHING, ""}, /* typed tones bind */
		{"tỗ quốc", RESPELL_NOTHING, "tổ quốc"},
		{"an nin", RESPELL_FOUND, ""},
		{"tổ quốc", RESPELL_FOUND, ""},
		{"to quoc", RESPELL_FOUND, ""},
		{"tổ 2018", RESPELL_FOUND, ""},
		{"google россия", RESPELL_NOTHING, ""},
		{"to xyzzy", RESPELL_NOTHING, ""},
		/* A letter too many, too few, another, swapped; one that has no syllable. */
		{"tổ quốcc", RESPELL_FOUND, "tổ quốc"},
		{"tổ quố", RESPELL_FOUND, ""},
		{"tổ quốk", RESPELL_FOUND, "tổ quốc"},
		{"tổ quốkk", RESPELL_FOUND, ""},
		{"tổ qôuc", RESPELL_FOUND, ""},
		{"tphc", RESPELL_FOUND, "tphcm"},
		{"tpchm", RESPELL_FOUND, "tphcm"},
		/* Two syllables as one. */
		{"tổquốc", RESPELL_FOUND, ""}, /* read so already */
		{"toquoc", RESPELL_FOUND, "tổ quốc"},
		{"an ninh toquoc", RESPELL_FOUND, "an ninh tổ quốc"},
		{"tổviệt", RESPELL_FOUND, ""},
		{"tphcm", RESPELL_FOUND, ""},
		/* One syllable as two words, of which one is none. */
		{"t ổ quốc", RESPELL_FOUND, "tổ quốc"},
		{"t ổ quốc", RESPELL_NOTHING, "tổ quốc"},
		{"an ni nh", RESPELL_FOUND, "an ninh"},
		{"to qu oc", RESPELL_FOUND, "tổ quốc"},
		{"t, ổ quốc", RESPELL_FOUND, ""},
		{"\"t ổ\" quốc", RESPELL_FOUND, ""},
		/* A name is not of another sound. */
		{"An Kuốc", RESPELL_NOTHING, "an quốc"},
	};
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(proposed(cases[i].text, cases[i].doubt), cases[i].want);
}

static void any_query_is_read_in_time(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	for (int i = 0; i < QUERY_MAX_WORDS; i++)
		buf_append_c(&text, "an ");
	struct query q = parsed(buf_str(&text).ptr);
	struct query_reading reading;
	struct error err;
	assert_true(readings_make(&q, DIACRITICS_AUTO, world.lexicon, &reading, &err));
	assert_int_equal(reading.line_count, RESTORE_BEST);
	assert_true(reading.lines[0].probability == 1);
	query_free(&q);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_around_tell),
		cmocka_unit_test(slips_are_told_by_their_neighbours),
		cmocka_unit_test(any_query_is_read_in_time),
	};
	return cmocka_run_group_tests(tests, make_world, end_world);
}
