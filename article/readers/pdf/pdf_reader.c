#include "article/readers/pdf/pdf_reader.h"

#include "article/blocks.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/layout.h"
#include "article/metadata/letterhead.h"
#include "article/metadata/metadata.h"
#include "article/metadata/outlet.h"
#include "article/readers/pdf/columns.h"
#include "article/readers/pdf/furniture.h"
#include "article/readers/pdf/glyphs.h"
#include "article/readers/pdf/set_text.h"
#include "article/readers/pdf/title.h"
#include "article/words.h"
#include "base/lang.h"

#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	PAGES_MAX = 20000,
	GEOMETRY_MAX = 256 << 20 /* bytes of memory for what stands where */
};

struct pdf_reader {
	const char *path; /* borrowed */
	size_t max;       /* bytes of text */
	GBytes *bytes;    /* owned */
	PopplerDocument *document;
	enum ceiling ceiling;
	bool done;
};

/* ---- The file ---- */

static void pdf_close(void *state)
{
	struct pdf_reader *r = state;
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

static void *pdf_open(const struct article_file *file, struct error *err)
{
	struct pdf_reader *r = calloc(1, sizeof *r);
	if (!r) {
		error_set_memory(err);
		return NULL;
	}
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

static bool open_document(struct pdf_reader *r, struct error *err)
{
	GError *failure = NULL;
	r->document = poppler_document_new_from_bytes(r->bytes, NULL, &failure);
	if (!r->document)
		explain(err, failure);
	g_clear_error(&failure);
	return r->document != NULL;
}

/* ---- Its pages ---- */

struct pages {
	struct sheet *sheets;
	size_t count, capacity;
	size_t text_bytes;
	struct glyph_fonts fonts;
	struct arena memory;
};

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

static bool read_pages(struct pdf_reader *r, struct pages *p, struct error *err)
{
	int count = poppler_document_get_n_pages(r->document);
	if (count > PAGES_MAX)
		return refuse_size(r, err);
	for (int i = 0; i < count; i++) {
		PopplerPage *page = poppler_document_get_page(r->document, i);
		struct glyphs glyphs;
		if (!page)
			continue; /* damaged: the others may be whole */
		bool ok = glyphs_read(&glyphs, page, &p->fonts, &p->memory) &&
			  add_glyphs(p, &glyphs, (uint32_t)i + 1);
		g_object_unref(page);
		p->text_bytes += glyphs.text_bytes;
		if (!ok || p->text_bytes > r->max)
			return refuse_size(r, err);
	}
	return true;
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

/* Nothing but pictures: what pages of paper were taken of. */
static bool is_scan(PopplerDocument *document)
{
	enum { LOOKED_AT = 3 };
	int count = poppler_document_get_n_pages(document);
	bool found = false;
	for (int i = 0; i < count && i < LOOKED_AT && !found; i++) {
		PopplerPage *page = poppler_document_get_page(document, i);
		GList *images = page ? poppler_page_get_image_mapping(page) : NULL;
		found = images != NULL;
		poppler_page_free_image_mapping(images);
		g_clear_object(&page);
	}
	return found;
}

static bool refuse_empty(const struct pdf_reader *r, struct error *err)
{
	if (is_scan(r->document))
		return error_set(err, ERROR_INPUT,
			SAY("bản quét, không có chữ; dùng --ocr",
				"a scan without text; use --ocr"));
	return error_set(err, ERROR_INPUT,
		SAY("tệp trống: không có chữ nào", "empty: there is no text in the file"));
}

/* The text of A as it is to be laid out: where no font said what it is in, it tells. */
static bool decode(
	struct article *a, const struct set_text *set, struct str *text, struct error *err)
{
	struct buf room = BUF_INIT;
	struct decoded d;
	bool ok = decode_text(buf_str(&set->text), &room, &d, err);
	if (ok) {
		unsigned by_fonts = 0;
		enum encoding most = font_text_encoding(&set->fonts, &by_fonts);
		bool told = d.encoding == ENCODING_UTF8;
		a->encoding = told ? most : d.encoding;
		a->encodings = d.encodings | by_fonts;
		if (!told && !(by_fonts & ~(1u << ENCODING_UTF8)))
			a->encodings = d.encodings;
		a->confidence = d.confidence;
		a->repaired = d.repaired;
		*text = arena_str(&a->memory, d.text);
	}
	buf_free(&room);
	return ok && (text->ptr || error_set_memory(err));
}

/* Gives each block of A the page of the line of TEXT that it begins with. */
static void set_pages(struct article *a, struct str text, const struct set_text *set)
{
	size_t line = 0;
	const char *at = text.ptr;
	uint32_t page = 1;
	for (size_t i = 0; i < a->block_count; i++) {
		struct article_block *b = &a->blocks[i];
		bool slice = b->text.ptr >= at && b->text.ptr < text.ptr + text.len;
		for (; slice && at < b->text.ptr; at++)
			line += *at == '\n';
		if (slice && line < set->count)
			page = set->lines[line].page;
		b->page = page;
	}
}

/* ---- What its properties say ---- */

/* Lays TEXT out that has TITLE in it: what stands above is around the article. */
static bool lay_out_below(
	struct article *a, struct str text, struct str title, bool stated, struct error *err)
{
	size_t capacity = a->block_count, from = (size_t)(title.ptr - text.ptr);
	struct str above = str_slice(text, 0, from), line;
	while (words_line(&above, &line)) {
		line = words_trim(line);
		if (a->source.value.len == 0 && outlet_is(line))
			a->source = (struct article_field){line, PROVENANCE_TEXT};
		if (!blocks_add(a, &capacity, ZONE_FRAME, line))
			return error_set_memory(err);
	}
	if (!blocks_add(a, &capacity, ZONE_TITLE, title))
		return error_set_memory(err);
	a->zones[ZONE_TITLE] = stated ? PROVENANCE_PAGE : PROVENANCE_TEXT;
	const struct layout_known known = {.title = title};
	return layout_read(a, str_slice(text, from + title.len, text.len), &known, err);
}

static bool lay_out(struct pdf_reader *r, struct article *a, struct str text,
	const struct set_text *set, struct error *err)
{
	struct letterhead letterhead;
	struct str title;
	bool stated;
	char *property = poppler_document_get_title(r->document);
	bool found = !letterhead_read(text, &letterhead) &&
		     title_find(text, set, str_from_c(property ? property : ""), &title, &stated);
	g_free(property);
	return found ? lay_out_below(a, text, title, stated, err)
		     : layout_read(a, text, &(struct layout_known){0}, err);
}

/* Whether A's text names YEAR: a file may be made long after what it has. */
static bool names_year(const struct article *a, int year)
{
	char figures[16];
	snprintf(figures, sizeof figures, "%d", year);
	bool found = false;
	for (size_t i = 0; i < a->block_count && !found; i++)
		found = str_find(a->blocks[i].text, str_from_c(figures), 0) < a->blocks[i].text.len;
	return found;
}

/* The day that the file was made, where nothing else dates A and that may be it. */
static bool complete_date(struct pdf_reader *r, struct article *a, struct error *err)
{
	GDateTime *made = NULL;
	if (a->date.value.len == 0)
		made = poppler_document_get_creation_date_time(r->document);
	if (!made)
		return true;
	const struct date day = {g_date_time_get_year(made), g_date_time_get_month(made),
		g_date_time_get_day_of_month(made)};
	g_date_time_unref(made);
	return !date_is_valid(day) || !names_year(a, day.year) ||
	       date_set(a, (struct date_choice){day, PROVENANCE_PAGE, CONFIDENCE_LOW}) ||
	       error_set_memory(err);
}

static bool build(
	struct pdf_reader *r, struct article *a, const struct set_text *set, struct error *err)
{
	struct str text;
	if (words_trim(buf_str(&set->text)).len == 0)
		return refuse_empty(r, err);
	if (!decode(a, set, &text, err) || !lay_out(r, a, text, set, err))
		return false;
	set_pages(a, text, set);
	a->whole = true;
	a->line = 1;
	return metadata_complete(a, str_from_c(r->path), err) && complete_date(r, a, err);
}

static bool read_article(struct pdf_reader *r, struct article *a, struct error *err)
{
	struct pages *p = calloc(1, sizeof *p);
	if (!p)
		return error_set_memory(err);
	p->memory.ceiling = GEOMETRY_MAX;
	struct set_text set = {.memory = &p->memory};
	bool ok = read_pages(r, p, err) && (write_text(r, p, &set) || refuse_size(r, err)) &&
		  build(r, a, &set, err);
	set_text_free(&set);
	arena_free(&p->memory);
	free(p);
	return ok;
}

static enum article_step pdf_next(void *state, struct article *out, struct article_problem *p)
{
	struct pdf_reader *r = state;
	if (r->done)
		return ARTICLE_END;
	r->done = true;
	bool ok = open_document(r, &p->error) && read_article(r, out, &p->error);
	return ok ? ARTICLE_READ : ARTICLE_SKIPPED;
}

static enum ceiling pdf_ceiling(const void *state)
{
	const struct pdf_reader *r = state;
	return r->ceiling;
}

const struct reader_ops pdf_reader_ops = {pdf_open, pdf_next, pdf_ceiling, pdf_close, NULL};
