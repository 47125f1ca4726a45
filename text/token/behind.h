/* What stands behind a number and belongs to it: the sign of a unit, which is spelled by its
 * name: 50.000đ is "50000 đồng", 38°C "38 độ c". Of no use outside this folder. */
#ifndef TEXT_TOKEN_BEHIND_H
#define TEXT_TOKEN_BEHIND_H

#include "base/str.h"

struct unit {
	size_t len; /* bytes of the sign */
	struct str exact, folded;
};

/* Whether the character at AT of TEXT, which is no letter, is the sign of a unit: % ‰ ° ₫. */
bool behind_sign(struct str text, size_t at, struct unit *out);

/* Whether the word [START, END) behind the number [NUMBER, NUMBER_END) of TEXT is the short
   form of a unit, which begins with it: đ, tr, m, h; of oC the degree. */
bool behind_word(struct str text, size_t number, size_t number_end, size_t start, size_t end,
	struct unit *out);

#endif
