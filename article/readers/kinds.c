#include "article/readers/kinds.h"

#include "base/lang.h"

#define HERE ""
#define READER ARTICLE_READER
#define READER_PDF ARTICLE_READER_PDF
#define READER_OCR ARTICLE_READER_OCR

/* Foreign code, and what unpacks, runs in a program of its own, confined. A kind without one has no
   reader yet. */
static const struct {
	const char *vi, *en;
	const char *program;
} kinds[ARTICLE_KIND_COUNT] = {
	[ARTICLE_UNKNOWN] = {"không rõ", "unknown", NULL},
	[ARTICLE_TEXT] = {"văn bản thường", "plain text", HERE},
	[ARTICLE_MARKDOWN] = {"Markdown", "Markdown", HERE},
	[ARTICLE_JSON] = {"JSON", "JSON", HERE},
	[ARTICLE_CSV] = {"CSV", "CSV", HERE},
	[ARTICLE_TSV] = {"TSV", "TSV", HERE},
	[ARTICLE_HTML] = {"HTML", "HTML", READER},
	[ARTICLE_MHT] = {"trang đã lưu (MHT)", "a saved page (MHT)", READER},
	[ARTICLE_FEED] = {"RSS hoặc Atom", "RSS or Atom", READER},
	[ARTICLE_PDF] = {"PDF", "PDF", READER_PDF},
	[ARTICLE_DOCX] = {"Word (.docx)", "Word (.docx)", READER},
	[ARTICLE_ODT] = {"OpenDocument (.odt)", "OpenDocument (.odt)", READER},
	[ARTICLE_XLSX] = {"Excel (.xlsx)", "Excel (.xlsx)", READER},
	[ARTICLE_PPTX] = {"PowerPoint (.pptx)", "PowerPoint (.pptx)", READER},
	[ARTICLE_RTF] = {"RTF", "RTF", READER},
	[ARTICLE_DOC] = {"Word (.doc)", "Word (.doc)", READER},
	[ARTICLE_XLS] = {"Excel (.xls)", "Excel (.xls)", READER},
	[ARTICLE_PPT] = {"PowerPoint (.ppt)", "PowerPoint (.ppt)", READER},
	[ARTICLE_MAIL] = {"thư điện tử", "mail", READER},
	[ARTICLE_MBOX] = {"hộp thư (mbox)", "mbox", READER},
	[ARTICLE_SCAN] = {"bản quét", "scans", READER_OCR},
	[ARTICLE_PACK] = {"tệp đóng gói", "a pack of files", READER},
	[ARTICLE_WARC] = {"WARC", "WARC", READER},
};

const char *article_kind_name(enum article_kind kind)
{
	return SAY(kinds[kind].vi, kinds[kind].en);
}

bool article_kind_is_read(enum article_kind kind)
{
	return kinds[kind].program != NULL;
}

const char *article_kind_program(enum article_kind kind)
{
	const char *program = kinds[kind].program;
	return program && *program ? program : NULL;
}
