/* The readers of article/: every kind of file in, articles or clear messages out. */
#include "article/metadata/province.h"
#include "article/readers/reader.h"
#include "base/buf.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <fcntl.h>
#include <libgen.h>
#include <lzma.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct article_format TEXT = {ARTICLE_TEXT, PACKING_NONE};
static const struct article_format JSONL = {ARTICLE_JSONL, PACKING_NONE};
static const struct article_format JSONL_XZ = {ARTICLE_JSONL, PACKING_XZ};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int file_of(struct str bytes)
{
	int fd = memfd_create("article_test", MFD_CLOEXEC);
	assert_true(fd >= 0);
	while (bytes.len > 0) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);
		assert_true(put > 0);
		bytes = str_slice(bytes, (size_t)put, bytes.len);
	}
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void add_field(struct buf *out, const struct article_field *f)
{
	buf_printf(out, "%.*s", STR_ARG(f->value));
	if (f->provenance != PROVENANCE_NONE)
		buf_printf(out, " (%s)", provenance_name(f->provenance));
	buf_append_c(out, " | ");
}

/* "id, or whole where the file is the article | title | date | place | source | authors | zones":
   where from in parentheses; a letter for each block: Title, Lead, Body, Caption, bYline. */
static void describe(const struct article *a, struct buf *out)
{
	if (a->whole)
		buf_append_c(out, "whole | ");
	else
		add_field(out, &a->id);
	add_field(out, &a->title);
	add_field(out, &a->date);
	add_field(out, &a->place);
	add_field(out, &a->source);
	for (size_t i = 0; i < a->author_count; i++)
		buf_printf(out, "%s%.*s", i ? "; " : "", STR_ARG(a->authors[i].value));
	buf_append_c(out, " | ");
	for (size_t i = 0; i < a->block_count; i++)
		buf_push(out, "TLBCY"[a->blocks[i].zone]);
}

/* What the file gives, an article or a problem ("! message") a line. */
static void read_all(int fd, struct article_format format, const char *id, struct buf *out)
{
	struct error err;
	struct article a;
	struct article_problem *problem = malloc(sizeof *problem);
	struct article_file file = {fd, format, id, ENCODING_DETECT};
	struct article_reader *r = article_reader_open(&file, &err);
	assert_non_null(r);
	buf_reset(out);
	for (;;) {
		enum article_step step = article_reader_next(r, &a, problem);
		if (step == ARTICLE_END)
			break;
		if (out->len > 0)
			buf_push(out, '\n');
		if (step == ARTICLE_READ) {
			describe(&a, out);
			article_free(&a);
			continue;
		}
		buf_printf(
			out, "%s%s", step == ARTICLE_BROKEN ? "!! " : "! ", problem->error.message);
		assert_int_not_equal(problem->error.code, ERROR_NONE);
		if (step == ARTICLE_BROKEN)
			break;
	}
	assert_int_equal(article_reader_next(r, &a, problem), ARTICLE_END);
	article_reader_close(r);
	free(problem);
	buf_push(out, '\0');
}

static void check(struct str bytes, struct article_format format, const char *id, const char *want)
{
	struct buf got = BUF_INIT;
	int fd = file_of(bytes);
	read_all(fd, format, id, &got);
	close(fd);
	assert_string_equal(got.ptr, want);
	buf_free(&got);
}

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
		{"a.jsonl", ARTICLE_JSONL, PACKING_NONE},
		{"a.JSONL.xz", ARTICLE_JSONL, PACKING_XZ},
		{"a.jsonl.zst", ARTICLE_JSONL, PACKING_ZSTD},
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
			"2019-02-04 (text) | Sơn La (text) |  | Cà Thị Mai; Lò Duy | TLCBBY"},
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
			"whole | Hai (text) | 2019-01-02 (path) | Con Cuông (text) "
			"|  "
			"|  | TL"},
		{"Ba\n\nÔng Lê Hòa Bình, 29 tuổi, nhìn ra Thái Bình Dương.", "a.txt",
			"whole | Ba (text) |  |  |  |  | TL"},
		{"Bốn\n\nTin của TP.HCM và Hà Nội.\n\n" INDENT INDENT
		 "Sơn La, ngày 4 tháng 2 năm 2019\n" INDENT INDENT "CHỦ TỊCH\n" INDENT INDENT
		 "Lò Duy",
			"a.txt",
			"whole | Bốn (text) | 2019-02-04 (text) | TP. Hồ Chí Minh (text) |  "
			"| "
			"Lò Duy | TLY"},
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
	struct article_file file = {fd, TEXT, "a.txt", ENCODING_DETECT};
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
		"quốc năm 2018 (text) | 2018-03-27 (text) | Cao Bằng (text) |  | Bùi Toàn; Hoàng "
		"Ly "
		"| TLCBBBY");
	struct buf source = BUF_INIT;
	struct error err;
	assert_true(file_read(AT_FDCWD, path, 1 << 20, &source, &err));
	check_slices(buf_str(&source));
	buf_free(&source);
	buf_free(&got);
}

