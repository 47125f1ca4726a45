/* article/readers/office: what office files say, and what becomes of damaged ones. */
#include "article/readers/office/office.h"
#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <glob.h>
#include <sys/mman.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The blocks of the file, "T title" and so on, a line each; "! message" where it can't be read. */
static void read_bytes(struct str bytes, struct buf *out)
{
	struct error err;
	struct article a = {.memory = ARENA_INIT};
	struct article_problem *problem = calloc(1, sizeof *problem);
	int fd = memfd_create("office_test", MFD_CLOEXEC);
	assert_true(fd >= 0 && problem);
	assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	const struct article_file file = {.fd = fd, .path = "a", .encoding = ENCODING_DETECT};
	void *reader = office_reader_ops.open(&file, &err);
	assert_non_null(reader);
	buf_reset(out);
	if (office_reader_ops.next(reader, &a, problem) == ARTICLE_READ) {
		for (size_t i = 0; i < a.block_count; i++)
			buf_printf(out, "%c %.*s\n", "TLBCYF"[a.blocks[i].zone],
				STR_ARG(a.blocks[i].text));
	} else {
		assert_int_not_equal(problem->error.code, ERROR_NONE);
		buf_printf(out, "! %s\n", problem->error.message);
	}
	article_free(&a);
	office_reader_ops.close(reader);
	close(fd);
	free(problem);
}

#define FONTS                                                                                      \
	"{\\fonttbl{\\f0\\froman\\fcharset0\\fprq2{\\*\\panose 02}Times New Roman;}"               \
	"{\\f1\\fnil .VnTime{\\*\\falt Arial};}{\\f2 .VnTimeH;}{\\f3 VNI-Times;}"                  \
	"{\\f4\\fcharset163 Arial (Vietnamese);}{\\f5\\fcharset2 Symbol;}"                         \
	"{\\f6\\fcharset238 Arial CE;}}"
#define RTF(body) "{\\rtf1\\ansi\\ansicpg1252\\deff0" FONTS "{\\info{\\title T}}" body "}"

#define PROSE                                                                                      \
	"Prose that is long goes on and on until it is longer than a line of any page, and "       \
	"then for a while longer, so that it is seen to be prose."

static void rtf_says(void **state)
{
	(void)state;
	static const struct {
		const char *rtf, *want;
	} cases[] = {
		{RTF("\\f1 Tr\\'b9m y t\\'d5"), "T Trạm y tế\n"},
		{RTF("{\\f2 th\\'abng b\\'b8o}\\par"), "T THÔNG BÁO\n"},
		/* ư as a byte, and as the hyphen that Word takes it for */
		{RTF("\\f1 ng\\'ad\\'eai, ng\\-\\'eai"), "T người, người\n"},
		{RTF("\\f0 ng\\-oan"), "T ngoan\n"},
		/* a letter, and its mark in another group */
		{RTF("{\\f3 xa}{\\b\\f3 \\'f5 ho\\'e4i}"), "T xã hội\n"},
		{RTF("\\f4 ph\\'f4\\'ec Hu\\'ea\\'ec \\u7843?"), "T phố Huế ả\n"},
		{RTF("\\f6 \\'e3n \\'f0\\'f4ng"), "T ăn đông\n"},
		/* Unicode with what stands for it elsewhere, and without */
		{RTF("\\u7843\\'3fa \\uc0\\u7843 a\\uc2\\u7843 ?? b"), "T ảa ảaả b\n"},
		{RTF("\\u7843{\\b ?}a"), "T ả?a\n"},
		{RTF("\\u-10179?\\u-8704?x"), "T \U0001F600x\n"},
		{RTF("\\u-10179?x"), "T x\n"},
		/* what is not shown */
		{RTF("a{\\v b}c{\\deleted d}e\\v f\\v0 g\\plain\\v h\\plain i"), "T acegi\n"},
		{RTF("a{\\*\\unknown b{\\c d}}e{\\pict 0102}f{\\pict\\bin3 }{\\}g"), "T aefg\n"},
		{RTF("{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt y}}"), "T y\n"},
		{RTF("{\\f5 \\'b7\\tab }a"), "T a\n"},
		{RTF("\\{a\\\\b\\}\\~c\\_d"), "T {a\\b}\u00A0c-d\n"},
		/* lines, paragraphs, tables */
		{RTF("Tin hay\\par\\par Xa\\'ea.\\line b\\\nc"), "T Tin hay\nL Xaê.\nB b\nB c\n"},
		{RTF("\\trowd\\pard\\intbl a\\cell b\\cell\\row\\pard\\intbl c\\cell\\cell\\row "
		     "d\\par"),
			"T a\tb\nL c\nB d\n"},
		{RTF("\\pard\\intbl a\\par b\\cell c\\cell\\row"), "T a\nL b\nB c\n"},
		{RTF("\\intbl{\\nestcell}x\\nestcell y\\nestcell{\\nonesttables no}\\nestrow "
		     "z\\cell\\row"),
			"T x\ty\nL z\n"},
		/* what is centred below a picture is its caption, and elsewhere is not */
		{RTF("Tin hay\\par Xa.\\par{\\pict 00}\\par\\qc b\\par\\pard c\\par\\qc d\\par"),
			"T Tin hay\nL Xa.\nC b\nB c\nB d\n"},
		{RTF("Tin hay\\par Xa.\\par{\\pict 00}\\line\\qc b\\par\\pard{\\pict 00}\\par "
		     "c\\par"),
			"T Tin hay\nL Xa.\nC b\nB c\n"},
		/* of two lines; and within a text without its picture, but for headings */
		{RTF("Tin hay\\par Xa.\\par{\\pict 00}\\par\\qc b\\par c\\par\\par d\\par"),
			"T Tin hay\nL Xa.\nC b c\nB d\n"},
		{RTF("Tin hay\\par Xa.\\par{\\qc a bc de fg hi kl\\par}" PROSE
		     "\\par{\\qc a bc de fg hi kl\\par mn\\par}x.\\par{\\qc HEADING IN "
		     "CAPITALS\\par a bc de fg hi kl\\par}"),
			"T Tin hay\nL Xa.\nB a bc de fg hi kl\nB " PROSE
			"\nC a bc de fg hi kl mn\nB x."
			"\nB HEADING IN CAPITALS\nB a bc de fg hi kl\n"},
		/* notes, headers, boxes */
		{RTF("a{\\footnote b\\par}c\\par{\\header d\\par}{\\footer\\qc 1\\par}"),
			"T ac\nB b\nF d\n"},
		{RTF("a{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt b\\par}}"
		     "{\\shprslt{\\*\\do b}}}c\\par"),
			"T a\nL b\nB c\n"},
		{RTF("{\\upr{a}{\\*\\ud{b}}}"), "T b\n"},
		/* cut short */
		{"{\\rtf1 a{\\b b", "T ab\n"},
		{"{\\rtf1 a\\", "T a\n"},
		{"{\\rtf1 a\\'f", "T af\n"},
		{"{\\rtf1 a\\bin999999999 b", "T a\n"},
		{"{\\rtf1 a}}}}b", "T ab\n"},
		{"{\\rtf1}", "! there is no text in it: it is empty, or has pictures alone\n"},
		{"{\\rtf", "! there is no text in it: it is empty, or has pictures alone\n"},
	};
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < COUNT(cases); i++) {
		read_bytes(str_from_c(cases[i].rtf), &got);
		assert_string_equal(got.ptr, cases[i].want);
	}
	buf_free(&got);
}

