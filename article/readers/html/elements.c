#include "article/readers/html/elements.h"

static const struct {
	enum html_element element;
	const char *names;
} elements[] = {
	{HTML_PARAGRAPH, " p "},
	{HTML_PLAIN, " pre plaintext xmp listing "},
	{HTML_BREAK, " br "},
	{HTML_LINK, " a "},
	{HTML_BOLD, " b strong "},
	{HTML_SLANTED, " i em cite "},
	{HTML_RAISED, " sub sup "},
	{HTML_FONT, " font basefont "},
	{HTML_BLOCK,
		" div section center blockquote dl dt dd address html body tbody thead "
		"tfoot figure header fieldset details summary hgroup multicol layer dir menu "},
	{HTML_RULE, " hr "},
	{HTML_CELL, " td th "},
	{HTML_ROW, " tr "},
	{HTML_TABLE, " table "},
	{HTML_ITEM, " li "},
	{HTML_LIST, " ul ol "},
	{HTML_PICTURE, " img amp-img "},
	{HTML_H1, " h1 "},
	{HTML_HEADING, " h2 h3 h4 h5 h6 "},
	{HTML_CAPTION, " figcaption caption "},
	{HTML_TIME, " time "},
	{HTML_ARTICLE, " article main "},
	{HTML_ASIDE, " nav aside footer form "},
	{HTML_TITLE, " title "},
	{HTML_META, " meta "},
	{HTML_RELATION, " link "},
	{HTML_HIDDEN, " script style noscript iframe template svg object textarea canvas applet "
		      "math xml select option button input datalist dialog noframes amp-ad "
		      "amp-sidebar amp-analytics amp-consent amp-embed amp-iframe "
		      "amp-user-notification audio video map "},
};

enum html_element html_element_of(struct str name)
{
	enum { NAME_BYTES = 24 };
	char padded[NAME_BYTES + 3];
	if (name.len == 0 || name.len > NAME_BYTES)
		return HTML_INLINE;
	padded[0] = ' ';
	memcpy(padded + 1, name.ptr, name.len);
	padded[name.len + 1] = ' ';
	padded[name.len + 2] = '\0';
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		if (strstr(elements[i].names, padded))
			return elements[i].element;
	}
	return HTML_INLINE;
}
