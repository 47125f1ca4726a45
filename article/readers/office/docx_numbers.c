#include "article/readers/office/docx_numbers.h"

#include <stdlib.h>

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

static enum number_form form_of(struct str value)
{
	static const struct {
		struct str name;
		enum number_form form;
	} forms[] = {{STR_INIT("upperRoman"), NUMBER_ROMAN_LARGE},
		{STR_INIT("lowerRoman"), NUMBER_ROMAN_SMALL},
		{STR_INIT("upperLetter"), NUMBER_LETTER_LARGE},
		{STR_INIT("lowerLetter"), NUMBER_LETTER_SMALL},
		{STR_INIT("decimalZero"), NUMBER_TWO_FIGURES}, {STR_INIT("bullet"), NUMBER_BULLET},
		{STR_INIT("none"), NUMBER_NONE}};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (str_eq(value, forms[i].name))
			return forms[i].form;
	}
	return NUMBER_DECIMAL;
}

static struct str keep(struct docx_numbers *n, struct str text)
{
	struct str kept = arena_str(n->memory, text);
	n->failed |= !kept.ptr;
	return kept.ptr ? kept : STR("");
}

/* ---- Reading ---- */

static void begin_list(struct docx_numbers *n, const struct package_tag *tag)
{
	n->list = n->list_count < DOCX_LISTS_MAX ? &n->lists[n->list_count++] : NULL;
	if (n->list)
		n->list->id = package_number(package_attribute(tag, "abstractNumId"));
}

static void begin_number(struct docx_numbers *n, const struct package_tag *tag)
{
	n->number = n->number_count < DOCX_LISTS_MAX ? &n->numbers[n->number_count++] : NULL;
	n->list = NULL;
	if (n->number)
		n->number->id = package_number(package_attribute(tag, "numId"));
}

static void set_list(struct docx_numbers *n, uint32_t id)
{
	for (size_t i = 0; i < n->list_count; i++) {
		if (n->lists[i].id == id)
			n->number->list = &n->lists[i];
	}
}

static unsigned level_of(const struct package_tag *tag)
{
	uint32_t level = package_number(package_attribute(tag, "ilvl"));
	return level < NUMBER_LEVELS ? (unsigned)level : NUMBER_LEVELS;
}

static void take_level(struct docx_numbers *n, const struct package_tag *tag, struct str value)
{
	struct number_level *l = &n->list->list.levels[n->level];
	if (is(tag->name, "start"))
		l->start = package_number(value);
	else if (is(tag->name, "lvlRestart"))
		l->restart = package_number(value);
	else if (is(tag->name, "numFmt"))
		l->form = form_of(value);
	else if (is(tag->name, "lvlText"))
		l->text = keep(n, value);
	else if (is(tag->name, "isLgl"))
		l->plain = package_is_on(value);
	else if (is(tag->name, "pStyle"))
		n->list->styles[n->level] = keep(n, value);
	else if (is(tag->name, "rFonts") && package_attribute(tag, "ascii").ptr) {
		l->font = font_of_name(package_attribute(tag, "ascii"));
		l->told = true;
	}
}

static void begin(void *context, const struct package_tag *tag)
{
	struct docx_numbers *n = context;
	struct str value = package_attribute(tag, "val");
	value = value.ptr ? value : STR("");
	if (is(tag->name, "abstractNum"))
		begin_list(n, tag);
	else if (is(tag->name, "num"))
		begin_number(n, tag);
	else if (is(tag->name, "lvl") || is(tag->name, "lvlOverride"))
		n->level = level_of(tag);
	if (n->list && is(tag->name, "lvl") && n->level < NUMBER_LEVELS)
		n->list->list.levels[n->level].restart = n->level;
	else if (n->number && is(tag->name, "abstractNumId"))
		set_list(n, package_number(value));
	else if (n->number && n->level < NUMBER_LEVELS && is(tag->name, "startOverride"))
		n->number->starts[n->level] = package_number(value) + 1;
	else if (n->list && n->level < NUMBER_LEVELS)
		take_level(n, tag, value);
	else if (n->list && is(tag->name, "styleLink"))
		n->list->own_style = keep(n, value);
	else if (n->list && is(tag->name, "numStyleLink"))
		n->list->of_style = keep(n, value);
}

static void end(void *context, const char *name)
{
	struct docx_numbers *n = context;
	if (is(name, "abstractNum"))
		n->list = NULL;
	else if (is(name, "num"))
		n->number = NULL;
	else if (is(name, "lvl") || is(name, "lvlOverride"))
		n->level = NUMBER_LEVELS;
}

/* A list that only names a style of lists is that which defines the style. */
static struct docx_list *definition_of(const struct docx_numbers *n, struct docx_list *list)
{
	for (size_t i = 0; list && list->of_style.len > 0 && i < n->list_count; i++) {
		if (str_eq(n->lists[i].own_style, list->of_style))
			return &n->lists[i];
	}
	return list;
}

static void follow_styles(struct docx_numbers *n)
{
	for (size_t i = 0; i < n->number_count; i++)
		n->numbers[i].list = definition_of(n, n->numbers[i].list);
}

static void pass(void *context, struct str text)
{
	(void)context, (void)text;
}

static int compare_numbers(const void *a, const void *b)
{
	const struct docx_number *x = a, *y = b;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* How many lists there are, so that none moves while it is read. */
static void count(void *context, const struct package_tag *tag)
{
	struct docx_numbers *n = context;
	n->list_count += is(tag->name, "abstractNum");
	n->number_count += is(tag->name, "num");
}

static void pass_end(void *context, const char *name)
{
	(void)context, (void)name;
}

bool docx_numbers_read(struct docx_numbers *n, struct package *p, const char *member,
	struct arena *memory, struct error *err)
{
	static const struct package_handler counting = {count, pass_end, pass};
	static const struct package_handler reading = {begin, end, pass};
	*n = (struct docx_numbers){.memory = memory, .level = NUMBER_LEVELS};
	if (!package_read(p, member, &counting, n, err))
		return false;
	n->list_count = n->list_count < DOCX_LISTS_MAX ? n->list_count : DOCX_LISTS_MAX;
	n->number_count = n->number_count < DOCX_LISTS_MAX ? n->number_count : DOCX_LISTS_MAX;
	n->lists = arena_array(memory, n->list_count + 1, sizeof *n->lists);
	n->numbers = arena_array(memory, n->number_count + 1, sizeof *n->numbers);
	if (!n->lists || !n->numbers)
		return error_set_memory(err);
	n->list_count = n->number_count = 0;
	if (!package_read(p, member, &reading, n, err))
		return false;
	follow_styles(n);
	qsort(n->numbers, n->number_count, sizeof *n->numbers, compare_numbers);
	return !n->failed || error_set_memory(err);
}

/* ---- Counting ---- */

const struct number_level *docx_numbers_next(
	struct docx_numbers *n, uint32_t id, unsigned level, struct str style, struct buf *out)
{
	const struct docx_number key = {.id = id};
	struct docx_number *number =
		bsearch(&key, n->numbers, n->number_count, sizeof *n->numbers, compare_numbers);
	if (!number || !number->list)
		return NULL;
	for (unsigned i = 0; i < NUMBER_LEVELS && level == NUMBER_LEVELS; i++)
		level = style.len > 0 && str_eq(number->list->styles[i], style) ? i : level;
	level = level < NUMBER_LEVELS ? level : 0;
	if (number->starts[level] > 0)
		numbers_restart(&number->list->list, level, number->starts[level] - 1);
	number->starts[level] = 0;
	numbers_next(&number->list->list, level, out);
	return &number->list->list.levels[level];
}
