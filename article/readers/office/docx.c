#include "article/readers/office/docx.h"

#include "article/readers/office/docx_numbers.h"
#include "article/readers/office/docx_styles.h"
#include "base/ascii.h"

#include <stdlib.h>

enum { FOOTNOTE, ENDNOTE }; /* kinds of notes */

enum {
	PAGES_MAX = 32, /* headers and footers */
	NEST_MAX = 256  /* of paragraphs within boxes; no deeper than libxml2 reads */
};

/* Files within the file, by their types. */
struct parts {
	struct arena *memory;
	const char *document, *styles, *theme, *numbers, *notes, *end_notes;
	const char *pages[PAGES_MAX];
	size_t page_count;
};

/* A paragraph; one in a box stands within another. */
struct paragraph {
	const struct style *style;
	struct style_looks looks; /* of the run */
	const struct style *run_style;
	bool in_properties; /* of the paragraph, which has some of its mark */
	bool in_run, complete, centred;
	bool begun;           /* it has a text, and its number */
	bool cut;             /* something of it was deleted */
	uint32_t list, level; /* that it is of, one more; 0: not told */
	unsigned tables;      /* that it is in, in its box */
};

struct docx {
	struct docx_styles styles;
	struct docx_numbers numbers;
	struct buf number; /* of a paragraph */
	struct flow *flow;
	struct paragraph nest[NEST_MAX];
	size_t depth;     /* of the paragraph that holds, in NEST */
	unsigned skipped; /* elements open since the one that is left out; 0 */
	bool text;        /* characters are text */
	bool row_deleted;
	bool placeholder; /* what comes next is what asks for text, "Click here" */
	bool in_row_properties;
	struct font ascii, other; /* of the run */
};

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* ---- Parts ---- */

static void pass_text(void *context, struct str text)
{
	(void)context, (void)text;
}

static void pass_end(void *context, const char *name)
{
	(void)context, (void)name;
}

static void take_part(void *context, const struct package_tag *tag)
{
	struct parts *p = context;
	struct str type = package_attribute(tag, "ContentType");
	struct str name = package_attribute(tag, "PartName");
	const struct {
		struct str ending;
		const char **part;
	} known[] = {{STR(".main+xml"), &p->document}, {STR(".styles+xml"), &p->styles},
		{STR(".theme+xml"), &p->theme}, {STR(".numbering+xml"), &p->numbers},
		{STR(".footnotes+xml"), &p->notes}, {STR(".endnotes+xml"), &p->end_notes}};
	if (!type.ptr || name.len < 2)
		return;
	const char *copy = arena_str(p->memory, str_slice(name, 1, name.len)).ptr;
	for (size_t i = 0; copy && i < sizeof known / sizeof *known; i++) {
		if (str_ends_with(type, known[i].ending) && !*known[i].part)
			*known[i].part = copy;
	}
	bool page =
		str_ends_with(type, STR(".header+xml")) || str_ends_with(type, STR(".footer+xml"));
	if (copy && page && p->page_count < PAGES_MAX)
		p->pages[p->page_count++] = copy;
}

static bool find_parts(struct parts *parts, struct package *p, struct error *err)
{
	static const struct package_handler handler = {take_part, pass_end, pass_text};
	if (!package_read(p, "[Content_Types].xml", &handler, parts, err))
		return false;
	if (!parts->document)
		parts->document = "word/document.xml";
	return true;
}

/* ---- Runs ---- */

static struct paragraph *here(struct docx *d)
{
	return &d->nest[d->depth];
}

static void begin_run(struct docx *d)
{
	struct paragraph *p = here(d);
	p->in_run = true;
	p->complete = false;
	p->run_style = NULL;
	p->looks = (struct style_looks){.hidden = -1};
}

/* Counts the paragraph, in its list; the level, NULL: it is of none. The number is in D. */
static const struct number_level *count_paragraph(struct docx *d)
{
	struct paragraph *p = here(d);
	const struct style *of = NULL;
	uint32_t list = p->list, level = p->level;
	p->begun = true;
	if (list == 0) {
		list = style_list(&d->styles.named, p->style, &of);
		level = of && level == 0 ? of->level : level;
	}
	buf_reset(&d->number);
	return list <= 1 ? NULL
			 : docx_numbers_next(&d->numbers, list - 1,
				   level > 0 ? level - 1 : NUMBER_LEVELS, of ? of->id : STR(""),
				   &d->number);
}

