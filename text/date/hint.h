/* What the words before a number say that it is. Private to the date files; constant
 * time a call. */
#ifndef TEXT_DATE_HINT_H
#define TEXT_DATE_HINT_H

#include "text/date/scan.h"

enum hint {
	HINT_NONE,
	HINT_DAY,   /* ngày, sáng, thứ Ba, hôm qua: a day follows */
	HINT_FROM,  /* từ, đến, vào: a day, if another follows that it lasts to, or a sign */
	HINT_MONTH, /* tháng */
	HINT_YEAR,  /* năm */
	HINT_LUNAR, /* mùng, rằm, âm lịch: a day of the lunar year, unless it has a solar one */
	HINT_PLACE /* số, ngõ, phiên bản: no date, unless its year has four figures */
};

/* The hint for the number at AT. */
enum hint hint_before(struct str t, size_t at);

bool hint_is_day_word(const struct scan_word *w);

/* "mỗi", "hằng" … before AT: what stands there comes again and again. */
bool hint_is_each(struct str t, size_t at);

/* "tháng", and without marks as queries are typed; "quý" likewise. */
bool hint_is_month_word(const struct scan_word *w);
bool hint_is_quarter_word(const struct scan_word *w);

/* "10/3 âm lịch", "mồng 10 tháng 3 (ÂL)", "tháng 3 năm Đinh Dậu": whether what ends at END is
   said to be a day or month of the lunar year. */
bool hint_is_lunar(struct str t, size_t end);

#endif
