/* The readers of article/: every kind of file in, articles or clear messages out. */
#include "article/metadata/province.h"
#include "base/file.h"
#include "unit/article/readers/reading.h"

#include <libgen.h>
#include <lzma.h>

static void formats_go_by_the_name(void **state)
{
	static const struct {
		const char *name;
		enum article_kind kind;
		enum packing packing;
	} cases[] = {
		{"a.txt", ARTICLE_TEXT, PACKING_NONE},
		{"2018/A.TXT", ARTICLE_TEXT, PACKING_NONE},
		{"a.txt.gz", ARTICLE_TEXT, PACKING_GZIP},
		{"a.jsonl", ARTICLE_JSON, PACKING_NONE},
		{"a.JSONL.xz", ARTICLE_JSON, PACKING_XZ},
		{"a.jsonl.zst", ARTICLE_JSON, PACKING_ZSTD},
		{"a.xz", ARTICLE_UNKNOWN, PACKING_XZ},
		{".txt", ARTICLE_UNKNOWN, PACKING_NONE},
		{"txt", ARTICLE_UNKNOWN, PACKING_NONE},
		{"", ARTICLE_UNKNOWN, PACKING_NONE},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct article_format got = article_format_of(cases[i].name);
		assert_int_equal(got.kind, cases[i].kind);
		assert_int_equal(got.packing, cases[i].packing);
	}
	struct error err;
	struct article_file file = {.path = "a.doc"};
	assert_null(article_reader_open(&file, &err));
	assert_int_equal(err.code, ERROR_USAGE);
}

#define LONG                                                                                                                \
	"tổ chức hội nghị tổng kết phong trào, triển khai nhiệm vụ cho các tập thể và cá nhân, " \
	"với "                                                                                                            \
	"sự tham gia của đông đảo cán bộ và nhân dân."
#define INDENT "                              "

static const char release[] =
	"Phát động phong trào trồng cây năm 2019\n\n"
	"\u00a0 \u00a0 \u00a0Ngày 4/2, UBND thành phố Sơn La " LONG "\n\n" INDENT
	"Đ/C Lò Văn An, Chủ tịch UBND thành phố trồng cây\n\n" INDENT
	"        tại công viên 26-10 sáng 4/2\n\n"
	"     Năm 2018, thành phố trồng 12.000 cây; 11/11 xã, phường đạt chuẩn. " LONG "\n\n"
	"     “ Cây xanh là lá phổi”, ông An nói.\n\n" INDENT INDENT INDENT "Cà Thị Mai – Lò Duy";

