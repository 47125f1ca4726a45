/* The letterhead of an official document, down to its title.
 *
 *     UBND TỈNH CAO BẰNG            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
 *     SỞ Y TẾ                         Độc lập - Tự do - Hạnh phúc
 *     Số: 12/TB-SYT                 Cao Bằng, ngày 27 tháng 3 năm 2018
 *
 *                             THÔNG BÁO
 *                     Về việc tiêm chủng mở rộng
 *
 * in two columns, one below the other, or squeezed into one line (Decree 30/2020 and what was
 * before it). The title is the kind with its subject; of a press release the headline below,
 * where it needs no word before it. */
#ifndef ARTICLE_METADATA_LETTERHEAD_H
#define ARTICLE_METADATA_LETTERHEAD_H

#include "base/str.h"
#include "text/date/date.h"

/* Slices of the text, as written; empty: none. */
struct letterhead {
	struct str head;         /* all of it, down to the title */
	struct str issuer;       /* the body right above the number, not the one over it */
	struct str issuer_place; /* whose it is, where that stands in a line of its own */
	struct str number;       /* may have spaces inside */
	struct str place;
	struct date date; /* year 0: none */
	struct str title;
	const char *kind; /* "Thông báo", from our table; NULL: none */
};

/* Returns false when TEXT does not begin with one. Looks at the beginning alone. */
bool letterhead_read(struct str text, struct letterhead *out);

#endif
