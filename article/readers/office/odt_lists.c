#include "article/readers/office/odt_lists.h"

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

static struct str keep(struct odt_lists *l, struct str text)
{
	struct str kept = text.ptr ? arena_str(l->memory, text) : STR("");
	l->failed |= !kept.ptr;
	return kept.ptr ? kept : STR("");
}

/* One more of the COUNT at *ALL; NULL: there are too many, or memory ran out. */
static struct odt_list *add(struct odt_lists *l, struct odt_list **all, size_t *count)
{
	if (!*all)
		*all = arena_array(l->memory, ODT_LISTS_MAX, sizeof **all);
	l->failed |= !*all;
	return *all && *count < ODT_LISTS_MAX ? &(*all)[(*count)++] : NULL;
}

/* ---- Styles ---- */

static enum number_form form_of(struct str format)
{
	static const struct {
		struct str name;
		enum number_form form;
	} forms[] = {{STR_INIT("1"), NUMBER_DECIMAL}, {STR_INIT("01"), NUMBER_TWO_FIGURES},
		{STR_INIT("I"), NUMBER_ROMAN_LARGE}, {STR_INIT("i"), NUMBER_ROMAN_SMALL},
		{STR_INIT("A"), NUMBER_LETTER_LARGE}, {STR_INIT("a"), NUMBER_LETTER_SMALL}};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (str_eq(format, forms[i].name))
			return forms[i].form;
	}
	return format.len == 0 ? NUMBER_NONE : NUMBER_DECIMAL;
}

/* "%1%.%2%)" of LibreOffice, as struct number_level has it; what is no number as it stands. */
static void put_format(struct buf *out, struct str format)
{
	for (size_t at = 0; at < format.len; at++) {
		char next = str_at(format, at + 1);
		buf_push(out, format.ptr[at]);
		if (format.ptr[at] != '%' || next < '1' || next > '9')
			continue;
		buf_push(out, next);
		at += str_at(format, at + 2) == '%' ? 2 : 1;
	}
}

/* The number with those of as many levels above as are shown. */
static void put_levels(struct buf *out, const struct package_tag *tag, unsigned level)
{
	uint32_t shown = package_number(package_attribute(tag, "display-levels"));
	shown = shown < 1 ? 1 : shown < level ? shown : level;
	buf_append(out, package_attribute(tag, "num-prefix"));
	for (unsigned i = level - shown + 1; i <= level; i++)
		buf_printf(out, "%s%%%u", i > level - shown + 1 ? "." : "", i);
	buf_append(out, package_attribute(tag, "num-suffix"));
}

static void read_number(struct odt_lists *l, struct number_level *out,
	const struct package_tag *tag, unsigned level)
{
	struct buf text = BUF_INIT;
	struct str start = package_attribute(tag, "start-value");
	struct str format = package_attribute(tag, "num-list-format");
	out->form = form_of(package_attribute(tag, "num-format"));
	out->start = start.ptr ? package_number(start) : 1;
	if (out->form != NUMBER_NONE && format.len > 0)
		put_format(&text, format);
	else if (out->form != NUMBER_NONE)
		put_levels(&text, tag, level);
	out->text = keep(l, buf_str(&text));
	l->failed |= text.failed;
	buf_free(&text);
}

static void read_level(struct odt_lists *l, const struct package_tag *tag)
{
	uint32_t level = package_number(package_attribute(tag, "level"));
	if (level < 1 || level > NUMBER_LEVELS)
		return;
	struct number_level *out = &l->style->levels[level - 1];
	out->restart = (unsigned)level - 1;
	if (is(tag->name, "list-level-style-bullet")) {
		out->form = NUMBER_BULLET;
		out->text = keep(l, package_attribute(tag, "bullet-char"));
	} else if (is(tag->name, "list-level-style-image")) {
		out->form = NUMBER_NONE;
		out->text = STR("");
	} else {
		read_number(l, out, tag, (unsigned)level);
	}
}

/* Levels that nothing is said of show none. */
static void clear(struct odt_list *list)
{
	for (unsigned i = 0; i < NUMBER_LEVELS; i++)
		list->list.levels[i].form = NUMBER_NONE;
}

void odt_lists_style(struct odt_lists *l, const struct package_tag *tag)
{
	if (is(tag->name, "list-style")) {
		struct odt_list *style = add(l, &l->styles, &l->style_count);
		l->style = style ? &style->list : NULL;
		if (style) {
			clear(style);
			style->id = keep(l, package_attribute(tag, "name"));
		}
	} else if (is(tag->name, "outline-style")) {
		clear(&l->outline);
		l->style = &l->outline.list;
	} else if (l->style && (str_starts_with(str_from_c(tag->name), STR("list-level-style-")) ||
				       is(tag->name, "outline-level-style"))) {
		read_level(l, tag);
	}
}

/* ---- Lists ---- */

/* The last of the COUNT at ALL that has ID, or, where BY_STYLE, that style. */
static struct odt_list *find(struct odt_list *all, size_t count, struct str id, bool by_style)
{
	for (size_t i = count; id.len > 0 && i > 0; i--) {
		if (str_eq(by_style ? all[i - 1].style : all[i - 1].id, id))
			return &all[i - 1];
	}
	return NULL;
}

/* The list that the one which begins at TAG goes on with; NULL: with none. */
static struct odt_list *former(const struct odt_lists *l, const struct package_tag *tag)
{
	struct str name = package_attribute(tag, "style-name");
	struct odt_list *of_id =
		find(l->lists, l->list_count, package_attribute(tag, "continue-list"), false);
	bool on = str_eq(package_attribute(tag, "continue-numbering"), STR("true"));
	return of_id || !on ? of_id : find(l->lists, l->list_count, name, true);
}

static struct odt_list *open_list(struct odt_lists *l, const struct package_tag *tag)
{
	struct str name = package_attribute(tag, "style-name");
	if (l->list_count == ODT_LISTS_MAX)
		return NULL; /* before they are searched: time stays bounded */
	const struct odt_list *style = find(l->styles, l->style_count, name, false);
	struct odt_list *before = former(l, tag);
	struct odt_list *list = style ? add(l, &l->lists, &l->list_count) : NULL;
	if (!list)
		return before;
	list->list = before ? before->list : style->list;
	list->id = keep(l, package_attribute(tag, "id"));
	list->style = style->id;
	return list;
}

void odt_lists_begin(struct odt_lists *l, const struct package_tag *tag)
{
	if (l->depth++ == 0)
		l->open = open_list(l, tag);
}

void odt_lists_end(struct odt_lists *l)
{
	l->depth -= l->depth > 0;
	l->pending = false;
	if (l->depth == 0)
		l->open = NULL;
}

void odt_lists_item(struct odt_lists *l, const struct package_tag *tag)
{
	struct str start = package_attribute(tag, "start-value");
	l->pending = l->open && l->depth > 0 && l->depth <= NUMBER_LEVELS;
	if (l->pending && start.ptr)
		numbers_restart(&l->open->list, l->depth - 1, package_number(start));
}

void odt_lists_paragraph(struct odt_lists *l, const struct package_tag *tag, struct buf *out)
{
	uint32_t level = package_number(package_attribute(tag, "outline-level"));
	bool plain = str_eq(package_attribute(tag, "is-list-header"), STR("true"));
	if (l->pending)
		numbers_next(&l->open->list, l->depth - 1, out);
	else if (is(tag->name, "h") && !plain && level > 0 && level <= NUMBER_LEVELS &&
		 l->outline.list.levels[level - 1].form != NUMBER_NONE)
		numbers_next(&l->outline.list, level - 1, out);
	l->pending = false;
}
