#include "article/readers/pdf/pdf_reader.h"

#include "article/readers/pdf/columns.h"
#include "article/readers/pdf/furniture.h"
#include "article/readers/pdf/glyphs.h"
#include "article/readers/pdf/pdf_article.h"
#include "article/readers/pdf/scan.h"
#include "article/readers/pdf/set_text.h"
#include "article/words.h"
#include "base/lang.h"

#include <math.h>
#include <poppler.h>
#include <stdlib.h>

enum {
	PAGES_MAX = 20000,
	GEOMETRY_MAX = 256 << 20 /* bytes of memory for what stands where */
};

struct pages {
	struct sheet *sheets;
	size_t count, capacity;
	size_t text_bytes;
	struct glyph_fonts fonts;
	struct arena memory;
};

struct pdf_reader {
	const char *path; /* borrowed */
	size_t max;       /* bytes of text */
	GBytes *bytes;    /* owned */
	PopplerDocument *document;
	pdf_recognizer *recognize; /* NULL: its glyphs are read */
	struct pages *pages;       /* owned; NULL: not begun */
	int next;                  /* page, from 0 */
	enum ceiling ceiling;
	bool done;
};

/* ---- The file ---- */

void pdf_close(void *state)
{
	struct pdf_reader *r = state;
	if (r->pages)
		arena_free(&r->pages->memory);
	free(r->pages);
	g_clear_object(&r->document);
	if (r->bytes)
		g_bytes_unref(r->bytes);
	free(r);
}