static struct font font_of(const struct style_font *told)
{
	return told->told ? told->font : (struct font){.encoding = ENCODING_UTF8};
}

static void show(struct docx *d, struct str text);

/* What stands before the first text of a paragraph. */
static void show_number(struct docx *d)
{
	struct font ascii = d->ascii, other = d->other;
	const struct number_level *level = count_paragraph(d);
	if (!level || d->number.len == 0)
		return;
	if (level->told)
		d->ascii = d->other = level->font;
	show(d, buf_str(&d->number));
	d->ascii = ascii;
	d->other = other;
	flow_char(d->flow, d->ascii, ' ');
}

/* Completes the looks of the run when its first text comes. */
static bool is_shown(struct docx *d)
{
	struct paragraph *p = here(d);
	if (!p->complete) {
		styles_add_looks(&d->styles.named, &p->looks, p->run_style);
		styles_add_looks(&d->styles.named, &p->looks, p->style);
		looks_complete(&p->looks, &d->styles.defaults);
		p->complete = true;
	}
	d->ascii = font_of(&p->looks.ascii);
	d->other = font_of(&p->looks.other);
	bool shown = p->looks.hidden <= 0 && !d->row_deleted;
	if (shown && !p->begun)
		show_number(d);
	return shown;
}

/* ASCII and all else may be in different fonts. */
static void show(struct docx *d, struct str text)
{
	while (text.len > 0) {
		bool ascii = (unsigned char)text.ptr[0] < 0x80;
		size_t len = 1;
		while (len < text.len && ((unsigned char)text.ptr[len] < 0x80) == ascii)
			len++;
		flow_text(d->flow, ascii ? d->ascii : d->other, str_slice(text, 0, len));
		text = str_slice(text, len, text.len);
	}
}

/* A line end in the XML is a space. */
static void take_text(void *context, struct str text)
{
	struct docx *d = context;
	if (!d->text || d->skipped > 0 || !is_shown(d))
		return;
	while (text.len > 0) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t len = end ? (size_t)(end - text.ptr) : text.len;
		show(d, str_slice(text, 0, len));
		if (end)
			flow_char(d->flow, d->ascii, ' ');
		text = str_slice(text, end ? len + 1 : len, text.len);
	}
}

static void take_symbol(struct docx *d, const struct package_tag *tag)
{
	struct str code = package_attribute(tag, "char"), name = package_attribute(tag, "font");
	int32_t cp = 0;
	for (size_t i = 0; i < code.len && i < 4; i++) {
		int digit = ascii_hex(code.ptr[i]);
		cp = cp * 16 + (digit < 0 ? 0 : digit);
	}
	if (cp > 0 && name.ptr && is_shown(d))
		flow_char(d->flow, font_of_name(name), cp);
}

/* What stands in a run in place of text. */
static void take_sign(struct docx *d, const struct package_tag *tag)
{
	if (is(tag->name, "sym")) {
		take_symbol(d, tag);
		return;
	}
	bool tab = is(tag->name, "tab") || is(tag->name, "ptab");
	bool line = is(tag->name, "br") || is(tag->name, "cr");
	bool hyphen = is(tag->name, "noBreakHyphen");
	bool soft = is(tag->name, "softHyphen");
	if (!(tab || line || hyphen || soft) || !is_shown(d))
		return;
	if (line)
		flow_line(d->flow);
	else if (soft)
		flow_soft_hyphen(d->flow, d->other);
	else
		flow_char(d->flow, d->ascii, tab ? '\t' : '-');
}

/* ---- Paragraphs, boxes, tables ---- */

static void begin_paragraph(struct docx *d)
{
	struct paragraph *p = here(d);
	unsigned tables = p->tables;
	*p = (struct paragraph){.tables = tables};
	p->style = style_of(&d->styles.named, d->styles.paragraph);
}

