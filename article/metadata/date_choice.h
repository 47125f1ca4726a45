/* Which of the dates in an article is its own: a wrong one is worse than none.
 *
 * In this order:
 * 1. A dateline that begins the lead, "Cao Bằng, ngày 27/3/2018 –", "(Huế, 05-9-2016)",
 *    or a line that is nothing but a date, "Hà Nội, ngày 12 tháng 5 năm 2010", "Thứ Ba,
 *    27/3/2018 10:20", among the first or last, with its year: high confidence, against
 *    any path. Where there is none, such a part of a line above the text, "Báo Cao Bằng –
 *    Số 12 – 27/3/2018".
 * 2. A dateline without its year, "Cao Bằng, ngày 27/3 –", that agrees with the address
 *    or path: medium.
 * 3. A whole day in the page's address, else in the file's path: medium.
 * 4. A day that the beginning of the lead places near its own (deictic.h), and that agrees
 *    likewise: medium for hôm nay, hôm qua and the like, else low. Where neither address nor
 *    path names a year, only one of the first with its own, and no later year in sight.
 * 5. The month or year in the address or path: low.
 *
 * A day without a year takes that of the address or path, never another's from the
 * text, which may be that of a law or an anniversary; in a path of January, "30/12" is the
 * year before. A day agrees that lies in the year of the path, or, where the path names
 * a day or month, not after it and at most two months before it. */
#ifndef ARTICLE_METADATA_DATE_CHOICE_H
#define ARTICLE_METADATA_DATE_CHOICE_H

#include "article/article.h"
#include "article/metadata/place.h"
#include "text/date/date.h"

struct date_clues {
	struct str title, lead;             /* empty where there is none */
	const struct article_block *blocks; /* the first and last are looked up here */
	size_t block_count;
	struct str url, path;
};

struct date_choice {
	struct date date;
	enum provenance provenance; /* PROVENANCE_NONE: no date */
	enum confidence confidence;
};

/* Whether LINE is nothing but a date with its year: "Thứ Ba, 27/3/2018 10:20 (GMT+7)", "Sơn La,
   ngày 4 tháng 2 năm 2019"; with its place, where it has one. */
bool date_line_read(struct str line, struct dateline *out);

/* What stands before the day with its year, and the words beside that, which LINE ends with:
   "Minh Anh" of "Minh Anh, Thứ Ba ngày 05/06/2018 10:20"; LINE where it ends otherwise. */
struct str date_line_head(struct str line);

/* Takes the first part off the front of *REST, a masthead, whose parts dashes, bars and dots
   divide; when it is used up, its ptr is NULL. */
struct str date_masthead_piece(struct str *rest);

/* The first such line among the first or last of an article, its bylines and what stands around
   its text; else such a part of a masthead. */
bool date_line_find(const struct date_clues *clues, struct dateline *out);

struct date_choice date_choose(const struct date_clues *clues);

/* Makes CHOICE, which is a date, that of A. False when out of memory. */
bool date_set(struct article *a, struct date_choice choice);

#endif
