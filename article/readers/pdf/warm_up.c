#include "article/readers/pdf/pdf_reader.h"

#include <poppler.h>
#include <stdint.h>

/* A page in one of the fonts that a file need not bring. */
static const char smallest[] =
	"%PDF-1.4\n"
	"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R"
	"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
	"4 0 obj<</Length 35>>stream\nBT /F 12 Tf 9 9 Td (warm) Tj ET    \nendstream endobj\n"
	"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
	"/Encoding/WinAnsiEncoding>>endobj\n"
	"trailer<</Root 1 0 R>>\n";

/* What damaged files make poppler say on standard error; the report says it. */
static GLogWriterOutput keep_quiet(
	GLogLevelFlags level, const GLogField *fields, gsize count, gpointer context)
{
	(void)level;
	(void)fields;
	(void)count;
	(void)context;
	return G_LOG_WRITER_HANDLED;
}

/* Properties are in UTF-16, which glibc reads by a module that it loads when first asked. */
static bool load_utf16(void)
{
	static GIConv kept; /* open: the module stays */
	if (!kept)
		kept = g_iconv_open("UTF-8", "UTF-16BE");
	return (intptr_t)kept != -1;
}

/* What poppler opens late: its tables of names and where its CMaps lie (read when the first
 * document is opened), /etc/localtime (dates of properties). Fonts that a file does not bring are
 * not looked for as long as nothing is drawn. CMaps of Chinese, Japanese and Korean fonts by name
 * are loaded when a page uses one: that fails in a confined process, and such text is lost. */
bool pdf_warm_up(void)
{
	/* poppler's tables live as long as some document: this one is never closed. */
	static PopplerDocument *kept;
	if (kept)
		return true;
	g_log_set_writer_func(keep_quiet, NULL, NULL);
	GBytes *bytes = g_bytes_new_static(smallest, sizeof smallest - 1);
	kept = poppler_document_new_from_bytes(bytes, NULL, NULL);
	g_bytes_unref(bytes);
	PopplerPage *page = kept ? poppler_document_get_page(kept, 0) : NULL;
	char *text = page ? poppler_page_get_text(page) : NULL;
	bool ok = text && *text && load_utf16();
	g_free(text);
	g_clear_object(&page);
	return ok;
}
