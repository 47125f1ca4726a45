#include "article/readers/office/odt_styles.h"

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

static char family_of_name(struct str name)
{
	static const struct {
		struct str name;
		char letter;
	} families[] = {{STR_INIT("text"), ODT_TEXT}, {STR_INIT("paragraph"), ODT_PARAGRAPH},
		{STR_INIT("table-cell"), ODT_CELL}, {STR_INIT("table"), ODT_TABLE},
		{STR_INIT("drawing-page"), ODT_SLIDE}};
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		if (str_eq(families[i].name, name))
			return families[i].letter;
	}
	return ODT_OTHER;
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

static void begin_style(struct odt_styles *o, const struct package_tag *tag)
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

static void take_face(struct odt_styles *o, const struct package_tag *tag)
{
	struct str family = package_attribute(tag, "font-family");
	struct style *face = styles_add(&o->faces, package_attribute(tag, "name"), STR(""));
	if (face && family.ptr)
		face->looks.other = (struct style_font){true, font_of_name(family_of(family))};
}

/* A face is told by its name, which mostly is the font's, or by the font's own. */
static void take_looks(struct odt_styles *o, const struct package_tag *tag)
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

void odt_styles_end(struct odt_styles *o)
{
	o->looks = NULL;
	o->style = NULL;
}

void odt_styles_begin(struct odt_styles *o, const struct package_tag *tag)
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
	else if (is(tag->name, "drawing-page-properties") && o->looks)
		o->looks->hidden = str_eq(package_attribute(tag, "visibility"), STR("hidden"));
}

const struct style *odt_style_named(const struct odt_styles *o, char family, struct str name)
{
	char id[ID_MAX];
	return style_of(&o->named, id_of(family, name, id, sizeof id));
}
