#include "article/readers/office/odt.h"

#include "article/readers/office/odt_lists.h"
#include "article/readers/office/odt_styles.h"

#include <stdlib.h>

enum {
	SPANS_MAX = 256,   /* within one another; no deeper than libxml2 reads */
	SPACES_MAX = 256,  /* that one element stands for */
	COLUMNS_MAX = 1024 /* of a table, whose styles are known */
};

struct odt {
	struct odt_styles styles;
	struct odt_lists lists;
	struct flow *flow;
	const struct style *spans[SPANS_MAX]; /* open, the paragraph's first */
	size_t span_count;
	unsigned depths[SPANS_MAX]; /* where each began */
	unsigned depth;             /* of elements */
	unsigned skipped;           /* elements open since the one that is left out; 0 */
	unsigned tables, boxes, notes;
	const struct style *columns[COLUMNS_MAX]; /* of their cells, where these name none */
	size_t column_count, column;              /* those so far; the cell's */
	bool shown;                               /* what is read is text of the document */
	bool heading;
	bool spaced;        /* the last character was a space */
	bool spaced_before; /* likewise, before the note that is being read */
	struct buf number;  /* of a paragraph */
	struct buf *property;
};

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* ---- Text ---- */

static struct style_looks looks_here(const struct odt *o)
{
	struct style_looks looks = {.hidden = -1};
	for (size_t i = o->span_count; i > 0; i--)
		styles_add_looks(&o->styles.named, &looks, o->spans[i - 1]);
	looks_complete(&looks, &o->styles.defaults);
	return looks;
}

static struct font font_of(const struct style_looks *looks)
{
	return looks->other.told ? looks->other.font : (struct font){.encoding = ENCODING_UTF8};
}

/* White space is one space, whatever it is written with. */
static void show(struct odt *o, struct font font, struct str text)
{
	while (text.len > 0) {
		size_t len = 0;
		while (len < text.len && !strchr(" \t\r\n", text.ptr[len]))
			len++;
		flow_text(o->flow, font, str_slice(text, 0, len));
		if (len > 0)
			o->spaced = false;
		if (len < text.len && !o->spaced) {
			flow_char(o->flow, font, ' ');
			o->spaced = true;
		}
		text = str_slice(text, len < text.len ? len + 1 : len, text.len);
	}
}

static void take_text(void *context, struct str text)
{
	struct odt *o = context;
	if (o->property)
		buf_append(o->property, text);
	if (!o->shown || o->skipped > 0 || o->span_count == 0)
		return;
	struct style_looks looks = looks_here(o);
	if (looks.hidden <= 0)
		show(o, font_of(&looks), text);
}

/* How often something is repeated: at least once. */
static size_t count_of(struct str value, size_t max)
{
	size_t count = package_number(value);
	return count < 1 ? 1 : count < max ? count : max;
}

static void take_sign(struct odt *o, const struct package_tag *tag)
{
	bool spaces = is(tag->name, "s"), tab = is(tag->name, "tab");
	bool line = is(tag->name, "line-break");
	if (!(spaces || tab || line) || o->span_count == 0)
		return;
	struct style_looks looks = looks_here(o);
	if (looks.hidden > 0)
		return;
	if (line) {
		flow_line(o->flow);
		return;
	}
	for (size_t i = count_of(package_attribute(tag, "c"), SPACES_MAX); i > 0; i--)
		flow_char(o->flow, font_of(&looks), tab ? '\t' : ' ');
	o->spaced = false;
}

/* ---- Paragraphs ---- */

static void push_span(struct odt *o, const struct style *style)
{
	if (o->span_count == SPANS_MAX)
		return;
	o->spans[o->span_count] = style;
	o->depths[o->span_count++] = o->depth;
}

static void pop_span(struct odt *o)
{
	if (o->span_count > 0 && o->depths[o->span_count - 1] == o->depth)
		o->span_count--;
}

static void show_number(struct odt *o, const struct package_tag *tag)
{
	buf_reset(&o->number);
	odt_lists_paragraph(&o->lists, tag, &o->number);
	struct style_looks looks = looks_here(o);
	if (o->number.len == 0 || looks.hidden > 0)
		return;
	show(o, font_of(&looks), buf_str(&o->number));
	show(o, font_of(&looks), STR(" "));
}

static void begin_paragraph(struct odt *o, const struct package_tag *tag)
{
	const struct style *style =
		odt_style_named(&o->styles, ODT_PARAGRAPH, package_attribute(tag, "style-name"));
	push_span(o, style);
	bool first =
		is(tag->name, "h") && str_eq(package_attribute(tag, "outline-level"), STR("1"));
	o->heading = first || (style && (style->title || str_eq(style->base, STR("pTitle"))));
	o->spaced = true;
	show_number(o, tag);
}