static void end_paragraph(struct docx *d)
{
	struct paragraph *p = here(d);
	if (!p->begun && !p->cut)
		count_paragraph(d); /* an empty one */
	if (p->style && p->style->title && p->tables == 0)
		flow_heading(d->flow);
	if (p->centred)
		flow_centre(d->flow);
	flow_paragraph(d->flow, p->tables > 0 || d->depth > 0);
	p->in_run = false;
}

/* A box is anchored within a paragraph, which goes on behind it. */
static void begin_box(struct docx *d)
{
	flow_line(d->flow);
	if (d->depth + 1 < NEST_MAX)
		d->depth++;
	*here(d) = (struct paragraph){0};
}

static void end_box(struct docx *d)
{
	if (d->depth > 0)
		d->depth--;
}

static void end_cell(struct docx *d)
{
	if (here(d)->tables > 1 || d->depth > 0)
		flow_inner_cell(d->flow);
	else
		flow_cell(d->flow);
}

static void end_row(struct docx *d)
{
	d->row_deleted = false;
	if (here(d)->tables > 1 || d->depth > 0)
		flow_inner_row(d->flow);
	else
		flow_row(d->flow);
}

/* ---- Elements ---- */

/* Elements whose text is not of the document. */
static bool is_left_out(const struct package_tag *tag)
{
	static const char *const names[] = {"del", "moveFrom", "instrText", "delInstrText",
		"delText", "Fallback", "rt", "sectPr", "sdtPr", "tblPr", "tblGrid", "pPrChange",
		"rPrChange", "tcPr", "binData", "fldData", "annotation"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (is(tag->name, names[i]))
			return true;
	}
	struct str type = is(tag->name, "footnote") || is(tag->name, "endnote")
				  ? package_attribute(tag, "type")
				  : str_make(NULL, 0);
	return type.ptr && !str_eq(type, STR("normal"));
}

static uint32_t id_of(const struct package_tag *tag)
{
	struct str id = package_attribute(tag, "id");
	return package_number(id.ptr ? id : STR(""));
}

static void begin_in_paragraph(struct docx *d, const struct package_tag *tag)
{
	struct paragraph *p = here(d);
	struct str value = package_attribute(tag, "val");
	if (is(tag->name, "pStyle") && p->in_properties)
		p->style = style_of(&d->styles.named, value);
	else if (is(tag->name, "rStyle") && p->in_run)
		p->run_style = style_of(&d->styles.named, value);
	else if (is(tag->name, "numId") && p->in_properties)
		p->list = package_number(value.ptr ? value : STR("")) + 1;
	else if (is(tag->name, "ilvl") && p->in_properties)
		p->level = package_number(value.ptr ? value : STR("")) + 1;
	else if (is(tag->name, "jc") && p->in_properties)
		p->centred = str_eq(value, STR("center"));
	else if (is(tag->name, "blip") || is(tag->name, "imagedata"))
		flow_picture(d->flow);
	else if (p->in_run && !p->in_properties)
		docx_looks_take(&d->styles, &p->looks, tag);
	if (!p->in_run || p->in_properties)
		return;
	take_sign(d, tag);
	bool foot = is(tag->name, "footnoteReference");
	if ((foot || is(tag->name, "endnoteReference")) && d->flow->part == FLOW_BODY &&
		is_shown(d))
		flow_refer(d->flow, foot ? FOOTNOTE : ENDNOTE, id_of(tag));
}

static void begin(void *context, const struct package_tag *tag)
{
	struct docx *d = context;
	if (is(tag->name, "trPr"))
		d->in_row_properties = true;
	if (d->in_row_properties && is(tag->name, "del"))
		d->row_deleted = true;
	if (is(tag->name, "showingPlcHdr"))
		d->placeholder = package_is_on(package_attribute(tag, "val"));
	bool placeholder = d->placeholder && is(tag->name, "sdtContent");
	if (d->skipped > 0 || placeholder || is_left_out(tag)) {
		d->placeholder &= !placeholder;
		here(d)->cut |= is(tag->name, "del") || is(tag->name, "moveFrom");
		d->skipped++;
		return;
	}
	if (is(tag->name, "p"))
		begin_paragraph(d);
	else if (is(tag->name, "r"))
		begin_run(d);
	else if (is(tag->name, "t"))
		d->text = true;
	else if (is(tag->name, "pPr"))
		here(d)->in_properties = true;
	else if (is(tag->name, "txbxContent"))
		begin_box(d);
	else if (is(tag->name, "tbl"))
		here(d)->tables++;
	else if (is(tag->name, "footnote") || is(tag->name, "endnote"))
		flow_note(d->flow, is(tag->name, "footnote") ? FOOTNOTE : ENDNOTE, id_of(tag));
	else
		begin_in_paragraph(d, tag);
}

