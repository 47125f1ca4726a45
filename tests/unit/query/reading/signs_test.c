/* What is no word of a query is blanked out: slugs, addresses, quotes of apostrophes, signs
 * of other programs. */
#include "query/reading/signs.h"
#include "unit/query_fixture.h"

#include <string.h>

/* The clauses of TEXT in canonical spelling. */
static const char *spelt(const char *text, unsigned *signs)
{
	struct query q = parsed(text);
	buf_reset(&world.out);
	buf_append(&world.out, query_spell(&q, NULL));
	buf_push(&world.out, '\0');
	*signs = q.notes.signs;
	query_free(&q);
	return world.out.ptr;
}

static void signs_are_no_words(void **state)
{
	(void)state;
	static const struct {
		const char *text, *want;
		unsigned signs;
	} cases[] = {
		/* Slugs. */
		{"thu-tuong-hop-bao", "thu tuong hop bao", 0},
		{"nguyen-van-troi-4567890.html", "nguyen van troi", 0},
		{"lu-quet-o-muong-la-post1234567.htm", "lu quet o muong la", 0},
		{"ha-noi", "ha noi", 0},
		{"Ha-Noi, da-nang.", "ha noi da nang", 0},
		{"bai_viet_so_3", "bai viet so 3", 0},
		{"/xa-hoi/lu-quet-o-muong-la.html", "xa hoi lu quet o muong la", 0},
		{"messi-ghi-ban-thu-700", "messi ghi ban thu 700", 0},
		/* But not these. */
		{"wi-fi", "wi-fi", 0},
		{"nam-2018", "nam 2018", 0},
		{"lu-quet-o-muong-la-2018", "lu quet o muong la 2018", 0},
		{"hà-nội", "hà-nội", 0},
		{"gd-dt", "gd-dt", 0},
		/* Addresses. */
		{"https://www.bienphong.com.vn/lu-quet-o-muong-la-123456.html",
			"lu quet o muong la", 0},
		{"bienphong.com.vn/tin/lu-quet-o-muong-la", "lu quet o muong la", 0},
		{"https://bienphong.com.vn/lu-quet/", "bienphong.com.vn lu quet", 0},
		/* Quotes. */
		{"''hà nội''", "\"hà nội\"", 0},
		{"mưa ‘‘hà nội’’, nắng", "mưa \"hà nội\" nắng", 0},
		{"-''hà nội'' mưa", "-\"hà nội\" mưa", 0},
		{"dài 5'' và ''", "dài 5 và", 0},
		/* Other programs. */
		{"lũ OR bão", "lũ OR bão", 0},
		{"OR lũ bão", "lũ bão", SIGN_OPERATOR},
		{"lũ AND bão NOT mưa", "lũ bão -mưa", 0},
		{"lũ NOT Bão", "lũ -bão", 0},
		{"lũ NOT AND bão", "lũ bão", SIGN_OPERATOR},
		{"LŨ OR BÃO", "lũ OR bão", 0},
		{"OR LŨ BÃO", "lũ bão", SIGN_OPERATOR},
		{"NOT LŨ", "not lũ", 0},
		{"LŨ -BÃO", "lũ -bão", 0},
		{"BÀ RỊA -VŨNG TÀU", "bà rịa vũng tàu", SIGN_MINUS},
		{"\"lũ OR bão\"", "\"lũ or bão\"", 0},
		{"title:bão", "title:bão", 0},
		{"inurl:bão", "bão", 0},
		{"\"hà nội bão\"~5", "\"hà nội bão\"", SIGN_TILDE},
		{"lụt~ bão~2", "lụt bão", SIGN_TILDE},
		{"lụt~0.8", "lụt", SIGN_TILDE},
		{"~5 triệu", "5 triệu", 0},
		{"5~7 triệu", "5 7 triệu", 0},
		{"mới:bão", "mới bão", 0},
		{"bão*", "bão*", 0},
		{"b* lũ", "b lũ", SIGN_WILDCARD},
		{"lũ OR bão -Mưa", "lũ OR bão -mưa", 0},
		{"-n 5 bão", "bão", SIGN_OPTION},
		{"bão --limit=5", "bão", SIGN_OPTION},
		{"bão -lũ", "bão -lũ", 0},
		{"-n", "-n", 0},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		unsigned signs;
		const char *got = spelt(cases[i].text, &signs);
		if (strcmp(got, cases[i].want) != 0 || signs != cases[i].signs)
			fail_msg("%s: %s, signs %u; not %s, %u", cases[i].text, got, signs,
				cases[i].want, cases[i].signs);
	}
}

static void as_many_bytes_are_left(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "''", "‘‘a’’", "a-b_c.html", "https://", "-", "--",
		"_", "a-", "OR", "title:", "www.", "''''", "''a''b''"};
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct buf out = BUF_INIT;
		signs_blank(str_from_c(texts[i]), false, &out);
		assert_int_equal(out.len, strlen(texts[i]));
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_are_no_words),
		cmocka_unit_test(as_many_bytes_are_left),
	};
	return cmocka_run_group_tests(tests, make_world, end_world);
}
