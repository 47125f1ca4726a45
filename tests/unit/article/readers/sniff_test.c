/* What files are by their bytes, and files within files. */
#include "article/readers/members.h"
#include "article/readers/sniff.h"
#include "base/bytes.h"
#include "unit/article/readers/reading.h"

#include <string.h>

static enum article_kind sniff(struct str bytes, enum article_kind named)
{
	int fd = file_of(bytes);
	enum article_kind kind = article_sniff(fd, named);
	assert_int_equal(lseek(fd, 0, SEEK_CUR), 0);
	close(fd);
	return kind;
}

#define MAIL "From: a@b.vn\r\nTo: c@d.vn\r\nSubject: Tin\r\nMIME-Version: 1.0\r\n"

static void texts_are_told_by_how_they_begin(void **state)
{
	static const struct {
		const char *text;
		enum article_kind named, kind;
	} cases[] = {
		{"Tin trong ngày\n", ARTICLE_TEXT, ARTICLE_TEXT},
		{"Tin trong ngày\n", ARTICLE_DOC, ARTICLE_TEXT},
		{"Tin trong ngày\n", ARTICLE_UNKNOWN, ARTICLE_UNKNOWN},
		{"{\\rtf1\\ansi", ARTICLE_DOC, ARTICLE_RTF},
		{"\xEF\xBB\xBF{\\rtf1", ARTICLE_TEXT, ARTICLE_RTF},
		{"<!DOCTYPE html>\n<p>", ARTICLE_TEXT, ARTICLE_HTML},
		{"\n <!-- x --><HTML>", ARTICLE_DOC, ARTICLE_HTML},
		{"<html xmlns:x=\"urn:excel\"><table>", ARTICLE_XLS, ARTICLE_HTML},
		{"<?xml version='1.0'?><!DOCTYPE html PUBLIC ''><html>", ARTICLE_FEED,
			ARTICLE_HTML},
		{"<div>Tin</div> # chữ", ARTICLE_MARKDOWN, ARTICLE_MARKDOWN},
		{"<html>,<body>\n", ARTICLE_CSV, ARTICLE_CSV},
		{"<?xml version=\"1.0\"?><rss version=\"2.0\">", ARTICLE_UNKNOWN, ARTICLE_FEED},
		{"<!DOCTYPE rss [ <!ENTITY x \"y>\"> ]><rss>", ARTICLE_UNKNOWN, ARTICLE_FEED},
		{"<?xml version=\"1.0\"?>\n<!-- t -->\n<feed xmlns=\"\">", ARTICLE_TEXT,
			ARTICLE_FEED},
		{"<rdf:RDF>", ARTICLE_FEED, ARTICLE_FEED},
		{"<?xml version=\"1.0\"?><urlset>", ARTICLE_FEED, ARTICLE_UNKNOWN},
		{"a\tb\n1\t2\n", ARTICLE_XLS, ARTICLE_TSV},
		{MAIL "\r\nTin", ARTICLE_UNKNOWN, ARTICLE_MAIL},
		{MAIL "\r\nTin", ARTICLE_TEXT, ARTICLE_MAIL},
		{"Subject: Tin\n\nTin", ARTICLE_MAIL, ARTICLE_MAIL},
		{"Title: Tin\nDate: 2018-03-27\nSubject: x\nFrom: y\n\nTin", ARTICLE_TEXT,
			ARTICLE_TEXT},
		{"From a@b.vn Mon Mar  5 10:00:00 2018\nFrom: a@b.vn\n\nTin", ARTICLE_UNKNOWN,
			ARTICLE_MBOX},
		{"From here on\nall is text\n", ARTICLE_TEXT, ARTICLE_TEXT},
		{"From: <Saved by Mozilla>\nSubject: Tin\nMIME-Version: 1.0\n\n", ARTICLE_UNKNOWN,
			ARTICLE_MHT},
		{MAIL "Content-Type: multipart/related;\r\n boundary=x\r\n\r\n", ARTICLE_MHT,
			ARTICLE_MHT},
		{MAIL "Content-Type: multipart/related;\r\n boundary=x\r\n\r\n", ARTICLE_MAIL,
			ARTICLE_MAIL},
		{"%PDF-1.4\n", ARTICLE_UNKNOWN, ARTICLE_PDF},
		{"\n\njunk\n%PDF-1.4\n", ARTICLE_TEXT, ARTICLE_PDF},
		{"WARC/1.0\r\n", ARTICLE_UNKNOWN, ARTICLE_WARC},
		{"BZh91AY", ARTICLE_UNKNOWN, ARTICLE_PACK},
		{"", ARTICLE_PDF, ARTICLE_PDF},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		enum article_kind kind = sniff(str_from_c(cases[i].text), cases[i].named);
		if (kind != cases[i].kind)
			fail_msg("%s is %d, not %d", cases[i].text, kind, cases[i].kind);
	}
	static const char wide[] = "\xFF\xFE<\0h\0t\0m\0l\0>\0";
	assert_int_equal(sniff(str_make(wide, sizeof wide - 1), ARTICLE_TEXT), ARTICLE_HTML);
}

