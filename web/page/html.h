/* HTML, written so that nothing in it is unescaped.
 *
 * Names of elements and attributes are literals of the source, which the compiler sees to; all else
 * is text, and goes through one function that cleans and escapes it. There is no way to append
 * markup. Each element that is opened is closed; what would make text run, or lead to what is no
 * address of ours or of http and https, is left out and marks the page failed or has no link:
 *
 *     html_open(h, "a");
 *     html_href(h, url);
 *     html_text(h, title);
 *     html_close(h);                                                                            */
#ifndef WEB_PAGE_HTML_H
#define WEB_PAGE_HTML_H

#include "base/buf.h"

enum {
	HTML_DEPTH = 32,
	HTML_TEXT_MAX = 4 << 10,   /* bytes of a text: of a title of ten megabytes that is enough */
	HTML_LONG_MAX = 256 << 10, /* of a paragraph */
	HTML_ALL_MAX = 8 << 20     /* of all paragraphs; what is over is cut, with "…" for it */
};

struct html {
	struct buf out; /* owned; nobody but html.c appends to it */
	const char *open[HTML_DEPTH];
	size_t depth;
	bool in_tag;       /* its ">" is still to come */
	size_t paragraphs; /* bytes of them so far */
	bool failed;       /* memory, depth, or a name that may not be */
};

void html_begin(struct html *h);

/* Whether all was closed, and nothing failed. */
bool html_is_whole(const struct html *h);
void html_free(struct html *h);

#define html_open(h, tag) html_open_named((h), "" tag "")
#define html_attr(h, name, value) html_attr_named((h), "" name "", (value))
#define html_set(h, name, value) html_attr_named((h), "" name "", STR(value))
#define html_flag(h, name) html_flag_named((h), "" name "")
#define html_number(h, name, n) html_number_named((h), "" name "", (n))

/* An element with text in it; CLASS may be "". */
#define html_leaf(h, tag, class, text) html_leaf_named((h), "" tag "", "" class "", (text))

/* Closes the innermost; an element that has no content has no end tag. */
void html_close(struct html *h);

void html_text(struct html *h, struct str text);
void html_paragraph(struct html *h, struct str text); /* of one, which may be long */
void html_say(struct html *h, const char *text);
void html_count(struct html *h, uint64_t n); /* with a point or comma between thousands */

/* The address where a link leads: one of ours, which begins with one "/", "?" or "#", or one of
   http or https, which learns nothing of where it was. Any other leads nowhere. */
void html_href(struct html *h, struct str address);

/* Of ours alone: where a form, script, icon or style is. */
void html_ours(struct html *h, const char *name, struct str address);

/* What the macros above stand for; NAME and TAG are literals. */
void html_open_named(struct html *h, const char *tag);
void html_attr_named(struct html *h, const char *name, struct str value);
void html_flag_named(struct html *h, const char *name);
void html_number_named(struct html *h, const char *name, uint64_t n);
void html_leaf_named(struct html *h, const char *tag, const char *class, struct str text);

#endif
