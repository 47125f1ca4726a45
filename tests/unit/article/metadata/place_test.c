/* article/metadata: where an article was written, and what places its text names. */
#include "article/metadata/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void a_place_is_no_part_of_a_longer_name(void **state)
{
	static const struct {
		const char *lead, *want;
	} cases[] = {
		{"Hội nghị tại huyện Con Cuông đã khai mạc.", "Con Cuông"},
		{"Mưa lớn ở thị xã Sông Công, nước dâng.", "Sông Công"},
		{"Đường qua TP Vinh vừa thông xe.", "Vinh"},
		{"Đường qua thành phố Pleiku vừa thông xe.", "Pleiku"},
		{"Cháy lớn ở thành phố Seoul làm hai người bị thương.", "Seoul"},
		{"Lễ hội ở thành phố Phan Rang - Tháp Chàm đã khai mạc.", "Phan Rang - Tháp Chàm"},
		/* regions */
		{"Các tỉnh Đồng bằng sông Cửu Long vào vụ lúa.", ""},
		{"Các tỉnh Đồng Bằng sông Cửu Long vào vụ lúa.", ""},
		{"Các tỉnh Đồng Bằng Sông Cửu Long vào vụ lúa.", ""},
		{"Các tỉnh Đồng bằng sông Hồng vào vụ lúa.", ""},
		{"Các tỉnh Đông Nam bộ vào mùa khô.", ""},
		{"Các tỉnh Bắc và Nam Trung bộ vào mùa khô.", ""},
		{"Các tỉnh Nam bộ vào mùa khô.", ""},
		{"Các tỉnh Tây nguyên vào mùa khô.", ""},
		{"Các tỉnh Miền núi phía Bắc vào vụ ngô.", ""},
		{"Các tỉnh Trung Du và miền núi vào vụ ngô.", ""},
		/* half of a name, common words, a person behind it */
		{"Bến xe tỉnh Hưng yên đông khách.", ""},
		{"Hội chợ thành phố Cà phê đã mở cửa.", ""},
		{"Chủ tịch huyện Mỹ Đức Lò Văn Duy phát biểu.", ""},
		/* what follows is read on */
		{"Các tỉnh Đồng bằng sông Cửu Long họp ở huyện Cái Bè.", "Cái Bè"},
		{"Các tỉnh Đồng bằng sông Cửu Long họp ở Cần Thơ.", "Cần Thơ"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct arena memory = ARENA_INIT;
		struct article_field place =
			place_find(&memory, STR(""), str_from_c(cases[i].lead));
		if (!str_eq(place.value, str_from_c(cases[i].want)))
			fail_msg("%s: %.*s", cases[i].lead, STR_ARG(place.value));
		assert_int_equal(
			place.provenance, cases[i].want[0] ? PROVENANCE_GUESS : PROVENANCE_NONE);
		arena_free(&memory);
	}
}

/* "place |" and what stands behind the dateline, or "none" */
static void describe(const char *line, char *out, size_t size)
{
	struct dateline d;
	if (dateline_read(str_from_c(line), &d))
		snprintf(out, size, "%.*s |%s", STR_ARG(d.place), line + d.end);
	else
		snprintf(out, size, "none");
}

static void a_place_with_its_date_is_a_dateline(void **state)
{
	static const struct {
		const char *line, *want;
	} cases[] = {
		{"Hà Nội (20/3/2023)", "Hà Nội |"},
		{"Cần Thơ (ngày 20-3-2023)", "Cần Thơ |"},
		{"HÀ NỘI (Thứ Hai, 20/3/2023)", "HÀ NỘI |"},
		{"Hà nội (20/3/2023, 10:20)", "Hà nội |"},
		{"Hà Nội (10:20 20/3/2023)", "Hà Nội |"},
		{"TP. Vinh (20/3/2023)", "TP. Vinh |"},
		{"Thị xã Ba Đồn (20/3/2023)", "Thị xã Ba Đồn |"},
		{"Thị xã Ba Đồn, ngày 20/3/2023", "Thị xã Ba Đồn |"},
		{"Hà Nội (TTXVN 20/3/2023) - Tin", "Hà Nội | - Tin"},
		/* somebody, an event, the beginning of a sentence */
		{"Minh Anh (20/3/2023)", "none"},
		{"Minh Anh (Hà Nội, 20/3/2023)", "none"},
		{"Nguyễn Thái Bình (20/3/2023)", "none"},
		{"Thành Trung (20/3/2023)", "none"},
		{"Chiến thắng Điện Biên Phủ (7/5/1954)", "none"},
		{"Điện Biên Phủ (7/5/1954) là một thiên sử.", "none"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		char got[64];
		describe(cases[i].line, got, sizeof got);
		if (strcmp(got, cases[i].want) != 0)
			print_message("%s\n", cases[i].line);
		assert_string_equal(got, cases[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_place_is_no_part_of_a_longer_name),
		cmocka_unit_test(a_place_with_its_date_is_a_dateline),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