/* ---- zip ---- */

/* A member that is not packed, as far as its name tells. */
static void add_member(struct buf *zip, const char *name, const char *bytes, size_t pad)
{
	char header[30] = "PK\3\4";
	bytes_put_u32(header + 18, (uint32_t)(strlen(bytes) + pad));
	header[26] = (char)strlen(name);
	buf_append(zip, str_make(header, sizeof header));
	buf_append_c(zip, name);
	buf_append_c(zip, bytes);
	while (pad-- > 0)
		buf_push(zip, 'x');
}

static void add_entry(struct buf *zip, const char *name)
{
	char header[46] = "PK\1\2";
	header[28] = (char)strlen(name);
	buf_append(zip, str_make(header, sizeof header));
	buf_append_c(zip, name);
}

static void office_files_are_told_by_their_members(void **state)
{
	static const struct {
		const char *first, *bytes, *tells;
		enum article_kind kind;
	} cases[] = {
		{"[Content_Types].xml", "", "word/document.xml", ARTICLE_DOCX},
		{"_rels/.rels", "", "word/document2.xml", ARTICLE_DOCX},
		{"[Content_Types].xml", "", "xl/workbook.xml", ARTICLE_XLSX},
		{"[Content_Types].xml", "", "ppt/presentation.xml", ARTICLE_PPTX},
		{"mimetype", "application/vnd.oasis.opendocument.text", "content.xml", ARTICLE_ODT},
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
			ARTICLE_ODT},
		{"mimetype", "application/vnd.oasis.opendocument.graphics", "content.xml",
			ARTICLE_UNKNOWN},
		{"mimetype", "application/epub+zip", "a.html", ARTICLE_UNKNOWN},
		{"2018/a.html", "", "b.docx", ARTICLE_PACK},
	};
	static const size_t pads[] = {0, 300000};
	(void)state;
	for (size_t i = 0; i < COUNT(cases) * COUNT(pads); i++) {
		struct buf zip = BUF_INIT;
		add_member(&zip, cases[i / 2].first, cases[i / 2].bytes, pads[i % 2]);
		add_member(&zip, cases[i / 2].tells, "", 0);
		add_entry(&zip, cases[i / 2].first);
		add_entry(&zip, cases[i / 2].tells);
		assert_int_equal(sniff(buf_str(&zip), ARTICLE_UNKNOWN), cases[i / 2].kind);
		buf_free(&zip);
	}
}

/* ---- OLE2 ---- */

enum { SECTOR = 512 };

static void put_entry(char *directory, size_t number, const char *name)
{
	char *entry = directory + 128 * number;
	for (size_t i = 0; name[i]; i++)
		entry[2 * i] = name[i];
	entry[64] = (char)(2 * strlen(name) + 2);
}

