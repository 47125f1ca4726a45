#include "article/readers/office/docx_styles.h"

#include <strings.h>

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* ---- Looks ---- */

static void take_font(struct style_font *font, struct str name)
{
	if (name.ptr)
		*font = (struct style_font){true, font_of_name(name)};
}

static void take_theme_font(const struct docx_styles *s, struct style_font *font, struct str theme)
{
	if (theme.ptr)
		*font = str_starts_with(theme, STR("major")) ? s->major : s->minor;
}

void docx_looks_take(
	const struct docx_styles *s, struct style_looks *looks, const struct package_tag *tag)
{
	if (is(tag->name, "rFonts")) {
		take_font(&looks->ascii, package_attribute(tag, "ascii"));
		take_font(&looks->other, package_attribute(tag, "hAnsi"));
		take_theme_font(s, &looks->ascii, package_attribute(tag, "asciiTheme"));
		take_theme_font(s, &looks->other, package_attribute(tag, "hAnsiTheme"));
	} else if (is(tag->name, "vanish")) {
		looks->hidden = package_is_on(package_attribute(tag, "val"));
	}
}

/* ---- Styles ---- */

static void begin_style(struct docx_styles *s, const struct package_tag *tag)
{
	struct str by_default = package_attribute(tag, "default");
	s->style = styles_add(&s->named, package_attribute(tag, "styleId"), STR(""));
	s->looks = s->style ? &s->style->looks : NULL;
	if (s->style && by_default.ptr && package_is_on(by_default) &&
		str_eq(package_attribute(tag, "type"), STR("paragraph")))
		s->paragraph = s->style->id;
}

static bool is_title(struct str name)
{
	static const char *const names[] = {"title", "heading 1"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (name.len == strlen(names[i]) && strncasecmp(name.ptr, names[i], name.len) == 0)
			return true;
	}
	return false;
}

static void begin_in_styles(void *context, const struct package_tag *tag)
{
	struct docx_styles *s = context;
	struct style *style = s->style;
	if (is(tag->name, "rPrDefault"))
		s->looks = &s->defaults;
	else if (is(tag->name, "style"))
		begin_style(s, tag);
	else if (!s->looks)
		return;
	else if (is(tag->name, "basedOn") && style)
		style->base = styles_keep(&s->named, package_attribute(tag, "val"));
	else if (is(tag->name, "numId") && style)
		style->list = package_number(package_attribute(tag, "val")) + 1;
	else if (is(tag->name, "ilvl") && style)
		style->level = package_number(package_attribute(tag, "val")) + 1;
	else if (is(tag->name, "name") && style)
		style->title = is_title(package_attribute(tag, "val"));
	else
		docx_looks_take(s, s->looks, tag);
}

static void end_in_styles(void *context, const char *name)
{
	struct docx_styles *s = context;
	if (is(name, "style") || is(name, "rPrDefault") || is(name, "tblStylePr")) {
		s->looks = NULL;
		s->style = NULL;
	}
}

static void pass(void *context, struct str text)
{
	(void)context, (void)text;
}

/* ---- The theme ---- */

static void begin_in_theme(void *context, const struct package_tag *tag)
{
	struct docx_styles *s = context;
	if (is(tag->name, "majorFont"))
		s->theme = &s->major;
	else if (is(tag->name, "minorFont"))
		s->theme = &s->minor;
	else if (s->theme && is(tag->name, "latin"))
		take_font(s->theme, package_attribute(tag, "typeface"));
}

static void end_in_theme(void *context, const char *name)
{
	struct docx_styles *s = context;
	if (is(name, "majorFont") || is(name, "minorFont"))
		s->theme = NULL;
}

bool docx_styles_read(struct docx_styles *s, struct package *p, const char *styles,
	const char *theme, struct arena *memory, struct error *err)
{
	static const struct package_handler of_theme = {begin_in_theme, end_in_theme, pass};
	static const struct package_handler of_styles = {begin_in_styles, end_in_styles, pass};
	*s = (struct docx_styles){.named = {.memory = memory}, .defaults = {.hidden = -1}};
	if (!package_read(p, theme, &of_theme, s, err) ||
		!package_read(p, styles, &of_styles, s, err))
		return false;
	styles_sort(&s->named);
	return !s->named.failed || error_set_memory(err);
}
