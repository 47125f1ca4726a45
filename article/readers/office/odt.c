#include "article/readers/office/odt.h"

#include "article/readers/office/styles.h"

#include <stdlib.h>

enum {
	SPANS_MAX = 256,   /* within one another; no deeper than libxml2 reads */
	SPACES_MAX = 256,  /* that one element stands for */
	COLUMNS_MAX = 1024 /* of a table, whose styles are known */
};

struct odt {
	struct styles named; /* their ids begin with a letter for their family */
	struct styles faces; /* fonts by their names in the file */
	struct style *style; /* that is being read */
	struct style_looks defaults;
	struct style_looks *looks; /* that properties go to; NULL: none */
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
	bool spaced; /* the last character was a space */
	struct buf *property;
};

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* ---- Styles ---- */

/* Families of styles, by the first letters of ids. */
enum { TEXT = 't', PARAGRAPH = 'p', CELL = 'c', TABLE = 'b', OTHER = 'x' };

static char family_of_name(struct str name)
{
	static const struct {
		struct str name;
		char letter;
	} families[] = {{STR_INIT("text"), TEXT}, {STR_INIT("paragraph"), PARAGRAPH},
		{STR_INIT("table-cell"), CELL}, {STR_INIT("table"), TABLE}};
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		if (str_eq(families[i].name, name))
			return families[i].letter;
	}
	return OTHER;
}

/* The family's letter and NAME, in OUT of SIZE. */
static struct str id_of(char family, struct str name, char *out, size_t size)
{
	if (!name.ptr || name.len + 1 > size)
		return STR("");
	out[0] = family;
	memcpy(out + 1, name.ptr, name.len);
	return str_make(out, name.len + 1);
}

enum { ID_MAX = 256 };

static void begin_style(struct odt *o, const struct package_tag *tag)
{
	char id[ID_MAX], base[ID_MAX];
	char family = family_of_name(package_attribute(tag, "family"));
	struct str name = package_attribute(tag, "name");
	struct str parent = package_attribute(tag, "parent-style-name");
	o->style = styles_add(&o->named, id_of(family, name, id, sizeof id),
		id_of(family, parent, base, sizeof base));
	o->looks = o->style ? &o->style->looks : NULL;
	if (o->style)
		o->style->title = str_eq(name, STR("Title"));
}

/* 'Times New Roman' in quotes, or the first of several. */
static struct str family_of(struct str value)
{
	struct str first = value;
	str_split(&value, ',', &first);
	first = str_trim(first);
	if (first.len > 1 && (first.ptr[0] == '\'' || first.ptr[0] == '"'))
		first = str_slice(first, 1, first.len - 1);
	return first;
}

static void take_face(struct odt *o, const struct package_tag *tag)
{
	struct str family = package_attribute(tag, "font-family");
	struct style *face = styles_add(&o->faces, package_attribute(tag, "name"), STR(""));
	if (face && family.ptr)
		face->looks.other = (struct style_font){true, font_of_name(family_of(family))};
}

/* A face is told by its name, which mostly is the font's, or by the font's own. */
static void take_looks(struct odt *o, const struct package_tag *tag)
{
	struct str name = package_attribute(tag, "font-name");
	struct str family = package_attribute(tag, "font-family");
	struct str display = package_attribute(tag, "display");
	if (display.ptr)
		o->looks->hidden = str_eq(display, STR("none"));
	struct style_font font = {0};
	if (family.ptr)
		font = (struct style_font){true, font_of_name(family_of(family))};
	const struct style *face = style_of(&o->faces, name);
	if (face && face->looks.other.told)
		font = face->looks.other;
	else if (name.ptr)
		font = (struct style_font){true, font_of_name(name)};
	if (font.told)
		o->looks->ascii = o->looks->other = font;
}

static void end_style(struct odt *o)
{
	o->looks = NULL;
	o->style = NULL;
}

static void begin_in_styles(struct odt *o, const struct package_tag *tag)
{
	if (is(tag->name, "font-face"))
		take_face(o, tag);
	else if (is(tag->name, "style"))
		begin_style(o, tag);
	else if (is(tag->name, "default-style"))
		o->looks = str_eq(package_attribute(tag, "family"), STR("paragraph")) ? &o->defaults
										      : NULL;
	else if (is(tag->name, "text-properties") && o->looks)
		take_looks(o, tag);
	else if (is(tag->name, "paragraph-properties") && o->style)
		o->style->centred = str_eq(package_attribute(tag, "text-align"), STR("center"));
	else if (is(tag->name, "table-properties") && o->looks)
		o->looks->hidden = str_eq(package_attribute(tag, "display"), STR("false"));
}