/* What poppler's FAILURE is to the archivist. */
static void explain(struct error *err, const GError *failure)
{
	if (g_error_matches(failure, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
		error_set(err, ERROR_INPUT,
			SAY("PDF có mật khẩu; hãy gỡ mật khẩu: qpdf --password=MẬT-KHẨU --decrypt "
			    "TỆP "
			    "MỚI.pdf",
				"this PDF has a password; take it off: qpdf --password=PASSWORD "
				"--decrypt FILE NEW.pdf"));
	else
		error_set(err, ERROR_INPUT,
			SAY("PDF bị hỏng (%s); hãy lấy lại tệp từ nguồn, hoặc thử: qpdf TỆP "
			    "MỚI.pdf",
				"this PDF is damaged (%s); fetch it again, or try: qpdf FILE "
				"NEW.pdf"),
			failure ? failure->message : "?");
}

void *pdf_open_scan(const struct article_file *file, pdf_recognizer *recognize, struct error *err)
{
	struct pdf_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
	r->recognize = recognize;
	r->path = file->path;
	r->max = article_file_max(file);
	GMappedFile *map = g_mapped_file_new_from_fd(file->fd, FALSE, NULL);
	if (map) {
		r->bytes = g_mapped_file_get_bytes(map);
		g_mapped_file_unref(map);
		return r;
	}
	error_set(err, ERROR_IO, SAY("không đọc được tệp PDF", "the PDF can't be read"));
	pdf_close(r);
	return NULL;
}

static void *pdf_open(const struct article_file *file, struct error *err)
{
	return pdf_open_scan(file, NULL, err);
}

/* Of what has no header where one may stand, poppler looks through every byte. */
static bool has_header(GBytes *bytes)
{
	enum { WITHIN = 1024 };
	gsize size;
	const char *first = g_bytes_get_data(bytes, &size);
	struct str s = str_make(first ? first : "", size < WITHIN ? size : WITHIN);
	return str_find(s, STR("%PDF-"), 0) < s.len;
}

static bool open_document(struct pdf_reader *r, struct error *err)
{
	GError *failure = NULL;
	if (!has_header(r->bytes))
		return error_set(err, ERROR_INPUT,
			SAY("không phải là PDF, hoặc bị hỏng ngay đầu tệp; hãy lấy lại tệp từ "
			    "nguồn",
				"this is no PDF, or its beginning is damaged; fetch it again"));
	r->document = poppler_document_new_from_bytes(r->bytes, NULL, &failure);
	if (!r->document)
		explain(err, failure);
	g_clear_error(&failure);
	return r->document != NULL;
}

/* ---- Its pages ---- */

static bool add_sheet(struct pages *p, const struct sheet *sheet)
{
	if (p->count == p->capacity) {
		size_t capacity = p->capacity ? 2 * p->capacity : 16;
		struct sheet *sheets = arena_array(&p->memory, capacity, sizeof *sheets);
		if (!sheets)
			return false;
		if (p->count > 0)
			memcpy(sheets, p->sheets, p->count * sizeof *sheets);
		p->sheets = sheets;
		p->capacity = capacity;
	}
	p->sheets[p->count++] = *sheet;
	return true;
}

/* What is turned otherwise than most of the page stands behind it. */
static bool add_glyphs(struct pages *p, const struct glyphs *g, uint32_t page)
{
	for (size_t i = 0; i < GLYPHS_WAYS; i++) {
		size_t way = i == 0 ? g->most : i <= g->most ? i - 1 : i;
		struct sheet sheet = {.page = page};
		if (g->counts[way] == 0)
			continue;
		if (!sheet_set(&sheet, g->atoms[way], g->counts[way], &p->memory) ||
			!add_sheet(p, &sheet))
			return false;
	}
	return true;
}

static bool refuse_size(struct pdf_reader *r, struct error *err)
{
	r->ceiling = CEILING_SIZE;
	return ceiling_set(CEILING_SIZE, err);
}

static bool read_page(struct pdf_reader *r, struct error *err)
{
	struct pages *p = r->pages;
	PopplerPage *page = poppler_document_get_page(r->document, r->next++);
	struct glyphs glyphs;
	if (!page)
		return true; /* damaged: the others may be whole */
	bool ok = r->recognize ? r->recognize(&glyphs, page, &p->fonts, &p->memory)
			       : glyphs_read(&glyphs, page, &p->fonts, &p->memory);
	ok = ok && add_glyphs(p, &glyphs, (uint32_t)r->next);
	g_object_unref(page);
	p->text_bytes += glyphs.text_bytes;
	return (ok && p->text_bytes <= r->max) || refuse_size(r, err);
}

static bool read_lines(struct pages *p, struct lines *lines)
{
	if (!furniture_remove(p->sheets, p->count, &p->memory))
		return false;
	for (size_t i = 0; i < p->count; i++) {
		if (!columns_read(lines, &p->sheets[i], &p->memory))
			return false;
	}
	return true;
}

static bool write_text(struct pdf_reader *r, struct pages *p, struct set_text *out)
{
	struct lines lines = {0};
	struct paragraphs paragraphs;
	return read_lines(p, &lines) && paragraphs_read(&paragraphs, &lines, &p->memory) &&
	       set_text_write(out, &paragraphs, &lines, p->fonts.fonts, r->max);
}

/* ---- The article ---- */

/* Whether pictures cover PAGE, by half or more; some picture is enough where it has NO_TEXT. */
static bool is_pictured(PopplerPage *page, bool no_text)
{
	double width, height, covered = 0;
	GList *images = poppler_page_get_image_mapping(page);
	poppler_page_get_size(page, &width, &height);
	for (const GList *i = images; i; i = i->next) {
		const PopplerRectangle *r = &((const PopplerImageMapping *)i->data)->area;
		covered += fabs((r->x2 - r->x1) * (r->y2 - r->y1));
	}
	bool any = images != NULL;
	poppler_page_free_image_mapping(images);
	return any && (no_text || covered >= width * height / 2);
}

/* Pictures of pages of paper, with no text beside them, or no more than a digital signature takes.
 */
static bool is_scan(const struct pdf_reader *r)
{
	enum { LOOKED_AT = 3, SIGNATURE = 200 /* bytes a page */ };
	int count = poppler_document_get_n_pages(r->document);
	bool found = false, few = r->pages->text_bytes <= SIGNATURE * (size_t)count;
	for (int i = 0; few && i < count && i < LOOKED_AT && !found; i++) {
		PopplerPage *page = poppler_document_get_page(r->document, i);
		found = page && is_pictured(page, r->pages->text_bytes == 0);
		g_clear_object(&page);
	}
	return !r->recognize && found;
}

static bool refuse_empty(struct article_problem *p)
{
	if (p->scan)
		return error_set(&p->error, ERROR_INPUT,
			SAY("bản quét, không có lớp chữ; dùng --ocr",
				"a scan without text; use --ocr"));
	return error_set(&p->error, ERROR_INPUT,
		SAY("tệp trống: không có chữ nào", "empty: there is no text in the file"));
}

static bool begin(struct pdf_reader *r, struct error *err)
{
	if (!open_document(r, err))
		return false;
	if (poppler_document_get_n_pages(r->document) > PAGES_MAX) {
		refuse_size(r, err);
		return false;
	}
	r->pages = calloc(1, sizeof *r->pages);
	if (!r->pages)
		return error_set_memory(err);
	r->pages->memory.ceiling = GEOMETRY_MAX;
	return true;
}

static bool finish(struct pdf_reader *r, struct article *a, struct article_problem *p)
{
	struct set_text set = {.memory = &r->pages->memory};
	bool ok = write_text(r, r->pages, &set) || refuse_size(r, &p->error);
	p->scan = ok && is_scan(r);
	if (ok && (p->scan || words_trim(buf_str(&set.text)).len == 0))
		ok = refuse_empty(p);
	else if (ok)
		ok = pdf_article_build(
			a, &set, r->document, r->recognize ? NULL : r->path, &p->error);
	for (size_t i = 0; ok && i < a->block_count; i++)
		a->blocks[i].ocr = r->recognize != NULL;
	set_text_free(&set);
	return ok;
}

/* All pages at once; of a scan one, as each takes its time. */
enum article_step pdf_next(void *state, struct article *out, struct article_problem *p)
{
	struct pdf_reader *r = state;
	if (r->done)
		return ARTICLE_END;
	bool ok = r->pages || begin(r, &p->error);
	int count = ok ? poppler_document_get_n_pages(r->document) : 0;
	for (bool first = true; ok && r->next < count; first = false) {
		if (r->recognize && !first)
			return ARTICLE_WORKING;
		ok = read_page(r, &p->error);
	}
	r->done = true;
	return ok && finish(r, out, p) ? ARTICLE_READ : ARTICLE_SKIPPED;
}

enum ceiling pdf_ceiling(const void *state)
{
	const struct pdf_reader *r = state;
	return r->ceiling;
}

const struct reader_ops pdf_reader_ops = {pdf_open, pdf_next, pdf_ceiling, pdf_close, NULL};
