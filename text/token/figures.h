/* What begins with a figure: a number, a time, a code, or figures alone. Of no use outside
 * this folder. */
#ifndef TEXT_TOKEN_FIGURES_H
#define TEXT_TOKEN_FIGURES_H

#include "text/token/clock.h"
#include "text/token/code.h"
#include "text/token/number.h"

enum figures_kind {
	FIGURES_PLAIN,  /* as they stand */
	FIGURES_NUMBER, /* with signs, or a code: spelled anew */
	FIGURES_HOUR    /* a time begins with them */
};

struct figures {
	enum figures_kind kind;
	size_t end;           /* of the token, in the text */
	struct number number; /* of FIGURES_NUMBER */
	struct clock clock;   /* of FIGURES_HOUR */
	size_t plain_end;     /* figures before it are plain ones: parts of a date, of 1.2.3 */
};

/* Reads what begins with the figures [START, END) of TEXT, as figures_end has them; INSIDE what
   is known to be of plain ones. Takes time linear in what it reads. */
void figures_read(struct str text, size_t start, size_t end, bool inside, struct figures *out);

/* Where the figures that begin at START end: those of any script, and what vanishes between
   them. START where there are none. */
size_t figures_end(struct str text, size_t start);

/* Reads the span whose first number is [START, END): 6-0, 2010–2015, 3:2. Its parts are
   tokens, the whole another reading. False where there is none. */
bool figures_span(struct str text, size_t start, size_t end, struct number *out);

/* Likewise two numbers with a slash: 24/24, 3/4; spelled with TOKEN_PAIR_SIGN. */
bool figures_pair(struct str text, size_t start, size_t end, struct number *out);

#endif
