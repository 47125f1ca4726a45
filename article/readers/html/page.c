#include "article/readers/html/page.h"

#include "article/blocks.h"
#include "article/metadata/byline.h"
#include "article/metadata/date_choice.h"
#include "article/metadata/layout.h"
#include "article/metadata/letterhead.h"
#include "article/metadata/metadata.h"
#include "article/metadata/names.h"
#include "article/metadata/outlet.h"
#include "article/metadata/phrase.h"
#include "article/metadata/place.h"
#include "article/readers/html/decoding.h"
#include "article/readers/html/roles.h"
#include "article/readers/html/verdict.h"
#include "base/ascii.h"
#include "base/lang.h"
#include "text/date/stated.h"

#include <stdio.h>

enum {
	FIELDS_DATES = 3,  /* of facts' dates those that nothing visible outranks */
	WRAPPED_MAX = 120, /* letters of a line that was broken by hand */
	POOR = 3           /* times shorter than what the page says its text is */
};

/* A page on its way to an article. */
struct work {
	const struct html_page *page;
	struct article *a;
	struct arena memory; /* of what the article doesn't need */
	struct html_source source;
	struct html_tree tree;
	struct html_lines lines;
	struct html_facts facts;
	struct html_region region;
	struct html_title title;
	enum html_role *roles;
	size_t capacity;   /* of the article's blocks */
	struct date shown; /* in a line of its own; year 0: none */
};

/* ---- Fields ---- */

/* VALUE in the memory of the article, where it isn't empty. */
static bool set(struct work *w, struct article_field *field, struct str value)
{
	if (words_trim(value).len == 0 || field->value.len > 0)
		return true;
	struct str own = arena_str(&w->a->memory, value);
	if (own.ptr)
		own = words_tidy(&w->a->memory, own);
	*field = (struct article_field){own, PROVENANCE_PAGE};
	return own.ptr != NULL;
}

/* Whether URL has an address behind its host. */
static bool is_deep(struct str url)
{
	size_t at = str_find(url, STR("://"), 0);
	if (at == url.len)
		return false;
	size_t path = str_find(url, STR("/"), at + 3);
	return path + 1 < url.len;
}

static bool is_address(struct str url)
{
	return (str_starts_with(url, STR("http://")) || str_starts_with(url, STR("https://"))) &&
	       str_find(url, STR("localhost"), 0) == url.len;
}

/* The address of the page: of those that it gives the first that is more than its site's. */
static bool set_url(struct work *w)
{
	const struct html_facts *f = &w->facts;
	const struct str all[] = {
		w->page->url, f->canonical, f->og_url, f->ld_url, w->source.saved_from};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (is_address(all[i]) && is_deep(all[i]))
			return set(w, &w->a->url, all[i]);
	}
	return true;
}

/* The outlet: a domain by its usual name, what the site calls itself else. */
static bool set_source(struct work *w)
{
	const struct str all[] = {w->facts.site, w->facts.publisher};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		struct str name = words_trim(all[i]);
		char url[128];
		if (name.len == 0 || name.len > 100)
			continue;
		int len = snprintf(url, sizeof url, "https://%.*s/", STR_ARG(name));
		for (int at = 0; at < len; at++)
			url[at] = ascii_lower(url[at]);
		bool domain = memchr(name.ptr, '.', name.len) && !memchr(name.ptr, ' ', name.len);
		const char *outlet = domain ? outlet_of_url(str_make(url, (size_t)len)) : NULL;
		if (!domain || outlet)
			return set(w, &w->a->source, outlet ? str_from_c(outlet) : name);
	}
	return true;
}

/* Where nothing else tells the outlet, what stands beside the title in the page's head. */
static bool set_site(struct work *w)
{
	bool shown = w->title.line < w->lines.count;
	struct str alone = shown ? w->lines.lines[w->title.line].text : w->title.text;
	return set(w, &w->a->source, html_title_site(w->facts.title, alone));
}

static bool set_date(struct work *w, size_t first, size_t end, enum confidence confidence)
{
	struct date date;
	for (size_t i = first; i < end && w->a->date.value.len == 0; i++) {
		if (w->facts.dates[i].len > 0 && date_stated(w->facts.dates[i], &date) &&
			!date_set(w->a, (struct date_choice){date, PROVENANCE_PAGE, confidence}))
			return false;
	}
	return true;
}

