/* Any bytes as the members of a .docx, .odt, .xlsx or .pptx: the first one says of which, the
 * members' own stand one behind the other, a zero byte between. What comes out is an article, or
 * said to be none. */
#include "article/readers/office/office.h"
#include "fuzz/reading.h"

#include <zip.h>

enum { MEMBERS_MAX = 6 };

static const struct {
	char letter;
	const char *members[MEMBERS_MAX];
} kinds[] = {{'d', {"word/document.xml", "word/numbering.xml", "word/styles.xml",
			   "word/footnotes.xml", "word/header1.xml", "docProps/core.xml"}},
	{'o', {"content.xml", "styles.xml", "meta.xml"}},
	{'x', {"xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
		      "xl/styles.xml", "xl/_rels/workbook.xml.rels"}},
	{'p', {"ppt/presentation.xml", "ppt/slides/slide1.xml", "ppt/slides/slide2.xml",
		      "ppt/notesSlides/notesSlide1.xml"}}};

static const char types[] =
	"<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd."
	"openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override "
	"PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-"
	"officedocument.wordprocessingml.footnotes+xml\"/><Override "
	"PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-"
	"officedocument.wordprocessingml.header+xml\"/></Types>";

static void put(zip_t *zip, const char *name, const void *bytes, size_t size)
{
	zip_source_t *source = zip_source_buffer(zip, bytes, size, 0);
	CHECK(source);
	zip_int64_t at = zip_file_add(zip, name, source, 0);
	CHECK(at >= 0 && zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) == 0);
}

static void put_members(zip_t *zip, const char *const *names, const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < MEMBERS_MAX && names[i] && size > 0; i++) {
		const uint8_t *end = memchr(data, 0, size);
		size_t len = end ? (size_t)(end - data) : size;
		if (len > 0)
			put(zip, names[i], data, len);
		len += end != NULL;
		data += len;
		size -= len;
	}
}

/* The bytes of a file with such members, in OUT of SIZE; returns their number. */
static size_t pack(
	const char *const *names, const uint8_t *data, size_t size, char *out, size_t max)
{
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
	CHECK(zip);
	zip_source_keep(target);
	put(zip, "[Content_Types].xml", types, sizeof types - 1);
	put_members(zip, names, data, size);
	CHECK(zip_close(zip) == 0 && zip_source_open(target) == 0);
	zip_int64_t len = zip_source_read(target, out, max);
	CHECK(len > 0 && (size_t)len < max);
	zip_source_close(target);
	zip_source_free(target);
	return (size_t)len;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { FRAME = 8192 /* more than a zip file of so few members has beside their bytes */ };
	for (size_t i = 0; size > 0 && i < sizeof kinds / sizeof *kinds; i++) {
		if (data[0] != kinds[i].letter)
			continue;
		char *file = malloc(size + FRAME);
		CHECK(file);
		size_t len = pack(kinds[i].members, data + 1, size - 1, file, size + FRAME);
		check_reading(&office_reader_ops, ARTICLE_DOCX, (const uint8_t *)file, len);
		free(file);
	}
	return 0;
}