static void texts_become_articles(void **state)
{
	static const struct {
		const char *text, *path, *want;
	} cases[] = {
		{release, "2019.txt",
			"whole | Phát động phong trào trồng cây năm 2019 (text) | "
			"2019-02-04 (text) | Sơn La (guess) |  | Cà Thị Mai; Lò Duy | TLCBBY"},
		{"Tiêu đề\r\n\r\nĐoạn một.\r\n\r\nĐoạn hai.\r\n", "a.txt",
			"whole | Tiêu đề (text) |  |  |  |  | TLB"},
		{"\xEF\xBB\xBFTiêu đề", "2018/03/27-x.txt",
			"whole | Tiêu đề (text) | 2018-03-27 (path) |  |  |  | "
			"T"},
		{"PHÁT ĐỘNG PHONG TRÀO\n  TRỒNG CÂY\n\nĐoạn một.", "a.txt",
			"whole | PHÁT ĐỘNG PHONG TRÀO TRỒNG CÂY (text) |  |  |  |  | TL"},
		{"Tiêu đề\nĐoạn: " LONG "\nĐoạn: " LONG "\n", "a.txt",
			"whole | Tiêu đề (text) |  |  |  |  | TLB"},
		{"Một\n\nHà Nội, ngày 12 tháng 5 năm 2010 – Tin.\n\nTin, ảnh: A Thuyên và Y Blơng",
			"2011.txt",
			"whole | Một (text) | 2010-05-12 (text) | Hà Nội (text) |  | "
			"A Thuyên; Y Blơng | TLY"},
		{"Một\n\n(Huế, 05-9-2016) Tin.\n\nTheo Báo Thừa Thiên", "a.txt",
			"whole | Một (text) | 2016-09-05 (text) | Huế (text) | "
			"Báo Thừa Thiên (text) |  | TLY"},
		{"Một\n\nTP. Pleiku, 3.9.2019: Tin.\n\n" INDENT INDENT "Bùi Toàn-Hoàng Ly", "a.txt",
			"whole | Một (text) | 2019-09-03 (text) | Pleiku (text) |  | "
			"Bùi Toàn; Hoàng Ly | TLY"},
		{"Hai\n\nHội kéo dài đến ngày 31/8/2018.", "2018/06-05.txt",
			"whole | Hai (text) | 2018-06-05 (path) |  |  |  | TL"},
		{"Hai\n\nĐêm 30/12, tại huyện Con Cuông.", "2019/01/02.txt",
			"whole | Hai (text) | 2019-01-02 (path) | Con Cuông (guess) "
			"|  "
			"|  | TL"},
		{"Ba\n\nÔng Lê Hòa Bình, 29 tuổi, nhìn ra Thái Bình Dương.", "a.txt",
			"whole | Ba (text) |  |  |  |  | TL"},
		{"Bốn\n\nTin của TP.HCM và Hà Nội.\n\n" INDENT INDENT
		 "Sơn La, ngày 4 tháng 2 năm 2019\n" INDENT INDENT "CHỦ TỊCH\n" INDENT INDENT
		 "Lò Duy",
			"a.txt",
			"whole | Bốn (text) | 2019-02-04 (text) | Sơn La (text) |  "
			"|  | TLF"},
		{"Năm\n\nTin.\n\n" INDENT "Sông   Trạm   Mực nước\n" INDENT
		 "Hiếu   Đông Hà   4,58\n\nLiên hệ: a@b.vn",
			"a.txt", "whole | Năm (text) |  |  |  |  | TLBB"},
		{"Sáu\n\nPhong trào toàn dân \xFF bảo vệ Tổ quốc.", "a.txt",
			"whole | Sáu (text) |  |  |  |  | TL"},
		/* nothing to read */
		{"", "a.txt", "! empty: there is no text in the file"},
		{" \n\u00a0\n\t\n", "a.txt", "! empty: there is no text in the file"},
		{"\x7F"
		 "ELF\x02\x01\x01\x03\x04\x05\x06\x07\x08\x0E\x0F",
			"a.txt",
			"! not text (binary data or an unknown encoding); save it again as UTF-8"},
		{"Tin", "a\nb.txt", "whole | Tin (text) |  |  |  |  | T"},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(str_from_c(cases[i].text), TEXT, cases[i].path, cases[i].want);
}

/* The table holds canonical spellings, or nothing would ever match them. */
static void provinces_are_spelled_canonically(void **state)
{
	const char *name;
	(void)state;
	for (size_t i = 0; (name = province_name(i)) != NULL; i++) {
		struct buf got = BUF_INIT;
		struct word w;
		for (size_t at = 0; words_next(str_from_c(name), &at, &w);) {
			struct spelling s;
			spelling_of(w.raw, &s);
			buf_append_c(&got, got.len ? " " : "");
			buf_append(&got, str_make(s.exact, s.exact_len));
		}
		assert_string_equal(got.ptr, name);
		buf_free(&got);
	}
}

static void check_slices(struct str source)
{
	struct error err;
	struct article a;
	struct article_problem *problem = malloc(sizeof *problem);
	int fd = file_of(source);
	struct article_file file = {
		.fd = fd, .format = TEXT, .path = "a.txt", .encoding = ENCODING_DETECT};
	struct article_reader *r = article_reader_open(&file, &err);
	assert_int_equal(article_reader_next(r, &a, problem), ARTICLE_READ);
	size_t at = 0;
	for (size_t i = 0; i < a.block_count; i++) {
		at = str_find(source, a.blocks[i].text, at);
		assert_true(at < source.len && a.blocks[i].text.len > 0);
		at += a.blocks[i].text.len;
	}
	article_free(&a);
	article_reader_close(r);
	close(fd);
	free(problem);
}

static void blocks_are_slices_of_the_source(void **state)
{
	(void)state;
	check_slices(str_from_c(release));
	srand(2);
	for (int round = 0; round < 3000; round++) {
		static const char *const pieces[] = {"\n", "\n\n", " ", INDENT, "\t", "Bùi Toàn – ",
			"chữ thường. ", "\u00a0", "Ngày 27/3, ", "Ảnh: ", LONG, "\r\n", "a   b"};
		struct buf text = BUF_INIT;
		buf_append_c(&text, "Tiêu đề");
		for (int i = rand() % 30; i > 0; i--)
			buf_append_c(&text, pieces[(size_t)rand() % COUNT(pieces)]);
		check_slices(buf_str(&text));
		buf_free(&text);
	}
}

static void the_real_release_is_read(void **state)
{
	char here[] = __FILE__, path[4096];
	struct buf got = BUF_INIT;
	(void)state;
	snprintf(path, sizeof path, "%s/../../../../../shared/data/press-release-cao-bang-2018.txt",
		dirname(here));
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		skip();
	read_all(fd, TEXT, "cao-bang-2018.txt", &got);
	close(fd);
	assert_string_equal(got.ptr,
		"whole | Triển khai nhiệm vụ phong trào toàn dân bảo vệ an ninh "
		"Tổ "
		"quốc năm 2018 (text) | 2018-03-27 (text) | Cao Bằng (guess) |  | Bùi Toàn; Hoàng "
		"Ly "
		"| TLCBBBY");
	struct buf source = BUF_INIT;
	struct error err;
	assert_true(file_read(AT_FDCWD, path, 1 << 20, &source, &err));
	check_slices(buf_str(&source));
	buf_free(&source);
	buf_free(&got);
}

static void large_texts_are_skipped(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	assert_true(buf_reserve(&text, ARTICLE_MAX_BYTES + 1));
	memset(text.ptr, 'x', ARTICLE_MAX_BYTES + 1);
	text.len = ARTICLE_MAX_BYTES + 1;
	check(buf_str(&text), TEXT, "a.txt",
		"! the file is larger than 32 MiB; divide it into its articles");
	/* as many lines as fit cost no more than their bytes */
	memset(text.ptr, '\n', ARTICLE_MAX_BYTES);
	for (size_t i = 0; i < ARTICLE_MAX_BYTES; i += 2)
		text.ptr[i] = 'x';
	text.len = ARTICLE_MAX_BYTES;
	check_slices(buf_str(&text));
	buf_free(&text);
}

static size_t pack(const char *text, uint8_t *out, size_t size)
{
	size_t len = 0;
	assert_int_equal(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, NULL, (const uint8_t *)text,
				 strlen(text), out, &len, size),
		LZMA_OK);
	return len;
}