static void end_paragraph(struct odt *o)
{
	const struct style *style = o->span_count > 0 ? o->spans[o->span_count - 1] : NULL;
	if (o->heading && o->tables == 0)
		flow_heading(o->flow);
	if (style && style->centred)
		flow_centre(o->flow);
	o->heading = false;
	flow_paragraph(o->flow, o->tables > 0 || o->boxes > 0);
	o->spaced = true;
	pop_span(o);
}

/* ---- Tables ---- */

static size_t repeated(const struct package_tag *tag)
{
	return count_of(package_attribute(tag, "number-columns-repeated"), COLUMNS_MAX);
}

static void take_column(struct odt *o, const struct package_tag *tag)
{
	const struct style *style = odt_style_named(
		&o->styles, ODT_CELL, package_attribute(tag, "default-cell-style-name"));
	for (size_t i = repeated(tag); i > 0 && o->column_count < COLUMNS_MAX; i--)
		o->columns[o->column_count++] = style;
}

/* Its text is in the font of the cell's style, or of the column's. */
static void begin_cell(struct odt *o, const struct package_tag *tag)
{
	struct str name = package_attribute(tag, "style-name");
	const struct style *style = NULL;
	if (name.ptr)
		style = odt_style_named(&o->styles, ODT_CELL, name);
	else if (o->column < o->column_count)
		style = o->columns[o->column];
	o->column += repeated(tag);
	push_span(o, style);
}

static void begin_table(struct odt *o, const struct package_tag *tag)
{
	const struct style *style =
		odt_style_named(&o->styles, ODT_TABLE, package_attribute(tag, "style-name"));
	if (style && style->looks.hidden > 0) {
		o->skipped++;
		return;
	}
	o->tables++;
	o->column_count = o->column = 0;
}

static bool is_cell(const char *name)
{
	return is(name, "table-cell") || is(name, "covered-table-cell");
}

/* ---- Elements ---- */

/* A section, paragraph or slide that is not shown: is-hidden is what its condition came to. */
static bool is_hidden(const struct odt *o, const struct package_tag *tag)
{
	struct str display = package_attribute(tag, "display");
	if (is(tag->name, "section"))
		return str_eq(display, STR("none")) ||
		       str_eq(package_attribute(tag, "is-hidden"), STR("true"));
	if (is(tag->name, "hidden-paragraph"))
		return str_eq(package_attribute(tag, "is-hidden"), STR("true"));
	const struct style *style = is(tag->name, "page")
					    ? odt_style_named(&o->styles, ODT_SLIDE,
						      package_attribute(tag, "style-name"))
					    : NULL;
	return style && style->looks.hidden > 0;
}

static bool is_left_out(const char *name)
{
	static const char *const names[] = {"tracked-changes", "annotation", "note-citation",
		"title", "desc", "binary-data", "ruby-text", "hidden-text", "forms", "script",
		"event-listeners", "notes", "page-number", "sequence-decls"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (is(name, names[i]))
			return true;
	}
	return false;
}

static void begin_text(struct odt *o, const struct package_tag *tag)
{
	const char *name = tag->name;
	if (is(name, "p") || is(name, "h")) {
		begin_paragraph(o, tag);
	} else if (is(name, "span") || is(name, "a")) {
		push_span(o, odt_style_named(
				     &o->styles, ODT_TEXT, package_attribute(tag, "style-name")));
	} else if (is(name, "table")) {
		begin_table(o, tag);
	} else if (is(name, "table-column")) {
		take_column(o, tag);
	} else if (is(name, "table-row")) {
		o->column = 0;
	} else if (is_cell(name)) {
		begin_cell(o, tag);
	} else if (is(name, "image")) {
		flow_picture(o->flow);
	} else if (is(name, "text-box")) {
		flow_line(o->flow);
		o->boxes++;
	} else if (is(name, "note-body")) {
		o->notes++;
		o->spaced_before = o->spaced;
		o->flow->part = FLOW_NOTES;
	} else if (is(name, "list")) {
		odt_lists_begin(&o->lists, tag);
	} else if (is(name, "list-item")) {
		odt_lists_item(&o->lists, tag);
	} else {
		take_sign(o, tag);
	}
}