static void end(void *context, const char *name)
{
	struct docx *d = context;
	if (is(name, "trPr"))
		d->in_row_properties = false;
	if (d->skipped > 0)
		d->skipped--;
	else if (is(name, "t"))
		d->text = false;
	else if (is(name, "r"))
		here(d)->in_run = false;
	else if (is(name, "pPr"))
		here(d)->in_properties = false;
	else if (is(name, "p"))
		end_paragraph(d);
	else if (is(name, "tc"))
		end_cell(d);
	else if (is(name, "tr"))
		end_row(d);
	else if (is(name, "tbl"))
		here(d)->tables -= here(d)->tables > 0;
	else if (is(name, "txbxContent"))
		end_box(d);
}

static bool read_part(struct docx *d, struct package *p, const char *member, enum flow_part part,
	struct error *err)
{
	static const struct package_handler handler = {begin, end, take_text};
	if (!member)
		return true;
	d->flow->part = part;
	d->depth = d->skipped = 0;
	d->text = d->row_deleted = d->in_row_properties = d->placeholder = false;
	d->nest[0] = (struct paragraph){0};
	return package_read(p, member, &handler, d, err);
}

static bool read_parts(
	struct docx *d, struct package *p, const struct parts *parts, struct error *err)
{
	const char *numbers = parts->numbers ? parts->numbers : "word/numbering.xml";
	bool ok = docx_styles_read(&d->styles, p, parts->styles ? parts->styles : "word/styles.xml",
			  parts->theme ? parts->theme : "word/theme/theme1.xml", parts->memory,
			  err) &&
		  docx_numbers_read(&d->numbers, p, numbers, parts->memory, err) &&
		  read_part(d, p, parts->document, FLOW_BODY, err) &&
		  read_part(d, p, parts->notes, FLOW_NOTES, err) &&
		  read_part(d, p, parts->end_notes, FLOW_NOTES, err);
	for (size_t i = 0; ok && i < parts->page_count; i++)
		ok = read_part(d, p, parts->pages[i], FLOW_PAGE, err);
	return ok;
}

bool docx_read(struct package *p, struct flow *f, struct error *err)
{
	struct arena memory = ARENA_INIT;
	struct parts parts = {.memory = &memory};
	struct docx *d = calloc(1, sizeof *d);
	if (!d)
		return error_set_memory(err);
	d->flow = f;
	bool ok = find_parts(&parts, p, err) && read_parts(d, p, &parts, err);
	if (ok && d->number.failed)
		ok = error_set_memory(err);
	buf_free(&d->number);
	free(d);
	arena_free(&memory);
	return ok;
}

/* ---- Properties ---- */

struct properties {
	struct flow *flow;
	struct buf *to; /* what text goes to; NULL: nowhere */
};

static void begin_property(void *context, const struct package_tag *tag)
{
	struct properties *p = context;
	p->to = NULL;
	if (is(tag->name, "title"))
		p->to = &p->flow->properties[FLOW_TITLE];
	else if (is(tag->name, "creator"))
		p->to = &p->flow->properties[FLOW_AUTHOR];
}

static void end_property(void *context, const char *name)
{
	struct properties *p = context;
	(void)name;
	p->to = NULL;
}

static void take_property(void *context, struct str text)
{
	struct properties *p = context;
	if (p->to)
		buf_append(p->to, text);
}

bool docx_read_properties(struct package *p, struct flow *f, struct error *err)
{
	static const struct package_handler handler = {begin_property, end_property, take_property};
	struct properties properties = {.flow = f};
	return package_read(p, "docProps/core.xml", &handler, &properties, err);
}