static struct str packed(const uint8_t *bytes, size_t len)
{
	return str_make((const char *)bytes, len);
}

static void xz_is_unpacked(void **state)
{
	static const char one[] = "{\"id\":\"a\",\"title\":\"T\"}\n";
	static const char got_one[] = "a (given) | T (given) |  |  |  |  | T";
	uint8_t bytes[4096];
	(void)state;
	size_t len = pack(one, bytes, sizeof bytes);
	check(packed(bytes, len), JSON_XZ, "x.jsonl.xz", got_one);
	size_t both = len + pack("{\"id\":\"b\",\"lead\":\"L\"}", bytes + len, sizeof bytes - len);
	check(packed(bytes, both), JSON_XZ, "x.jsonl.xz",
		"a (given) | T (given) |  |  |  |  | T\nb (given) |  |  |  |  |  | L");
	check(packed(bytes, both - 30), JSON_XZ, "x.jsonl.xz",
		"a (given) | T (given) |  |  |  |  | T\n"
		"!! from line 2: the xz file is cut short; copy it again from its origin");
	bytes[len + 30] ^= 0x55;
	check(packed(bytes, both), JSON_XZ, "x.jsonl.xz",
		"a (given) | T (given) |  |  |  |  | T\n"
		"!! from line 2: the xz file is damaged (its data don't fit); copy it again from "
		"its "
		"origin");
	check(STR("some words that are no xz file"), JSON_XZ, "x.jsonl.xz",
		"!! from line 1: this is no xz file, although its name says so");
	check(STR(""), JSON_XZ, "x.jsonl.xz",
		"!! from line 1: the xz file is cut short; copy it again from its origin");
}

/* A block header that asks for a dictionary of 2 GiB. */
static void xz_memory_is_limited(void **state)
{
	enum { HEADER = 12, TWO_GIB = 38 };
	uint8_t bytes[4096];
	(void)state;
	size_t len = pack("{}", bytes, sizeof bytes);
	size_t header = (size_t)(bytes[HEADER] + 1) * 4;
	uint8_t *lzma2 = memmem(bytes + HEADER, header, "\x21\x01", 2); /* filter, size */
	assert_non_null(lzma2);
	lzma2[2] = TWO_GIB;
	uint32_t crc = lzma_crc32(bytes + HEADER, header - 4, 0);
	for (size_t i = 0; i < 4; i++)
		bytes[HEADER + header - 4 + i] = (uint8_t)(crc >> (8 * i));
	check(packed(bytes, len), JSON_XZ, "x.jsonl.xz",
		"!! from line 1: the xz file needs more than 96 MiB of memory to unpack; pack it "
		"again at a usual level, or allow more memory by --memory");
}

static void unreadable_files_are_reported(void **state)
{
	struct buf got = BUF_INIT;
	(void)state;
	int fd = open("/", O_RDONLY | O_CLOEXEC);
	read_all(fd, TEXT, "a.txt", &got);
	assert_string_equal(got.ptr, "! cannot read on: Is a directory");
	read_all(fd, JSON, "a.jsonl", &got);
	assert_string_equal(got.ptr, "!! from line 1: cannot read on: Is a directory");
	close(fd);
	buf_free(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_go_by_the_name),
		cmocka_unit_test(texts_become_articles),
		cmocka_unit_test(provinces_are_spelled_canonically),
		cmocka_unit_test(blocks_are_slices_of_the_source),
		cmocka_unit_test(the_real_release_is_read),
		cmocka_unit_test(large_texts_are_skipped),
		cmocka_unit_test(xz_is_unpacked),
		cmocka_unit_test(xz_memory_is_limited),
		cmocka_unit_test(unreadable_files_are_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
