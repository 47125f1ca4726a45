#include "article/readers/pdf/pdf_article.h"

#include "article/blocks.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/head.h"
#include "article/metadata/layout.h"
#include "article/metadata/letterhead.h"
#include "article/metadata/metadata.h"
#include "article/metadata/outlet.h"
#include "article/readers/pdf/title.h"
#include "article/words.h"

#include <stdio.h>

/* ---- Its text ---- */

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
		struct str issue = head_issue(line);
		if (a->source.value.len == 0 && (issue.len > 0 || outlet_is(line)))
			a->source = (struct article_field){
				issue.len > 0 ? issue : line, PROVENANCE_TEXT};
		if (!blocks_add(a, &capacity, ZONE_FRAME, line))
			return error_set_memory(err);
	}
	if (!blocks_add(a, &capacity, ZONE_TITLE, title))
		return error_set_memory(err);
	enum provenance told = stated ? PROVENANCE_PAGE : PROVENANCE_TEXT;
	a->title = (struct article_field){words_tidy(&a->memory, title), told};
	if (!a->title.value.ptr)
		return error_set_memory(err);
	const struct layout_known known = {.title = title};
	return layout_read(a, str_slice(text, from + title.len, text.len), &known, err);
}

static bool lay_out(PopplerDocument *document, struct article *a, struct str text,
	const struct set_text *set, struct error *err)
{
	struct letterhead letterhead;
	struct str title;
	bool stated;
	char *property = poppler_document_get_title(document);
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
static bool complete_date(PopplerDocument *document, struct article *a, struct error *err)
{
	GDateTime *made = NULL;
	if (a->date.value.len == 0)
		made = poppler_document_get_creation_date_time(document);
	if (!made)
		return true;
	const struct date day = {g_date_time_get_year(made), g_date_time_get_month(made),
		g_date_time_get_day_of_month(made)};
	g_date_time_unref(made);
	return !date_is_valid(day) || !names_year(a, day.year) ||
	       date_set(a, (struct date_choice){day, PROVENANCE_PAGE, CONFIDENCE_LOW}) ||
	       error_set_memory(err);
}

bool pdf_article_build(struct article *a, const struct set_text *set, PopplerDocument *document,
	const char *path, struct error *err)
{
	struct str text;
	if (!decode(a, set, &text, err) || !lay_out(document, a, text, set, err))
		return false;
	set_pages(a, text, set);
	a->whole = true;
	a->line = 1;
	return !path ||
	       (metadata_complete(a, str_from_c(path), err) && complete_date(document, a, err));
}