/* Whether the picture SRC is a sign of the site, or to be clicked. */
static bool is_sign(struct str src)
{
	static const struct str words[] = {STR_INIT("icon"), STR_INIT("logo"), STR_INIT(".gif"),
		STR_INIT("print"), STR_INIT("pdf"), STR_INIT("email"), STR_INIT("button"),
		STR_INIT("blank"), STR_INIT("spacer"), STR_INIT("pixel"), STR_INIT("avatar"),
		STR_INIT("banner"), STR_INIT("arrow"), STR_INIT("share")};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (str_find(src, words[i], 0) < src.len)
			return true;
	}
	return false;
}

/* The first picture of the text. */
static struct str find_picture(const struct work *w)
{
	const struct html_lines *l = &w->lines;
	size_t first = w->title.line < l->count ? w->title.line : w->region.first;
	if (first >= w->region.end || w->region.end == 0)
		return STR("");
	uint32_t end = w->tree.nodes[l->lines[w->region.end - 1].node].end;
	for (uint32_t i = l->lines[first].node; i < end; i++) {
		const struct html_node *n = &w->tree.nodes[i];
		struct str src = html_value(n, HTML_SRC);
		bool portrait = (l->hints[i] & HINT_AUTHOR) != 0;
		if (n->element == HTML_PICTURE && src.len > 0 && !is_sign(src) && !portrait)
			return src;
	}
	return STR("");
}

/* ---- Who ---- */

/* One word without a capital letter. */
static bool is_login(struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!(name.ptr[i] >= 'a' && name.ptr[i] <= 'z') && !ascii_is_digit(name.ptr[i]))
			return false;
	}
	return true;
}

/* Programs put the name of an account in the place of an author's. */
static bool is_account(struct str name)
{
	static const char *const accounts[] = {"admin", "administrator", "super user", "webmaster",
		"root", "editor", "quản trị", "quantri", "quản trị viên", "user", "admin web",
		"ban quản trị", "quản trị hệ thống", "btv", "bbt", "portal", "host", "unknown"};
	struct phrase p;
	phrase_read(name, 0, &p);
	return p.count == 0 || PHRASE_IS(&p, accounts) || is_login(name) || is_address(name) ||
	       memchr(name.ptr, '_', name.len) || memchr(name.ptr, '@', name.len);
}

static bool add_author(struct work *w, struct str name)
{
	bool whole;
	name = words_trim(name);
	size_t site = html_same_words(name, w->facts.site, &whole);
	if (name.len == 0 || is_account(name) || (site > 0 && whole))
		return true;
	struct str own = arena_str(&w->a->memory, name);
	return own.ptr && byline_add_authors(w->a, own, PROVENANCE_PAGE);
}

/* What nothing on the page says that people see. */
static bool add_authors(struct work *w)
{
	for (size_t i = 0; i < w->facts.author_count && w->a->author_count == 0; i++) {
		for (; i < w->facts.author_count; i++) {
			if (!add_author(w, w->facts.authors[i]))
				return false;
		}
	}
	return w->a->author_count > 0 || add_author(w, w->facts.meta_author);
}

/* ---- Blocks ---- */

static bool add(struct work *w, enum zone zone, struct str text)
{
	return blocks_add(w->a, &w->capacity, zone, text);
}

static bool add_lines(struct work *w, enum html_role role, enum zone zone)
{
	for (size_t i = 0; i < w->lines.count; i++) {
		if (w->roles[i] == role && !add(w, zone, w->lines.lines[i].text))
			return false;
	}
	return true;
}

static bool add_title(struct work *w)
{
	w->a->zones[ZONE_TITLE] = PROVENANCE_TEXT;
	if (w->title.text.len == 0)
		return add_lines(w, ROLE_TITLE, ZONE_TITLE);
	w->a->zones[ZONE_TITLE] = PROVENANCE_PAGE;
	return set(w, &w->a->title, w->title.text) && add(w, ZONE_TITLE, w->a->title.value);
}

