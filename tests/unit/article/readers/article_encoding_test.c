/* article/: what files in legacy and mixed encodings are read as. */
#include "article/readers/reader.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sys/mman.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int file_of(struct str bytes)
{
	int fd = memfd_create("article_encoding_test", MFD_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* The texts of the blocks, a line each, after the encodings that they were in. */
static void describe_texts(const struct article *a, struct buf *out)
{
	buf_reset(out);
	encoding_list(a->encodings, a->encoding, out);
	for (size_t i = 0; i < a->block_count; i++) {
		buf_push(out, '\n');
		buf_append(out, a->blocks[i].text);
	}
}

static void every_paragraph_is_read_in_its_own_encoding(void **state)
{
	(void)state;
	/* bytes above 7F in octal, as the encodings write our sentences */
	static const struct {
		enum article_kind kind;
		enum encoding as;
		struct str bytes;
		const char *want;
	} cases[] = {
		/* a paragraph of each */
		{ARTICLE_TEXT, ENCODING_DETECT,
			STR_INIT("Tr\341\272\241m y t\341\272\277 Th\341\272\241ch Kh\303\252 "
				 "m\341\273"
				 "\237 c\341\273\255a\n\nS\270ng 27/3, x\267 Th\271ch Kh\252 "
				 "kh\270nh th"
				 "\265nh tr\271m y t\325 m\355i, ph\364c v\364 h\254n b\350n "
				 "ngh\327n ng"
				 "\255\352i d\251n.\n\nCo\342ng tr\354nh \361\366\364\357c xa\342y "
				 "d\366"
				 "\357ng trong m\366\364\370i tha\371ng, v\364\371i s\366\357 "
				 "\361o\371n"
				 "g go\371p cu\373a nhie\340u ho\344 gia \361\354nh.\n\nB\303\240 "
				 "Nguy"
				 "\341\273\205n Th\341\273\213 M\341\272\255n c\341\272\243m "
				 "\306\241n c"
				 "\303\241c th\341\272\247y thu\341\273\221c tr\341\272\273 "
				 "\304\221\303"
				 "\243 t\303\254nh nguy\341\273\207n v\341\273\201 c\303\264ng "
				 "t\303\241"
				 "c t\341\272\241i tr\341\272\241m.\n"),
			"UTF-8, TCVN3, VNI\n"
			"Trạm y tế Thạch Khê mở cửa\n"
			"Sáng 27/3, xã Thạch Khê khánh thành trạm y tế mới, phục vụ hơn bốn nghìn "
			"người dân.\n"
			"Công trình được xây dựng trong mười tháng, với sự đóng góp của nhiều hộ "
			"gia đình.\n"
			"Bà Nguyễn Thị Mận cảm ơn các thầy thuốc trẻ đã tình nguyện về công tác "
			"tại trạm."},
		{ARTICLE_TEXT, ENCODING_DETECT,
			STR_INIT("Tr\341\272\241m y t\341\272\277 Th\341\272\241ch Kh\303\252 "
				 "m\341\273"
				 "\237 c\341\273\255a\n\nS\303\203\302\241ng 27/3, "
				 "x\303\203\302\243 Th"
				 "\303\241\302\272\302\241ch Kh\303\203\302\252 "
				 "kh\303\203\302\241nh th"
				 "\303\203\302\240nh tr\303\241\302\272\302\241m y "
				 "t\303\241\302\272\302"
				 "\277 m\303\241\302\273\342\200\272i, ph\303\241\302\273\302\245c "
				 "v\303"
				 "\241\302\273\302\245 h\303\206\302\241n "
				 "b\303\241\302\273\342\200\230n"
				 " ngh\303\203\302\254n "
				 "ng\303\206\302\260\303\241\302\273\302\235i d"
				 "\303\203\302\242n.\n\nC\302\253ng tr\303\227nh "
				 "\302\256\302\255\303"
				 "\256c x\302\251y d\303\271ng trong m\302\255\303\252i "
				 "th\302\270ng, v"
				 "\303\255i s\303\271 \302\256\303\243ng g\303\243p c\303\261a "
				 "nhi\303"
				 "\222u h\303\251 gia \302\256\303\227nh.\n\nB\303\240 "
				 "Nguy\341\273\205n"
				 " Th\341\273\213 M\341\272\255n c\341\272\243m \306\241n "
				 "c\303\241c th"
				 "\341\272\247y thu\341\273\221c tr\341\272\273 \304\221\303\243 "
				 "t\303"
				 "\254nh nguy\341\273\207n v\341\273\201 c\303\264ng t\303\241c "
				 "t\341"
				 "\272\241i tr\341\272\241m."),
			"UTF-8 as windows-1252, UTF-8, TCVN3 as windows-1252\n"
			"Trạm y tế Thạch Khê mở cửa\n"
			"Sáng 27/3, xã Thạch Khê khánh thành trạm y tế mới, phục vụ hơn bốn nghìn "
			"người dân.\n"
			"Công trình được xây dựng trong mười tháng, với sự đóng góp của nhiều hộ "
			"gia đình.\n"
			"Bà Nguyễn Thị Mận cảm ơn các thầy thuốc trẻ đã tình nguyện về công tác "
			"tại trạm."},
		/* likewise in JSON, raw */
		{ARTICLE_JSON, ENCODING_DETECT,
			STR_INIT("{\"id\":\"1\",\"title\":\"Tr\341\272\241m y t\341\272\277 "
				 "Th\341\272"
				 "\241ch Kh\303\252 m\341\273\237 "
				 "c\341\273\255a\",\"lead\":\"S\270ng 27"
				 "/3, x\267 Th\271ch Kh\252 kh\270nh th\265nh tr\271m y t\325 "
				 "m\355i, ph"
				 "\364c v\364 h\254n b\350n ngh\327n ng\255\352i "
				 "d\251n.\",\"body\":\"Co"
				 "\342ng tr\354nh \361\366\364\357c xa\342y d\366\357ng trong "
				 "m\366\364"
				 "\370i tha\371ng, v\364\371i s\366\357 \361o\371ng go\371p "
				 "cu\373a nhie"
				 "\340u ho\344 gia \361\354nh.\\nB\303\240 Nguy\341\273\205n "
				 "Th\341\273"
				 "\213 M\341\272\255n c\341\272\243m \306\241n c\303\241c "
				 "th\341\272\247"
				 "y thu\341\273\221c tr\341\272\273 \304\221\303\243 t\303\254nh "
				 "nguy"
				 "\341\273\207n v\341\273\201 c\303\264ng t\303\241c "
				 "t\341\272\241i tr"
				 "\341\272\241m.\"}\n"),
			"UTF-8, TCVN3, VNI\n"
			"Trạm y tế Thạch Khê mở cửa\n"
			"Sáng 27/3, xã Thạch Khê khánh thành trạm y tế mới, phục vụ hơn bốn nghìn "
			"người dân.\n"
			"Công trình được xây dựng trong mười tháng, với sự đóng góp của nhiều hộ "
			"gia đình.\n"
			"Bà Nguyễn Thị Mận cảm ơn các thầy thuốc trẻ đã tình nguyện về công tác "
			"tại trạm."},
		/* and as escapes */
		{ARTICLE_JSON, ENCODING_DETECT,
			STR_INIT("{\"id\":\"1\",\"title\":\"Tr\\u00e1\\u00ba\\u00a1m y "
				 "t\\u00e1\\u00ba\\"
				 "u00bf Th\\u00e1\\u00ba\\u00a1ch Kh\\u00c3\\u00aa "
				 "m\\u00e1\\u00bb\\u017"
				 "8 c\\u00e1\\u00bb\\u00ada\",\"lead\":\"S\\u00b8ng 27/3, x\\u00b7 "
				 "Th\\u"
				 "00b9ch Kh\\u00aa kh\\u00b8nh th\\u00b5nh tr\\u00b9m y t\\u00d5 "
				 "m\\u00e"
				 "di, ph\\u00f4c v\\u00f4 h\\u00acn b\\u00e8n ngh\\u00d7n "
				 "ng\\u00ad\\u00"
				 "eai d\\u00a9n.\",\"body\":\"Co\\u00e2ng tr\\u00ecnh "
				 "\\u00f1\\u00f6\\u0"
				 "0f4\\u00efc xa\\u00e2y d\\u00f6\\u00efng trong "
				 "m\\u00f6\\u00f4\\u00f8i"
				 " tha\\u00f9ng, v\\u00f4\\u00f9i s\\u00f6\\u00ef "
				 "\\u00f1o\\u00f9ng go\\"
				 "u00f9p cu\\u00fba nhie\\u00e0u ho\\u00e4 gia "
				 "\\u00f1\\u00ecnh.\\nB\\u0"
				 "0e0 Nguy\\u1ec5n Th\\u1ecb M\\u1eadn c\\u1ea3m \\u01a1n "
				 "c\\u00e1c th\\"
				 "u1ea7y thu\\u1ed1c tr\\u1ebb \\u0111\\u00e3 t\\u00ecnh "
				 "nguy\\u1ec7n v"
				 "\\u1ec1 c\\u00f4ng t\\u00e1c t\\u1ea1i tr\\u1ea1m.\"}\n"),
			"VNI as windows-1252, UTF-8, UTF-8 as windows-1252, TCVN3 as windows-1252\n"
			"Trạm y tế Thạch Khê mở cửa\n"
			"Sáng 27/3, xã Thạch Khê khánh thành trạm y tế mới, phục vụ hơn bốn nghìn "
			"người dân.\n"
			"Công trình được xây dựng trong mười tháng, với sự đóng góp của nhiều hộ "
			"gia đình.\n"
			"Bà Nguyễn Thị Mận cảm ơn các thầy thuốc trẻ đã tình nguyện về công tác "
			"tại trạm."},
		/* letters among control characters */
		{ARTICLE_JSON, ENCODING_DETECT,
			STR_INIT("{\"id\":\"1\",\"title\":\"Tr\325m y t\252 Th\325ch Kh\352 m\267 "
				 "c\330a"
				 "\",\"body\":\"S\341ng 27/3, x\343 Th\325ch Kh\352 kh\341nh "
				 "th\340nh tr"
				 "\325m y t\252 m\276i, ph\370c v\370 h\275n b\257n ngh\354n "
				 "ng\337\266i"
				 " d\342n.\\nC\364ng tr\354nh \360\337\376c x\342y d\361ng trong "
				 "m\337"
				 "\266i th\341ng, v\276i s\361 \360\363ng g\363p c\374a nhi\253u "
				 "h\265 g"
				 "ia \360\354nh.\"}\n"),
			"VISCII\n"
			"Trạm y tế Thạch Khê mở cửa\n"
			"Sáng 27/3, xã Thạch Khê khánh thành trạm y tế mới, phục vụ hơn bốn nghìn "
			"người dân.\n"
			"Công trình được xây dựng trong mười tháng, với sự đóng góp của nhiều hộ "
			"gia đình."},
		/* told */
		{ARTICLE_TEXT, ENCODING_TCVN3, STR_INIT("H\265 N\351i"),
			"TCVN3\n"
			"Hà Nội"},
		{ARTICLE_JSON, ENCODING_VNI, STR_INIT("{\"id\":\"1\",\"body\":\"Ha\370 No\344i\"}"),
			"VNI\n"
			"Hà Nội"},
		/* but the file knows better */
		{ARTICLE_TEXT, ENCODING_TCVN3, STR_INIT("\357\273\277H\303\240 N\341\273\231i"),
			"UTF-8\n"
			"Hà Nội"},
		{ARTICLE_TEXT, ENCODING_TCVN3,
			STR_INIT("\377\376H\000\340\000 \000N\000\331\036i\000"),
			"UTF-16LE\n"
			"Hà Nội"},
	};
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct article a;
		struct article_problem *problem = malloc(sizeof *problem);
		int fd = file_of(cases[i].bytes);
		struct error err;
		struct article_file file = {.fd = fd,
			.format = {cases[i].kind, PACKING_NONE},
			.path = "a",
			.encoding = cases[i].as};
		struct article_reader *r = article_reader_open(&file, &err);
		assert_non_null(r);
		assert_int_equal(article_reader_next(r, &a, problem), ARTICLE_READ);
		describe_texts(&a, &got);
		assert_string_equal(buf_str(&got).ptr, cases[i].want);
		assert_int_equal(a.repaired, 0);
		assert_int_equal(
			a.told, cases[i].as != ENCODING_DETECT && a.encoding == cases[i].as);
		assert_true(a.confidence > 0.9);
		article_free(&a);
		article_reader_close(r);
		close(fd);
		free(problem);
	}
	buf_free(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_paragraph_is_read_in_its_own_encoding),
	};
	return cmocka_run_group_tests_name("article_encoding", tests, NULL, NULL);
}