static void lines_become_articles(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{"{\"id\":\"a\",\"title\":\"T\",\"date\":\"2018-03-27T10:00:00+07:00\","
		 "\"source\":\"S\",\"author\":\"A Thuyên, Y Blơng\",\"place\":\"Huế\","
		 "\"lead\":\"L\",\"body\":\"B1\\n\\nB2\\nB3\",\"captions\":[\"C1\",\"C2\"],"
		 "\"url\":\"u\",\"topic\":{\"id\":\"x\"},\"n\":[{\"title\":\"y\"}]}",
			"a (given) | T (given) | 2018-03-27 (given) | Huế (given) | S (given) | "
			"A Thuyên; Y Blơng | TLBBBCCY"},
		{"{\"id\":7,\"title\":\"T\",\"author\":[\"A\",\"B\"],\"captions\":\"C\",\"date\":"
		 "2018}",
			"7 (given) | T (given) | 2018 (given) |  |  | A; B | TCYY"},
		{"{\"id\":\"a\",\"body\":\"Tiêu đề\\n\\nHà Nội, 5/9/2016 – Tin.\\n\\nBùi Toàn – Ly "
		 "Ly\"}",
			"a (given) | Tiêu đề (text) | 2016-09-05 (text) | Hà Nội (text) |  | "
			"Bùi Toàn; Ly Ly | TBY"},
		{"{\"id\":\"a\",\"title\":\"T\",\"date\":\"hôm qua\",\"lead\":\"Ngày 6/2, tin.\"}",
			"a (given) | T (given) | 2017-02-06 (text) |  |  |  | TL"},
		{"{\"id\":\"a\",\"title\":\"x\",\"title\":\"T\",\"lead\":null}\n\n \r\n",
			"a (given) | T (given) | 2017 (path) |  |  |  | T"},
		{"\xEF\xBB\xBF{\"id\":\"a\",\"title\":\"Phong trào toàn dân \xFF bảo vệ Tổ quốc\"}",
			"a (given) | Phong trào toàn dân \uFFFD bảo vệ Tổ quốc (given) | 2017 "
			"(path) |  |  |  | T"},
		{"{\"id\":\"a\",\"title\":\"\\udc00! \\u1ea3\"}",
			"a (given) | \uFFFD! \u1ea3 (given) | 2017 (path) |  |  |  | "
			"T"},
		/* no id, or an odd one: the line is an article all the same */
		{"{\"title\":\"T\"}", " | T (given) | 2017 (path) |  |  |  | T"},
		{"{\"id\":\" \",\"title\":\"T\"}", " | T (given) | 2017 (path) |  |  |  | T"},
		{"{\"id\":\"a\\n\",\"title\":\"T\"}",
			"a\n (given) | T (given) | 2017 (path) |  |  |  | T"},
		/* what can't be read costs one line */
		{"{\"id\":\"a\"\n{\"id\":\"b\",\"title\":\"T\"}",
			"! line 1: near column 10: broken JSON (parse error: premature EOF)\n"
			"b (given) | T (given) | 2017 (path) |  |  |  | T"},
		{"{\"id\":\"ạ\",}",
			"! line 1: near column 12: broken JSON (parse error: invalid object "
			"key (must be a "
			"string))"},
		{"{\"id\":\"a\",\"title\":\" \"}",
			"! line 1: empty: there is no title, lead or body"},
		{"[1]", "! line 1: this is no JSON object; every line must look like {\"id\": …}"},
		{"null", "! line 1: this is no JSON object; every line must look like {\"id\": …}"},
		{"\n\nx",
			"! line 3: near column 2: broken JSON (lexical error: invalid char in json "
			"text.)"},
		{"", ""},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(str_from_c(cases[i].text), JSONL, "2017.jsonl", cases[i].want);
}