static void nesting_is_bounded(void **state)
{
	(void)state;
	struct buf rtf = BUF_INIT, got = BUF_INIT;
	buf_append_c(&rtf, "{\\rtf1 a");
	for (int i = 0; i < 100; i++)
		buf_append_c(&rtf, "{\\b ");
	buf_append_c(&rtf, "b");
	read_bytes(buf_str(&rtf), &got);
	assert_string_equal(got.ptr, "T ab\n");
	for (int i = 0; i < 100000; i++)
		buf_push(&rtf, '{');
	read_bytes(buf_str(&rtf), &got);
	assert_string_equal(got.ptr, "! RTF nested more than 1000 deep; the file may be damaged\n");
	buf_free(&rtf);
	buf_free(&got);
}

static void other_files_are_refused(void **state)
{
	(void)state;
	static const struct str files[] = {STR_INIT(""), STR_INIT("text"), STR_INIT("PK\x03\x04"),
		STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), STR_INIT("\xFF\xFE{\0\\\0r\0")};
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < COUNT(files); i++) {
		read_bytes(files[i], &got);
		assert_true(str_starts_with(buf_str(&got), STR("! ")));
	}
	buf_free(&got);
}

/* ---- Damage ---- */

static void load(const char *path, struct buf *out)
{
	char bytes[4096];
	size_t got;
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	buf_reset(out);
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
		buf_append(out, str_make(bytes, got));
	fclose(file);
	assert_false(out->failed);
}

/* Cut at 50 places; then with a byte in 512 changed, in 40 ways. */
static void damage(const char *path)
{
	enum { CUTS = 50, WAYS = 40, ONE_IN = 512 };
	struct buf whole = BUF_INIT, got = BUF_INIT, changed = BUF_INIT;
	uint32_t chance = 1;
	load(path, &whole);
	for (size_t i = 0; i < CUTS; i++)
		read_bytes(str_slice(buf_str(&whole), 0, whole.len * i / CUTS), &got);
	for (size_t i = 0; i < WAYS; i++) {
		buf_reset(&changed);
		buf_append(&changed, buf_str(&whole));
		for (size_t n = 0; n < 1 + whole.len / ONE_IN; n++) {
			chance = chance * 1664525 + 1013904223;
			changed.ptr[(chance >> 8) % whole.len] ^= (char)(1 << (chance >> 5 & 7));
		}
		read_bytes(buf_str(&changed), &got);
	}
	buf_free(&whole);
	buf_free(&got);
	buf_free(&changed);
}

static void damage_costs_the_file_alone(void **state)
{
	(void)state;
	glob_t found;
	assert_int_equal(glob(TRACUU_FORMATS "/office-*/*.[dorxp]*", 0, NULL, &found), 0);
	assert_true(found.gl_pathc > 10);
	for (size_t i = 0; i < found.gl_pathc; i++)
		damage(found.gl_pathv[i]);
	globfree(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rtf_says),
		cmocka_unit_test(nesting_is_bounded),
		cmocka_unit_test(other_files_are_refused),
		cmocka_unit_test(damage_costs_the_file_alone),
	};
	setenv("LC_ALL", "C", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
