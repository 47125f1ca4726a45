#include "article/metadata/layout.h"

#include "article/blocks.h"
#include "article/metadata/caption.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/foot.h"
#include "article/metadata/head.h"
#include "article/metadata/letterhead.h"
#include "article/metadata/place.h"
#include "article/words.h"
#include "base/lang.h"

/* ---- What a letterhead says ---- */

static bool set(struct article *a, struct article_field *field, struct str value)
{
	value = words_tidy(&a->memory, value);
	if (value.len > 0)
		*field = (struct article_field){value, PROVENANCE_TEXT};
	return value.ptr != NULL;
}

/* "12 /TB-UBND" without its spaces. */
static bool set_number(struct article *a, struct str written)
{
	char *out = arena_alloc(&a->memory, written.len + 1);
	size_t len = 0;
	for (size_t i = 0; out && i < written.len; i++) {
		if (words_space(written, i) == 0)
			out[len++] = written.ptr[i];
	}
	return out && set(a, &a->number, str_make(out, len));
}

static bool set_date(struct article *a, struct date date)
{
	return date.year == 0 ||
	       date_set(a, (struct date_choice){date, PROVENANCE_TEXT, CONFIDENCE_HIGH});
}

/* In two columns what else stands in the lines lies between the body and whose it is. */
static bool set_issuer(struct article *a, const struct letterhead *l)
{
	struct str both[] = {l->issuer, l->issuer_place};
	char *out = arena_alloc(&a->memory, l->issuer.len + l->issuer_place.len + 2);
	size_t len = 0;
	for (size_t i = 0; out && i < 2 && both[i].len > 0; i++) {
		if (i > 0)
			out[len++] = ' ';
		memcpy(out + len, both[i].ptr, both[i].len);
		len += both[i].len;
	}
	return out && set(a, &a->issuer, str_make(out, len));
}

static bool set_facts(struct article *a, const struct letterhead *l)
{
	return set_issuer(a, l) &&
	       set(a, &a->place, place_usual(&a->memory, l->place.ptr ? l->place : STR(""))) &&
	       set_number(a, l->number) && set_date(a, l->date);
}

/* ---- Lines ---- */

/* The parts of TEXT that stand one behind the other: letterhead, title, what is left. */
static bool read_parts(struct page *p, struct arena *memory, struct str text,
	const struct letterhead *l, const struct layout_known *known)
{
	const char *end = text.ptr + text.len, *at = text.ptr;
	if (!l)
		return page_add(p, memory, text, ZONE_COUNT);
	const char *head_end = l->head.ptr + l->head.len;
	if (l->title.len > 0) {
		if (!page_add(p, memory, str_make(at, (size_t)(l->title.ptr - at)), ZONE_FRAME) ||
			!page_add(p, memory, l->title, known->title.ptr ? ZONE_FRAME : ZONE_TITLE))
			return false;
		at = l->title.ptr + l->title.len;
	}
	if (at < head_end) {
		if (!page_add(p, memory, str_make(at, (size_t)(head_end - at)), ZONE_FRAME))
			return false;
		at = head_end;
	}
	return page_add(p, memory, str_make(at, (size_t)(end - at)), ZONE_COUNT);
}

/* ---- Blocks ---- */

static bool starts_block(const struct page *p, size_t at)
{
	const struct page_line *line = &p->lines[at], *before = line - 1;
	if (line->zone != before->zone)
		return true;
	return line->zone == ZONE_BODY && page_starts_paragraph(p, at);
}

/* What a paragraph of the text is: the first one the lead. */
static enum zone zone_of(struct str paragraph, bool *led)
{
	if (caption_is(paragraph))
		return ZONE_CAPTION;
	if (*led || page_is_table_row(paragraph))
		return ZONE_BODY;
	*led = true;
	return ZONE_LEAD;
}

static bool add_blocks(struct article *a, const struct page *p, const struct layout_known *known)
{
	size_t capacity = a->block_count;
	bool led = known->record, in_text = false;
	for (size_t i = 0, end; i < p->count; i = end) {
		const struct page_line *first = &p->lines[i];
		end = i + 1;
		if (first->rule && !in_text)
			continue;
		in_text = first->zone == ZONE_BODY || first->zone == ZONE_CAPTION;
		while (end < p->count && !starts_block(p, end))
			end++;
		struct str last = p->lines[end - 1].text;
		struct str text =
			str_make(first->text.ptr, (size_t)(last.ptr + last.len - first->text.ptr));
		enum zone zone = first->zone == ZONE_BODY ? zone_of(text, &led) : first->zone;
		if (!blocks_add(a, &capacity, zone, text))
			return false;
	}
	return true;
}

static bool read_all(struct article *a, struct str text, const struct layout_known *known)
{
	struct page page = {
		.paragraphs = known->record || known->paragraphs, .record = known->record};
	struct letterhead letterhead;
	struct head_facts head;
	bool official = letterhead_read(text, &letterhead);
	if (official && !set_facts(a, &letterhead))
		return false;
	if (!read_parts(&page, &a->memory, text, official ? &letterhead : NULL, known))
		return false;
	page_measure(&page);
	if (!head_mark(&page, &a->memory, known->title, &head))
		return false;
	foot_mark(&page);
	caption_mark(&page);
	const char *kind = official && letterhead.kind ? letterhead.kind : head.kind;
	return set(a, &a->kind, str_from_c(kind ? kind : "")) &&
	       set(a, &a->source, head.outlet.ptr ? head.outlet : STR("")) &&
	       add_blocks(a, &page, known);
}

bool layout_read(
	struct article *a, struct str text, const struct layout_known *known, struct error *err)
{
	return read_all(a, text, known) || error_set_memory(err);
}