static bool is_text(enum html_role role)
{
	return role == ROLE_BODY || role == ROLE_LEAD || role == ROLE_CAPTION;
}

/* Whether most lines of the text were broken by hand where they were full. */
static bool is_wrapped(const struct work *w)
{
	enum { LINES_MIN = 6, FULL = 45 };
	size_t lines = 0, full = 0;
	for (size_t i = 0; i < w->lines.count; i++) {
		const struct html_line *line = &w->lines.lines[i];
		if (!is_text(w->roles[i]))
			continue;
		if (line->chars > WRAPPED_MAX)
			return false;
		lines++;
		full += line->broken && line->chars >= FULL;
	}
	return lines >= LINES_MIN && 2 * full >= lines;
}

/* The text as one, with an empty line between paragraphs; its ptr is NULL when out of memory. */
static struct str plain_text(struct work *w)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < w->lines.count; i++) {
		if (!is_text(w->roles[i]))
			continue;
		buf_append(&out, w->lines.lines[i].text);
		buf_append_c(&out, w->lines.lines[i].broken ? "\n" : "\n\n");
	}
	struct str text = out.failed ? str_make(NULL, 0) : arena_str(&w->a->memory, buf_str(&out));
	buf_free(&out);
	return text;
}

/* Blocks in the order of the page. */
static bool add_told(struct work *w)
{
	static const enum zone zones[] = {[ROLE_LEAD] = ZONE_LEAD,
		[ROLE_BODY] = ZONE_BODY,
		[ROLE_CAPTION] = ZONE_CAPTION,
		[ROLE_BYLINE] = ZONE_BYLINE,
		[ROLE_DATE] = ZONE_FRAME};
	for (size_t i = 0; i < w->lines.count; i++) {
		enum html_role role = w->roles[i];
		if (role != ROLE_NONE && role != ROLE_TITLE &&
			!add(w, zones[role], w->lines.lines[i].text))
			return false;
	}
	return true;
}

/* A document with its letterhead, and a text that was broken into lines by hand, are what
   they would be in a text file. */
static bool add_text(struct work *w, struct str text, bool official, struct error *err)
{
	bool titled = w->title.line < w->lines.count || w->title.text.len > 0;
	bool plain = w->tree.plain && !titled;
	if (!official && !plain && !is_wrapped(w))
		return add_told(w) || error_set_memory(err);
	const struct layout_known known = {
		.title = titled ? STR("") : str_make(NULL, 0), .record = official};
	return add_lines(w, ROLE_BYLINE, ZONE_BYLINE) ? layout_read(w->a, text, &known, err)
						      : error_set_memory(err);
}

/* The whole text that JSON-LD has, where the page itself shows but a part of it. */
static bool add_linked_body(struct work *w)
{
	struct str body = arena_str(&w->a->memory, w->facts.body);
	w->a->zones[ZONE_BODY] = PROVENANCE_PAGE;
	return body.ptr && add_lines(w, ROLE_BYLINE, ZONE_BYLINE) &&
	       blocks_add_paragraphs(w->a, &w->capacity, ZONE_BODY, body);
}

static bool is_poor(const struct work *w)
{
	return !w->source.legacy && w->facts.body.len > 200 &&
	       (size_t)POOR * w->region.chars < w->facts.body.len;
}

static bool compose(struct work *w, struct error *err)
{
	struct letterhead letterhead;
	struct str text = plain_text(w);
	bool official = text.ptr && letterhead_read(text, &letterhead);
	if (official && letterhead.title.len > 0) /* not what a program put into the page's head */
		w->title.text = STR("");
	if (!text.ptr || !add_title(w))
		return error_set_memory(err);
	if (is_poor(w))
		return add_linked_body(w) || error_set_memory(err);
	return add_text(w, text, official, err);
}

/* What the page sets apart as its place is that of the article. */
static bool set_place(struct work *w)
{
	struct str usual = place_usual(&w->a->memory, w->lines.place);
	if (usual.len > 0)
		w->a->place = (struct article_field){usual, PROVENANCE_TEXT};
	return usual.ptr != NULL;
}

/* What lines of the page state that people see: a date in no other line's form, authors that the
   page calls so. */
