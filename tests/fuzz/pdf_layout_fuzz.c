/* What a PDF may draw where, as text: glyphs of any size in any place. Each six bytes are an atom:
 * x, y, width and height, the font's size, and its text. */
#include "article/readers/pdf/columns.h"
#include "article/readers/pdf/furniture.h"
#include "article/readers/pdf/set_text.h"
#include "article/readers/pdf/title.h"

#include "fuzz/check.h"
#include "text/syllable/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ATOM = 6, ATOMS_MAX = 2000, PAGE_ATOMS = 100 };

static const char *const texts[] = {"-", "mưa", "1.", "Trang", "a-", "Nguy-", "ễn", "M\xC2\xAD",
	"\uFB03", "\uF0B7", "T", "\u2028", "\xC2\x85", "tr", "\xAB", "®", "7", "CỘNG HÒA", "Ư",
	"."};

static struct atom atom_of(const uint8_t *bytes)
{
	struct str text = str_from_c(texts[bytes[5] % (sizeof texts / sizeof *texts)]);
	text.len = utf8_valid_prefix(text);
	struct atom a = {.text = text.len > 0 ? text : STR("x"),
		.left = (double)bytes[0] * 4 - 200,
		.top = (double)bytes[1] * 4 - 100,
		.size = 1 + bytes[4] / 8.0,
		.glyphs = 1 + (bytes[3] & 3),
		.font = bytes[5] & 1};
	a.right = a.left + bytes[2] / 4.0;
	a.bottom = a.top + bytes[3] / 8.0;
	return a;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct font fonts[] = {
		{.encoding = ENCODING_UTF8}, {.encoding = ENCODING_TCVN3}};
	static struct atom atoms[ATOMS_MAX];
	struct sheet sheets[ATOMS_MAX / PAGE_ATOMS] = {{0}};
	struct arena memory = ARENA_INIT;
	struct lines lines = {0};
	struct paragraphs paragraphs;
	struct set_text text = {.memory = &memory};
	struct str title;
	size_t count = size / ATOM < ATOMS_MAX ? size / ATOM : ATOMS_MAX, pages = 0, newlines = 0;
	bool stated, ok = true;
	for (size_t i = 0; i < count; i++)
		atoms[i] = atom_of(data + i * ATOM);
	for (size_t at = 0; at < count; at += PAGE_ATOMS, pages++) {
		size_t end = at + PAGE_ATOMS < count ? at + PAGE_ATOMS : count;
		sheets[pages].page = (uint32_t)pages + 1;
		ok = ok && sheet_set(&sheets[pages], atoms + at, end - at, &memory);
	}
	ok = ok && furniture_remove(sheets, pages, &memory);
	for (size_t i = 0; ok && i < pages; i++)
		ok = columns_read(&lines, &sheets[i], &memory);
	ok = ok && paragraphs_read(&paragraphs, &lines, &memory) &&
	     set_text_write(&text, &paragraphs, &lines, fonts, 1 << 20);
	struct str written = buf_str(&text.text);
	for (size_t i = 0; i < written.len; i++)
		newlines += written.ptr[i] == '\n';
	CHECK(!ok || utf8_valid_prefix(written) == written.len);
	CHECK(!ok || newlines == text.count);
	if (ok && text.count > 0)
		title_find(written, &text, STR("mưa CỘNG HÒA T"), &title, &stated);
	set_text_free(&text);
	arena_free(&memory);
	return 0;
}
