/* Where an article was written, or what province it is about. */
#ifndef ARTICLE_METADATA_PLACE_H
#define ARTICLE_METADATA_PLACE_H

#include "base/arena.h"
#include "text/date/find.h"

/* The beginning of a lead: "Cao Bằng, ngày 27/3 –", "(Huế, 05-9-2016)", "27/3/2018 –". */
struct dateline {
	struct str place; /* as written; empty: none */
	struct date date; /* its year may be unknown */
	size_t end;       /* bytes of the text, behind the date or its parenthesis */
};

/* Returns false when TEXT does not begin with a date, and a place or a mark that
   make it a dateline. */
bool dateline_read(struct str text, struct dateline *out);

/* The place of an article, in this order: its dateline's; the first of Vietnam's 63
 * provinces and cities (those of 2008 to 2025) that title, then lead name; a city,
 * district or town named as such in the title, then in the lead ("huyện Con
 * Cuông"). A province comes in its usual spelling, however it is written; parts of
 * a person's name (Lê Hòa Bình) and of the Pacific's (Thái Bình Dương) are none.
 *
 * Empty if there is none; its ptr is NULL when MEMORY runs out. */
struct str place_find(struct arena *memory, struct str title, struct str lead);

#endif
