#include "article/readers/office/rtf_tables.h"

#include "article/readers/container/codepage.h"
#include "base/ascii.h"

#include <stdlib.h>

enum { NAME_MAX_BYTES = 64 };

/* By name. */
static const struct rtf_word words[] = {
	{"aftnsep", RTF_GO, RTF_SKIPPED},
	{"aftnsepc", RTF_GO, RTF_SKIPPED},
	{"ansicpg", RTF_CODEPAGE, 0},
	{"author", RTF_GO, RTF_AUTHOR},
	{"bin", RTF_BINARY, 0},
	{"bullet", RTF_CHAR, 0x2022},
	{"category", RTF_GO, RTF_SKIPPED},
	{"cell", RTF_CELL, 0},
	{"colortbl", RTF_GO, RTF_SKIPPED},
	{"comment", RTF_GO, RTF_SKIPPED},
	{"company", RTF_GO, RTF_SKIPPED},
	{"deff", RTF_DEFAULT_FONT, 0},
	{"deleted", RTF_DELETED, 0},
	{"doccomm", RTF_GO, RTF_SKIPPED},
	{"emdash", RTF_CHAR, 0x2014},
	{"emspace", RTF_CHAR, 0x2003},
	{"endash", RTF_CHAR, 0x2013},
	{"enspace", RTF_CHAR, 0x2002},
	{"f", RTF_FONT, 0},
	{"fcharset", RTF_CHARSET, 0},
	{"fldinst", RTF_GO, RTF_SKIPPED},
	{"fonttbl", RTF_GO, RTF_FONTS},
	{"footer", RTF_GO_PAGE, 0},
	{"footerf", RTF_GO_PAGE, 0},
	{"footerl", RTF_GO_PAGE, 0},
	{"footerr", RTF_GO_PAGE, 0},
	{"footnote", RTF_GO_NOTE, 0},
	{"ftnsep", RTF_GO, RTF_SKIPPED},
	{"ftnsepc", RTF_GO, RTF_SKIPPED},
	{"header", RTF_GO_PAGE, 0},
	{"headerf", RTF_GO_PAGE, 0},
	{"headerl", RTF_GO_PAGE, 0},
	{"headerr", RTF_GO_PAGE, 0},
	{"hlinkbase", RTF_GO, RTF_SKIPPED},
	{"info", RTF_GO, RTF_SKIPPED},
	{"intbl", RTF_IN_TABLE, 0},
	{"keywords", RTF_GO, RTF_SKIPPED},
	{"ldblquote", RTF_CHAR, 0x201C},
	{"line", RTF_LINE, 0},
	{"listtext", RTF_GO, RTF_NUMBER},
	{"lquote", RTF_CHAR, 0x2018},
	{"mac", RTF_CODEPAGE, 10000},
	{"manager", RTF_GO, RTF_SKIPPED},
	{"nestcell", RTF_INNER_CELL, 0},
	{"nestrow", RTF_INNER_ROW, 0},
	{"nonesttables", RTF_GO, RTF_SKIPPED},
	{"nonshppict", RTF_GO, RTF_SKIPPED},
	{"objdata", RTF_GO, RTF_SKIPPED},
	{"operator", RTF_GO, RTF_SKIPPED},
	{"page", RTF_LINE, 0},
	{"par", RTF_PARAGRAPH, 0},
	{"pard", RTF_PARAGRAPH_PLAIN, 0},
	{"pc", RTF_CODEPAGE, 437},
	{"pca", RTF_CODEPAGE, 850},
	{"pict", RTF_PICTURE, 0},
	{"plain", RTF_PLAIN, 0},
	{"pntext", RTF_GO, RTF_NUMBER},
	{"pntxta", RTF_GO, RTF_SKIPPED},
	{"pntxtb", RTF_GO, RTF_SKIPPED},
	{"private", RTF_GO, RTF_SKIPPED},
	{"qc", RTF_CENTRED, 0},
	{"qmspace", RTF_CHAR, 0x2005},
	{"rdblquote", RTF_CHAR, 0x201D},
	{"row", RTF_ROW, 0},
	{"rquote", RTF_CHAR, 0x2019},
	{"rxe", RTF_GO, RTF_SKIPPED},
	{"sect", RTF_PARAGRAPH, 0},
	{"shprslt", RTF_GO, RTF_SKIPPED},
	{"shptxt", RTF_GO_BOX, 0},
	{"sp", RTF_GO, RTF_SKIPPED},
	{"stylesheet", RTF_GO, RTF_SKIPPED},
	{"subject", RTF_GO, RTF_SKIPPED},
	{"tab", RTF_TAB, 0},
	{"tc", RTF_GO, RTF_SKIPPED},
	{"template", RTF_GO, RTF_SKIPPED},
	{"title", RTF_GO, RTF_TITLE},
	{"txe", RTF_GO, RTF_SKIPPED},
	{"u", RTF_UNICODE, 0},
	{"uc", RTF_UNICODE_SKIP, 0},
	{"upr", RTF_GO, RTF_BOTH},
	{"v", RTF_HIDDEN, 0},
	{"xe", RTF_GO, RTF_SKIPPED},
};

/* Destinations behind \* whose text is shown all the same. */
static const struct rtf_word starred[] = {
	{"do", RTF_IGNORE, 0},
	{"dptxbxtext", RTF_GO_BOX, 0},
	{"shpinst", RTF_IGNORE, 0},
	{"shppict", RTF_IGNORE, 0},
};

static int compare(const void *key, const void *member)
{
	const struct str *name = key;
	const struct rtf_word *word = member;
	return str_compare(*name, str_from_c(word->name));
}

const struct rtf_word *rtf_word_of(struct str name)
{
	return bsearch(&name, words, sizeof words / sizeof *words, sizeof *words, compare);
}

const struct rtf_word *rtf_starred_word_of(struct str name)
{
	const struct rtf_word *word = rtf_word_of(name);
	if (word && word->action >= RTF_GO && word->action <= RTF_GO_BOX)
		return word;
	return bsearch(&name, starred, sizeof starred / sizeof *starred, sizeof *starred, compare);
}

/* ---- Fonts ---- */

void rtf_fonts_end(struct rtf_fonts *f, int page)
{
	struct rtf_font *font = &f->list[f->number];
	if (!font->known && f->name.len > 0) {
		int without = f->charset == 2 ? CODEPAGE_SYMBOLS : page;
		*font = (struct rtf_font){font_of_name(buf_str(&f->name)),
			(uint16_t)codepage_of_charset(f->charset, without), true};
	}
	buf_reset(&f->name);
	f->charset = 0;
}

void rtf_fonts_add(struct rtf_fonts *f, struct str text, int page)
{
	struct str piece;
	bool first = true;
	while (str_split(&text, ';', &piece)) {
		if (!first)
			rtf_fonts_end(f, page);
		first = false;
		if (f->name.len + piece.len <= NAME_MAX_BYTES)
			buf_append(&f->name, piece);
	}
}

/* ---- Numbers ---- */

int32_t rtf_number(struct str *rest, bool *numbered)
{
	enum { FIGURES = 10 };
	bool negative = str_at(*rest, 0) == '-';
	size_t first = negative, at = first;
	int64_t number = 0;
	for (; ascii_is_digit(str_at(*rest, at)) && at < first + FIGURES; at++)
		number = 10 * number + (rest->ptr[at] - '0');
	*numbered = at > first;
	if (!*numbered)
		return 1;
	*rest = str_slice(*rest, at, rest->len);
	number = number > INT32_MAX ? INT32_MAX : number;
	return (int32_t)(negative ? -number : number);
}
