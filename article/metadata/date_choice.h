/* Which of the dates in an article is its own.
 *
 * In this order:
 * 1. the dateline that begins the lead, "Cao Bằng, ngày 27/3 –", "(Huế, 05-9-2016)",
 *    or the date in the last lines, "Hà Nội, ngày 12 tháng 5 năm 2010";
 * 2. the first other day named in the lead, then in the title, that is no limit
 *    ("đến ngày 31/8", "từ ngày 1/7", "sinh ngày 2/9") and that agrees with the path:
 *    in the path's year, or, where the path names a day or month, not after it and at
 *    most two months before it; with no date in the path, at most a year before the
 *    newest year that title and lead name;
 * 3. the date in the path.
 *
 * A day without a year takes the year of the path, else the newest year that the
 * title names, else the lead ("đến năm 2030" is a limit again); in a path of
 * January, "30/12" is the year before. A day that finds no year is no date. */
#ifndef ARTICLE_METADATA_DATE_CHOICE_H
#define ARTICLE_METADATA_DATE_CHOICE_H

#include "article/article.h"
#include "text/date/find.h"
#include "text/date/read.h"

struct date_clues {
	struct str title, lead;             /* empty where there is none */
	const struct article_block *blocks; /* bylines are looked up here */
	size_t block_count;
	struct str path;
};

/* Returns PROVENANCE_TEXT or PROVENANCE_PATH and sets *OUT, or PROVENANCE_NONE. */
enum provenance date_choose(const struct date_clues *clues, struct date *out);

#endif