static void hostile_lines_are_skipped(void **state)
{
	static const char next[] = "\n{\"id\":\"b\",\"title\":\"T\"}\n";
	enum { HUGE_LINE = 100000000 };
	(void)state;
	struct buf text = BUF_INIT, want = BUF_INIT;
	buf_append(&text, STR("{\"id\":\"a\",\"title\":\"\0\"}"));
	buf_append_c(&text, next);
	check(buf_str(&text), JSONL, "x.jsonl",
		"! line 1: near column 20: broken JSON (lexical error: invalid character inside "
		"string.)\n"
		"b (given) | T (given) |  |  |  |  | T");
	buf_reset(&text);
	assert_true(buf_reserve(&text, HUGE_LINE));
	memset(text.ptr, 'x', HUGE_LINE);
	text.len = HUGE_LINE;
	buf_append_c(&text, next);
	check(buf_str(&text), JSONL, "x.jsonl",
		"! line 1: the line has 100000000 bytes; at most 32 MiB are read\n"
		"b (given) | T (given) |  |  |  |  | T");
	buf_reset(&text);
	buf_append_c(&text, "{\"id\":\"a\",\"n\":");
	for (int i = 0; i < 100; i++)
		buf_push(&text, '[');
	check(buf_str(&text), JSONL, "x.jsonl",
		"! line 1: the JSON is nested more than 64 levels deep");
	buf_reset(&text);
	buf_append_c(&text, "{\"id\":\"");
	for (int i = 0; i <= ARTICLE_MAX_ID; i++)
		buf_push(&text, 'x');
	buf_append_c(&text, "\",\"title\":\"T\"}");
	buf_printf(&want, "! line 1: the id has %d bytes; at most %d are allowed",
		ARTICLE_MAX_ID + 1, ARTICLE_MAX_ID);
	check(buf_str(&text), JSONL, "x.jsonl", want.ptr);
	buf_free(&want);
	buf_free(&text);
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
	check(packed(bytes, len), JSONL_XZ, "x.jsonl.xz", got_one);
	size_t both = len + pack("{\"id\":\"b\",\"lead\":\"L\"}", bytes + len, sizeof bytes - len);
	check(packed(bytes, both), JSONL_XZ, "x.jsonl.xz",
		"a (given) | T (given) |  |  |  |  | T\nb (given) |  |  |  |  |  | L");
	check(packed(bytes, both - 30), JSONL_XZ, "x.jsonl.xz",
		"a (given) | T (given) |  |  |  |  | T\n"
		"!! from line 2: the xz file is cut short; copy it again from its origin");
	bytes[len + 30] ^= 0x55;
	check(packed(bytes, both), JSONL_XZ, "x.jsonl.xz",
		"a (given) | T (given) |  |  |  |  | T\n"
		"!! from line 2: the xz file is damaged (its data don't fit); copy it again from "
		"its "
		"origin");
	check(STR("some words that are no xz file"), JSONL_XZ, "x.jsonl.xz",
		"!! from line 1: this is no xz file, although its name says so");
	check(STR(""), JSONL_XZ, "x.jsonl.xz",
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
	check(packed(bytes, len), JSONL_XZ, "x.jsonl.xz",
		"!! from line 1: the xz file needs more than 128 MiB of memory to unpack; pack it "
		"again at a usual level");
}

static void unreadable_files_are_reported(void **state)
{
	struct buf got = BUF_INIT;
	(void)state;
	int fd = open("/", O_RDONLY | O_CLOEXEC);
	read_all(fd, TEXT, "a.txt", &got);
	assert_string_equal(got.ptr, "! cannot read on: Is a directory");
	read_all(fd, JSONL, "a.jsonl", &got);
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
		cmocka_unit_test(lines_become_articles),
		cmocka_unit_test(hostile_lines_are_skipped),
		cmocka_unit_test(large_texts_are_skipped),
		cmocka_unit_test(xz_is_unpacked),
		cmocka_unit_test(xz_memory_is_limited),
		cmocka_unit_test(unreadable_files_are_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
