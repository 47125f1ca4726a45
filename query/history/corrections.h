/* Which article a correction (đính chính, cải chính) corrects: the one that it names, by title in
 * quotes, by address or by number, if just one article of the archive is called so. What is not
 * certain is not told. */
#ifndef QUERY_HISTORY_CORRECTIONS_H
#define QUERY_HISTORY_CORRECTIONS_H

#include "query/answer/search.h"

enum { CORRECTIONS_MAX = 8 };

struct correction {
	struct str id, title, date;
	struct str archive; /* its id, where several are searched as one; else empty */
	const char *by;     /* how it is named: "title", "url" or "number" */
	bool is_corrected;  /* it is what the article corrects; else what corrects the article */
};

struct corrections {
	struct correction list[CORRECTIONS_MAX];
	size_t count;
};

/* What the article that is ASKED for corrects, and what corrects it; all lives in MEMORY. Records
   that S read before are good no more. */
bool corrections_find(struct search *s, struct article_asked asked, struct arena *memory,
	struct corrections *out, struct error *err);

/* Whether R says of itself that it corrects something: in its title, or first of all. */
bool correction_is(const struct record *r);

#endif
