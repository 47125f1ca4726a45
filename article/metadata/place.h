/* Where an article was written, or what province it is about. */
#ifndef ARTICLE_METADATA_PLACE_H
#define ARTICLE_METADATA_PLACE_H

#include "article/article.h"
#include "text/date/find.h"

/* The beginning of a lead: "Cao Bằng, ngày 27/3 –", "(Huế, 05-9-2016)", "27/3/2018 –", "Hà Nội
   (TTXVN 27/3)", "(TTXVN) Huế, 27/3 –"; or a line of its own, "Hà Nội (27/3/2018)". */
struct dateline {
	struct str place; /* as written; empty: none */
	struct date date; /* its year may be unknown */
	size_t end;       /* bytes of the text, behind the date or its parenthesis */
};

/* Returns false when TEXT does not begin with a date, and a place or a mark that
   make it a dateline. */
bool dateline_read(struct str text, struct dateline *out);

/* The beginning of a report that was sent: "(TTXVN)", "Hà Nội (TTXVN 27/3) –", "(Hà Nội) –". */
struct agency {
	struct str place;  /* as written; empty: none */
	struct str outlet; /* likewise */
};

/* Returns false when TEXT does not begin so. */
bool agency_read(struct str text, struct agency *out);

/* The place of an article, in this order: that of its dateline, of its agency's; as a guess the
 * first of Vietnam's 63 provinces and cities (those of 2008 to 2025, and some older ones) that
 * title, then lead name; a city, district or town named as such in the title, then in the lead
 * ("huyện Con Cuông"); what goes on as a longer name, "các tỉnh Đồng bằng sông Cửu Long", is no
 * town. A province comes in its usual spelling, however it is written; parts of a
 * person's name (Lê Hòa Bình), of an outlet's (Báo Nghệ An) and of the Pacific's (Thái Bình Dương)
 * are none.
 *
 * Empty if there is none; its value's ptr is NULL when MEMORY runs out. */
struct article_field place_find(struct arena *memory, struct str title, struct str lead);

/* The place that a dateline has WRITTEN: a province in its usual spelling, of another place the
   name alone. Its ptr is NULL when MEMORY runs out. */
struct str place_usual(struct arena *memory, struct str written);

/* The province whose body ISSUER is, "SỞ Y TẾ TỈNH CAO BẰNG", in its usual spelling; NULL for
   none. */
const char *place_of_issuer(struct str issuer);

#endif
