/* The other readings of what begins with a word: dates, spans, codes, compounds. They wait
 * to be told behind it. Of no use outside this folder. */
#ifndef TEXT_TOKEN_EXTRAS_H
#define TEXT_TOKEN_EXTRAS_H

#include "text/date/find.h"
#include "text/token/compound.h"
#include "text/token/figures.h"

enum {
	EXTRAS_DATE_FORMS = 3, /* 27/3/2018, 27/3, 3/2018 */
	EXTRAS_MAX = DATE_DAYS_MAX * EXTRAS_DATE_FORMS + COMPOUNDS_MAX
};

struct extras {
	struct str text;
	bool query;       /* else a document: what is asked for is less than what is told */
	size_t chain_end; /* words before it are part of one already read */
	size_t count, next;
	struct compound items[EXTRAS_MAX];
};

/* Queues those of the number that FIGURES has, from START on; INSIDE what is none. */
void extras_of_number(struct extras *x, size_t start, const struct figures *figures, bool inside);

/* Queues the months, quarters or the weekday that the word at START, "tháng", "quý" or "thứ",
   begins; false where it begins none. */
bool extras_of_period(struct extras *x, size_t start);

/* Queues the compounds that begin with the word [START, END). */
void extras_of_compounds(struct extras *x, size_t start, size_t end);

#endif