/* ---- Text ---- */

static struct style_looks looks_here(const struct odt *o)
{
	struct style_looks looks = {.hidden = -1};
	for (size_t i = o->span_count; i > 0; i--)
		styles_add_looks(&o->named, &looks, o->spans[i - 1]);
	looks_complete(&looks, &o->defaults);
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
	struct str count = package_attribute(tag, "c");
	int repeat = 0;
	for (size_t i = 0; i < count.len && i < 4 && count.ptr[i] >= '0' && count.ptr[i] <= '9';
		i++)
		repeat = 10 * repeat + (count.ptr[i] - '0');
	repeat = repeat < 1 ? 1 : repeat < SPACES_MAX ? repeat : SPACES_MAX;
	for (int i = 0; i < repeat; i++)
		flow_char(o->flow, font_of(&looks), tab ? '\t' : ' ');
	o->spaced = false;
}

/* ---- Paragraphs ---- */

static const struct style *style_named(const struct odt *o, char family, struct str name)
{
	char id[ID_MAX];
	return style_of(&o->named, id_of(family, name, id, sizeof id));
}

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

static void begin_paragraph(struct odt *o, const struct package_tag *tag)
{
	const struct style *style = style_named(o, PARAGRAPH, package_attribute(tag, "style-name"));
	push_span(o, style);
	bool first =
		is(tag->name, "h") && str_eq(package_attribute(tag, "outline-level"), STR("1"));
	o->heading = first || (style && (style->title || str_eq(style->base, STR("pTitle"))));
	o->spaced = true;
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
	const struct style *style =
		style_named(o, CELL, package_attribute(tag, "default-cell-style-name"));
	for (size_t i = repeated(tag); i > 0 && o->column_count < COLUMNS_MAX; i--)
		o->columns[o->column_count++] = style;
}

/* Its text is in the font of the cell's style, or of the column's. */
static void begin_cell(struct odt *o, const struct package_tag *tag)
{
	struct str name = package_attribute(tag, "style-name");
	const struct style *style = NULL;
	if (name.ptr)
		style = style_named(o, CELL, name);
	else if (o->column < o->column_count)
		style = o->columns[o->column];
	o->column += repeated(tag);
	push_span(o, style);
}

static void begin_table(struct odt *o, const struct package_tag *tag)
{
	const struct style *style = style_named(o, TABLE, package_attribute(tag, "style-name"));
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
		push_span(o, style_named(o, TEXT, package_attribute(tag, "style-name")));
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
		o->flow->part = FLOW_NOTES;
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
		o->flow->part = FLOW_BODY;
	}
}

static bool is_page_part(const char *name)
{
	return str_starts_with(str_from_c(name), STR("header")) ||
	       str_starts_with(str_from_c(name), STR("footer"));
}

static void begin(void *context, const struct package_tag *tag)
{
	struct odt *o = context;
	o->depth++;
	if (o->skipped > 0 || (o->shown && is_left_out(tag->name))) {
		o->skipped++;
		return;
	}
	if (o->shown) {
		begin_text(o, tag);
	} else if (is(tag->name, "body")) {
		o->shown = true;
		styles_sort(&o->named);
	} else {
		begin_in_styles(o, tag);
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
		styles_sort(&o->faces);
	else if (is(name, "style") || is(name, "default-style"))
		end_style(o);
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
	begin_in_styles(o, tag);
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
		styles_sort(&o->named);
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
	return !(o->named.failed || o->faces.failed) || error_set_memory(err);
}

bool odt_read(struct package *p, struct flow *f, struct error *err)
{
	struct arena memory = ARENA_INIT;
	struct odt *o = calloc(1, sizeof *o);
	if (!o)
		return error_set_memory(err);
	o->flow = f;
	o->named.memory = o->faces.memory = &memory;
	o->defaults.hidden = -1;
	bool ok = read_all(o, p, err);
	free(o);
	arena_free(&memory);
	return ok;
}