static void compound_files_are_told_by_their_streams(void **state)
{
	static const struct {
		const char *streams[2];
		enum article_kind named, kind;
	} cases[] = {
		{{"WordDocument", "1Table"}, ARTICLE_UNKNOWN, ARTICLE_DOC},
		{{"\1CompObj", "WordDocument"}, ARTICLE_XLS, ARTICLE_DOC},
		{{"Workbook", "WordDocument"}, ARTICLE_DOC, ARTICLE_DOC},
		{{"Workbook", "WordDocument"}, ARTICLE_XLS, ARTICLE_XLS},
		{{"PowerPoint Document", "Pictures"}, ARTICLE_UNKNOWN, ARTICLE_PPT},
		{{"__properties_version1.0", "x"}, ARTICLE_UNKNOWN, ARTICLE_UNKNOWN},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		/* The header, the table of sectors, and a directory in sectors 3 and 1. */
		char file[5 * SECTOR] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
		file[30] = 9;
		file[48] = 3;
		bytes_put_u32(file + 76, 0);
		bytes_put_u32(file + SECTOR + 4 * 3, 1);
		bytes_put_u32(file + SECTOR + 4 * 1, 0xFFFFFFFE);
		put_entry(file + 4 * SECTOR, 0, "Root Entry");
		put_entry(file + 4 * SECTOR, 1, cases[i].streams[0]);
		put_entry(file + 2 * SECTOR, 3, cases[i].streams[1]);
		enum article_kind kind = sniff(str_make(file, sizeof file), cases[i].named);
		assert_int_equal(kind, cases[i].kind);
		bytes_put_u32(file + SECTOR + 4 * 1, 3); /* in a circle */
		sniff(str_make(file, sizeof file), cases[i].named);
	}
}

/* ---- Members ---- */

struct zeros {
	uint64_t left;
};

static ssize_t give(void *state, char *out, size_t size, struct error *err)
{
	struct zeros *z = state;
	size_t some = z->left < size ? (size_t)z->left : size;
	(void)err;
	memset(out, 'x', some);
	z->left -= some;
	return (ssize_t)some;
}

static void members_are_taken_within_bounds(void **state)
{
	static const struct {
		const char *name;
		uint64_t bytes, size; /* of the member, of the outermost file */
		bool taken;
		enum ceiling ceiling;
		uint64_t read;
	} cases[] = {
		{"a.txt", 1000, 100, true, CEILING_NONE, 1000},
		{"a.jpg", 10 << 20, 10 << 20, true, CEILING_NONE, 64 << 10},
		{"a.txt", 4 << 20, 1, true, CEILING_NONE, 4 << 20},
		{"a.txt", (4 << 20) + 1, 1, false, CEILING_RATIO, 0},
		{"a.txt", 200 << 20, 2 << 20, false, CEILING_NONE, 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct members m = {.size = cases[i].size};
		struct zeros z = {cases[i].bytes};
		struct member_file file;
		struct error err = {0};
		assert_int_equal(member_take(&m, str_from_c(cases[i].name), give, &z, &file, &err),
			cases[i].taken);
		assert_int_equal(m.ceiling, cases[i].ceiling);
		if (cases[i].taken)
			assert_int_equal(file.size, cases[i].read);
		assert_int_equal(err.code, cases[i].taken ? ERROR_NONE : ERROR_LIMIT);
		member_close(&m, &file);
		assert_int_equal(m.held, 0);
	}
}

static void places_are_joined(void **state)
{
	char out[ARTICLE_MAX_MEMBER + 1], *name = malloc(2000);
	struct error err;
	(void)state;
	assert_true(member_place("", STR("b.html"), out, &err));
	assert_string_equal(out, "b.html");
	assert_true(member_place("inner.zip", str_make("c\0.txt", 6), out, &err));
	assert_string_equal(out, "inner.zip!/c?.txt");
	memset(name, 'a', 2000);
	assert_false(member_place("x", str_make(name, 2000), out, &err));
	assert_int_equal(strlen(out), ARTICLE_MAX_MEMBER);
	assert_int_equal(err.code, ERROR_LIMIT);
	free(name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_told_by_how_they_begin),
		cmocka_unit_test(office_files_are_told_by_their_members),
		cmocka_unit_test(compound_files_are_told_by_their_streams),
		cmocka_unit_test(members_are_taken_within_bounds),
		cmocka_unit_test(places_are_joined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