static void end_text(struct odt *o, const char *name)
{
	bool inner = o->tables > 1 || o->boxes > 0;
	if (is(name, "p") || is(name, "h")) {
		end_paragraph(o);
	} else if (is(name, "span") || is(name, "a")) {
		pop_span(o);
	} else if (is(name, "table")) {
		o->tables -= o->tables > 0;
	} else if (is_cell(name)) {
		pop_span(o);
		(inner ? flow_inner_cell : flow_cell)(o->flow);
	} else if (is(name, "table-row")) {
		(inner ? flow_inner_row : flow_row)(o->flow);
	} else if (is(name, "text-box")) {
		o->boxes -= o->boxes > 0;
	} else if (is(name, "note-body") && o->notes > 0) {
		o->notes--;
		o->spaced = o->spaced_before;
		o->flow->part = FLOW_BODY;
	} else if (is(name, "list")) {
		odt_lists_end(&o->lists);
	}
}

static bool is_page_part(const char *name)
{
	return str_starts_with(str_from_c(name), STR("header")) ||
	       str_starts_with(str_from_c(name), STR("footer"));
}

static void take_style(struct odt *o, const struct package_tag *tag)
{
	odt_styles_begin(&o->styles, tag);
	odt_lists_style(&o->lists, tag);
}

static void begin(void *context, const struct package_tag *tag)
{
	struct odt *o = context;
	o->depth++;
	if (o->skipped > 0 || (o->shown && (is_left_out(tag->name) || is_hidden(o, tag)))) {
		o->skipped++;
		return;
	}
	if (o->shown) {
		begin_text(o, tag);
	} else if (is(tag->name, "body")) {
		o->shown = true;
		styles_sort(&o->styles.named);
	} else {
		take_style(o, tag);
	}
}

static void end(void *context, const char *name)
{
	struct odt *o = context;
	if (o->skipped > 0)
		o->skipped--;
	else if (is(name, "body"))
		o->shown = false;
	else if (o->shown)
		end_text(o, name);
	else if (is(name, "font-face-decls"))
		styles_sort(&o->styles.faces);
	else if (is(name, "style") || is(name, "default-style"))
		odt_styles_end(&o->styles);
	o->depth -= o->depth > 0;
}

/* ---- What is printed on each page stands among the styles ---- */

static void begin_page(void *context, const struct package_tag *tag)
{
	struct odt *o = context;
	bool shown = o->shown;
	if (!shown && is_page_part(tag->name) && !strstr(tag->name, "-style")) {
		o->depth++;
		o->shown = true;
		return;
	}
	if (shown) {
		begin(context, tag);
		return;
	}
	o->depth++;
	take_style(o, tag);
}

static void end_page(void *context, const char *name)
{
	struct odt *o = context;
	if (o->shown && o->skipped == 0 && is_page_part(name)) {
		o->shown = false;
		o->depth -= o->depth > 0;
		return;
	}
	end(context, name);
	if (!o->shown && is(name, "automatic-styles"))
		styles_sort(&o->styles.named);
}

/* ---- The whole ---- */

static void begin_property(void *context, const struct package_tag *tag)
{
	struct odt *o = context;
	o->property = NULL;
	if (is(tag->name, "title"))
		o->property = &o->flow->properties[FLOW_TITLE];
	else if (is(tag->name, "initial-creator"))
		o->property = &o->flow->properties[FLOW_AUTHOR];
}

static void end_property(void *context, const char *name)
{
	struct odt *o = context;
	(void)name;
	o->property = NULL;
}

static bool read_all(struct odt *o, struct package *p, struct error *err)
{
	static const struct package_handler of_pages = {begin_page, end_page, take_text};
	static const struct package_handler of_content = {begin, end, take_text};
	static const struct package_handler of_meta = {begin_property, end_property, take_text};
	o->flow->part = FLOW_PAGE;
	if (!package_read(p, "styles.xml", &of_pages, o, err))
		return false;
	o->flow->part = FLOW_BODY;
	o->depth = o->skipped = 0;
	o->shown = false;
	if (!package_read(p, "content.xml", &of_content, o, err))
		return false;
	o->shown = false;
	if (!package_read(p, "meta.xml", &of_meta, o, err))
		return false;
	return !(o->styles.named.failed || o->styles.faces.failed || o->lists.failed ||
		       o->number.failed) ||
	       error_set_memory(err);
}

bool odt_read(struct package *p, struct flow *f, struct error *err)
{
	struct arena memory = ARENA_INIT;
	struct odt *o = calloc(1, sizeof *o);
	if (!o)
		return error_set_memory(err);
	o->flow = f;
	o->styles.named.memory = o->styles.faces.memory = o->lists.memory = &memory;
	o->styles.defaults.hidden = -1;
	bool ok = read_all(o, p, err);
	buf_free(&o->number);
	free(o);
	arena_free(&memory);
	return ok;
}
