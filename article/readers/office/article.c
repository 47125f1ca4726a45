#include "article/readers/office/article.h"

#include "article/blocks.h"
#include "article/metadata/byline.h"
#include "article/metadata/layout.h"
#include "article/metadata/names.h"
#include "article/words.h"
#include "base/ascii.h"
#include "base/lang.h"

enum {
	TITLE_BLOCKS = 16,  /* of the beginning that a title is looked for in */
	HEADING_BLOCKS = 4, /* likewise, for a heading that may be a chapter's */
	PAGE_LINES = 64,    /* of headers and footers that are kept */
	AUTHOR_MIN = 5      /* bytes of a name that is believed */
};

/* ---- Texts ---- */

/* A copy of TEXT in the memory of A; paragraphs that were misread before they were put into the
   file are read as what they were. */
static bool take_text(
	struct article *a, const struct flow_stream *from, struct str *text, struct error *err)
{
	struct buf out = BUF_INIT;
	struct decoded d;
	struct str raw = buf_str(&from->text);
	bool ok = decode_text(raw, &out, &d, err);
	bool misread = ok && d.encodings != 1u << ENCODING_UTF8;
	if (ok) {
		a->encodings |= misread ? d.encodings : 0;
		a->repaired += d.repaired;
		*text = arena_str(&a->memory, d.text);
		ok = text->ptr || error_set_memory(err);
	}
	if (misread)
		a->encoding = d.encoding;
	buf_free(&out);
	return ok;
}

static void note_encoding(struct article *a, const struct flow *f)
{
	unsigned set;
	enum encoding e = font_text_encoding(&f->parts[FLOW_BODY].fonts, &set);
	a->confidence = 1;
	a->encodings |= set;
	if (e != ENCODING_UTF8 || a->encoding == ENCODING_UTF8)
		a->encoding = e;
}

/* ---- What is printed on each page ---- */

static bool is_new(const struct article *a, size_t first, struct str line)
{
	for (size_t i = first; i < a->block_count; i++) {
		if (str_eq(a->blocks[i].text, line))
			return false;
	}
	return true;
}

/* More than the number of the page. */
static bool has_words(struct str line)
{
	static const char *const pages[] = {"trang", "page", "tr", "of"};
	struct word w;
	size_t at = 0;
	while (words_next(line, &at, &w)) {
		if (!ascii_is_number(w.raw) && !WORDS_IS(&w, pages))
			return true;
	}
	return false;
}

static bool add_page_lines(struct article *a, size_t *capacity, struct str text)
{
	struct str line;
	size_t first = a->block_count;
	while (words_line(&text, &line) && a->block_count < first + PAGE_LINES) {
		line = words_trim(line);
		if (has_words(line) && is_new(a, first, line) &&
			!blocks_add(a, capacity, ZONE_FRAME, line))
			return false;
	}
	return true;
}

/* ---- The title ---- */

/* Whether A and B have the same words. */
static bool says_same(struct str a, struct str b)
{
	struct word of_a, of_b;
	size_t at_a = 0, at_b = 0, count = 0;
	for (;; count++) {
		bool more_a = words_next(a, &at_a, &of_a), more_b = words_next(b, &at_b, &of_b);
		if (!more_a || !more_b)
			return more_a == more_b && count > 0;
		if (!str_eq(of_a.raw, of_b.raw))
			return false;
	}
}

/* Makes the block AT the title, and what was taken for it what it is then. */
static void set_title(struct article *a, size_t at)
{
	for (size_t i = 0; i < a->block_count; i++) {
		struct article_block *block = &a->blocks[i];
		if (block->zone == ZONE_TITLE)
			block->zone = i < at ? ZONE_FRAME : ZONE_BODY;
		else if (block->zone == ZONE_LEAD && i < at)
			block->zone = ZONE_FRAME;
	}
	bool led = a->blocks[at].zone == ZONE_LEAD;
	a->blocks[at].zone = ZONE_TITLE;
	for (size_t i = at + 1; led && i < a->block_count; i++) {
		if (a->blocks[i].zone == ZONE_BODY) {
			a->blocks[i].zone = ZONE_LEAD;
			break;
		}
	}
}

/* A title that a style or the properties tell is believed where it is a paragraph near the
   beginning of a text that is no official document. */
static void use_title(struct article *a, struct str told, size_t blocks)
{
	size_t count = a->block_count < blocks ? a->block_count : blocks;
	if (a->issuer.value.len > 0 || a->number.value.len > 0)
		return;
	for (size_t i = 0; i < count; i++) {
		if (!says_same(a->blocks[i].text, told))
			continue;
		if (a->blocks[i].zone != ZONE_TITLE) {
			const struct article_block *first = blocks_first(a, ZONE_TITLE);
			/* a title of several lines in capitals, each in a style for titles */
			if (first && name_is_shouted(first->text) && name_is_shouted(told))
				return;
			set_title(a, i);
		}
		a->zones[ZONE_TITLE] = PROVENANCE_PAGE;
		return;
	}
}

static struct str heading(const struct flow *f, struct str text)
{
	bool whole = f->heading_at + f->heading_len <= text.len;
	return whole ? str_slice(text, f->heading_at, f->heading_at + f->heading_len) : STR("");
}

/* ---- The author ---- */

/* A name in the properties is whoever typed it, or the template's: believed where the text has it
   too. */
static bool use_author(struct article *a, const struct flow *f, struct str text)
{
	struct str name = words_trim(buf_str(&f->properties[FLOW_AUTHOR]));
	bool full = name.len >= AUTHOR_MIN && words_count(name) > 1;
	if (a->author_count > 0 || !full || str_find(text, name, 0) == text.len)
		return true;
	name = arena_str(&a->memory, name);
	return name.ptr && byline_add_authors(a, name, PROVENANCE_PAGE);
}

/* ---- The whole ---- */

/* Lines of a caption, which were set deep to tell that they are, are one line again. */
static bool tidy_captions(struct article *a)
{
	for (size_t i = 0; i < a->block_count; i++) {
		struct article_block *block = &a->blocks[i];
		if (block->zone == ZONE_CAPTION)
			block->text = words_tidy(&a->memory, block->text);
		if (!block->text.ptr)
			return false;
	}
	return true;
}

static bool build(struct article *a, const struct flow *f, struct error *err)
{
	struct str body, notes, page;
	if (!take_text(a, &f->parts[FLOW_BODY], &body, err) ||
		!take_text(a, &f->parts[FLOW_NOTES], &notes, err) ||
		!take_text(a, &f->parts[FLOW_PAGE], &page, err))
		return false;
	if (words_trim(body).len == 0)
		return error_set(err, ERROR_INPUT,
			SAY("không có chữ nào: tệp trống, hoặc chỉ có hình",
				"there is no text in it: it is empty, or has pictures alone"));
	note_encoding(a, f);
	if (!layout_read(a, body, &(struct layout_known){.paragraphs = true}, err))
		return false;
	use_title(a, words_trim(buf_str(&f->properties[FLOW_TITLE])), TITLE_BLOCKS);
	use_title(a, words_trim(heading(f, body)), HEADING_BLOCKS);
	size_t capacity = a->block_count;
	bool ok = tidy_captions(a) && blocks_add_paragraphs(a, &capacity, ZONE_BODY, notes) &&
		  add_page_lines(a, &capacity, page) && use_author(a, f, body);
	return ok || error_set_memory(err);
}

bool office_article(struct article *a, const struct flow *f, struct error *err)
{
	a->whole = true;
	a->line = 1;
	a->encoding = ENCODING_UTF8;
	return build(a, f, err);
}
