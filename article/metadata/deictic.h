/* Days that a text places near its own: "hôm nay 27/5", "chiều qua (12/4)", "Sáng 15/3". */
#ifndef ARTICLE_METADATA_DEICTIC_H
#define ARTICLE_METADATA_DEICTIC_H

#include "text/date/find.h"

struct deictic {
	struct date date; /* its year may be unknown */
	bool agency;      /* it begins what an agency sent: "Hà Nội (TTXVN) - Ngày 15/3" */
	bool sure;        /* by nay or qua: of 782 such days of news .6 % are more than three days
			     off, of 3,035 others .9 % */
};

struct deictic_finder {
	struct str text; /* the beginning alone */
	struct date_finder dates;
};

/* Starts on TEXT, a lead. */
void deictic_start(struct deictic_finder *f, struct str text);

/* The next day near the beginning of the text that stands behind hôm nay, sáng nay, hôm qua
 * and the like; behind a part of the day (sáng 15/3, tối ngày 15/3); or behind ngày, where
 * the text begins with it or has only its outlet before it, "(TTXVN) - Ngày 15/3". Of the
 * last two not what limits a time (từ, đến, trước) or is to come (tới, sẽ, dự kiến), and
 * never a list or range of days. Returns false at the end. */
bool deictic_next(struct deictic_finder *f, struct deictic *out);

#endif