static bool add_shown(struct work *w)
{
	struct date date;
	for (size_t i = 0; i < w->lines.count; i++) {
		const struct html_line *line = &w->lines.lines[i];
		bool dated = w->roles[i] == ROLE_DATE;
		if (w->roles[i] != ROLE_BYLINE && !dated)
			continue;
		if (line->author.len > 0 && !is_account(line->author) &&
			!byline_add_authors(w->a, line->author, PROVENANCE_TEXT))
			return false;
		if (w->shown.year == 0 && (dated || (line->hints & HINT_DATE)) &&
			html_find_day(line->text, &date))
			w->shown = date;
	}
	return true;
}

/* The large letters of a document may be of its letterhead. False when out of memory. */
static bool distrust_title(struct work *w)
{
	const struct html_title none = {.line = w->lines.count, .text = STR("")};
	struct letterhead letterhead;
	html_roles_set(w->roles, &w->facts, &w->lines, &w->region, &none);
	struct str text = plain_text(w);
	if (text.ptr && letterhead_read(text, &letterhead))
		w->title = none;
	memset(w->roles, 0, w->lines.count * sizeof *w->roles);
	return text.ptr != NULL;
}

static bool build(struct work *w, struct error *err)
{
	w->a->whole = true;
	w->a->line = 1;
	if (w->title.weak && w->title.line < w->lines.count && !distrust_title(w))
		return error_set_memory(err);
	html_roles_set(w->roles, &w->facts, &w->lines, &w->region, &w->title);
	if (!compose(w, err))
		return false;
	if (w->a->block_count == 0)
		return error_set(err, ERROR_INPUT,
			SAY("trang trống: không có chữ nào",
				"empty: there is no text in the page"));
	bool ok = set_place(w) && add_shown(w) && set_url(w) && set_source(w) &&
		  set_date(w, 0, FIELDS_DATES, CONFIDENCE_HIGH) &&
		  set(w, &w->a->image, w->facts.image.len > 0 ? w->facts.image : find_picture(w));
	if (!ok)
		return error_set_memory(err);
	if (w->a->date.value.len == 0 && w->shown.year != 0 &&
		!date_set(w->a, (struct date_choice){w->shown, PROVENANCE_TEXT, CONFIDENCE_HIGH}))
		return error_set_memory(err);
	if (!metadata_complete(w->a, w->page->path, err))
		return false;
	ok = add_authors(w) && set_site(w) &&
	     set_date(w, FIELDS_DATES, FACTS_DATES, CONFIDENCE_LOW);
	return ok || error_set_memory(err);
}

/* ---- The page ---- */

static bool read_source(struct work *w, struct error *err)
{
	struct arena *memory = &w->memory;
	if (!html_source_read(&w->source, w->page->bytes, w->page->told, err) ||
		!html_tree_read(&w->tree, memory, &w->source, err) ||
		!html_lines_read(&w->lines, memory, &w->tree, err))
		return false;
	if (!html_facts_read(&w->facts, memory, &w->tree, &w->source))
		return error_set_memory(err);
	if (!html_decode(w->a, &w->lines, &w->facts, &w->source, w->page->told, err))
		return false;
	w->roles = arena_array(memory, w->lines.count + 1, sizeof *w->roles);
	return (w->roles && html_region_find(&w->region, memory, &w->lines)) ||
	       error_set_memory(err);
}

static enum article_step read_page(struct work *w, struct article_problem *p)
{
	if (!read_source(w, &p->error))
		return ARTICLE_SKIPPED;
	w->title = html_title_find(&w->facts, &w->lines, &w->region);
	if (!is_poor(w) &&
		!html_is_article(&w->facts, &w->tree, &w->lines, &w->region, &w->title, &p->error))
		return ARTICLE_FOREIGN;
	return build(w, &p->error) ? ARTICLE_READ : ARTICLE_SKIPPED;
}

enum article_step html_page_read(
	const struct html_page *page, struct article *a, struct article_problem *p)
{
	struct work w = {.page = page, .a = a, .memory = ARENA_INIT};
	enum article_step step = read_page(&w, p);
	html_source_free(&w.source);
	arena_free(&w.memory);
	return step;
}
