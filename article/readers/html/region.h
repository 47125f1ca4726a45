/* Where in a page its text stands, and whether it is a page of one text at all. */
#ifndef ARTICLE_READERS_HTML_REGION_H
#define ARTICLE_READERS_HTML_REGION_H

#include "article/readers/html/lines.h"

struct html_region {
	size_t first, end;    /* lines of the text; what is AROUND it among them is none of it */
	bool *around;         /* of each line: menus, comments, related articles */
	size_t links;         /* headlines that link to other pages */
	size_t links_between; /* paragraphs of the text right below one */
	size_t paragraphs;    /* lines of the text that are long enough to be some */
	size_t figures;       /* lines of it that are nothing but figures */
	uint32_t chars;       /* of the paragraphs */
};

/* Finds the text of the page whose lines are L: where most of what is no link stands, together
   with what goes on right behind it. MEMORY has what OUT has. False when out of memory. Time linear
   in the page. */
bool html_region_find(struct html_region *out, struct arena *memory, const struct html_lines *l);

#endif
