/* What stands above and right below the title of a plain text. */
#ifndef ARTICLE_METADATA_HEAD_H
#define ARTICLE_METADATA_HEAD_H

#include "article/metadata/page.h"

/* What the lines above the title say. */
struct head_facts {
	const char *kind;  /* of document: Thông cáo báo chí; NULL: none */
	struct str outlet; /* empty: none */
};

/* Tells the lines before the title of P (kickers, THÔNG CÁO BÁO CHÍ, the name of an outlet,
   dates, addresses), and a kicker in its own line, to be of the frame, then the title, unless one
   is told already; then bylines, dates and outlets below it to be bylines. A first line of more
   than 300 characters is no title. Where the text's TITLE is known (its ptr is not NULL), none is
   told, and a line that repeats it is of the frame. False when out of memory. */
bool head_mark(struct page *p, struct arena *memory, struct str title, struct head_facts *facts);

/* The outlet in the masthead of an issue, which is told by its day: "Báo Duyên Hải – Số 1204 – Thứ
   Năm 21/3/2019"; empty where LINE is none. */
struct str head_issue(struct str line);

#endif
