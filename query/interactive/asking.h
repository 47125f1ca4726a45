/* What the session asks the process that answers. */
#ifndef QUERY_INTERACTIVE_ASKING_H
#define QUERY_INTERACTIVE_ASKING_H

#include "query/interactive/session.h"

/* The query changed: it is asked when nothing more is typed for a moment. */
void ask_soon(struct session *s);

/* Asks it now. */
void ask_search(struct session *s);

/* Whether the hits that are shown are those of the line: no answer is awaited. */
bool ask_is_settled(const struct session *s);

/* The next hits, where somebody comes near the end of those that are there. */
void ask_more(struct session *s);

/* What filters there are; how the query may go on; the article that is selected. */
void ask_count(struct session *s);
void ask_suggest(struct session *s);
void ask_article(struct session *s);

/* How HIT, which may be an article, is cited. */
void ask_citation(struct session *s, const json_t *hit);

/* An article by its id alone. */
void ask_article_of(struct session *s, const char *id);

/* What there is to be searched. */
void ask_status(struct session *s);

/* Drops what was asked for ERRAND: its answer is not looked at. */
void ask_drop(struct session *s, enum errand errand);

/* Sends what was asked for ERRAND once more. */
void ask_again(struct session *s, enum errand errand);

#endif
