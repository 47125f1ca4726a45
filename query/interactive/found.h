/* The hits of a search, as far as they were asked for, and which of them somebody is at. */
#ifndef QUERY_INTERACTIVE_FOUND_H
#define QUERY_INTERACTIVE_FOUND_H

#include "base/str.h"

#include <jansson.h>
#include <stdbool.h>

struct found {
	json_t *answer;  /* the first, or an error; owned; NULL: none has come */
	json_t *hits;    /* of all answers; owned */
	json_int_t next; /* the offset to go on from; -1: these are all */
	size_t selected; /* of HITS */
	size_t top;      /* the first on the screen */
};

void found_free(struct found *f);

/* Takes ANSWER, a reference to which is kept, in the place of what was found before. */
void found_take(struct found *f, json_t *answer);

/* Takes the hits of ANSWER behind those that are there. False: it is of another generation of the
   archive, and does not go with them. */
bool found_add(struct found *f, json_t *answer);

size_t found_count(const struct found *f);

/* Hit I, the one that is selected; NULL: there is none. */
json_t *found_hit(const struct found *f, size_t i);
json_t *found_selected(const struct found *f);

/* Whether the selected hit is near the end of those that are there, and there are more. */
bool found_wants_more(const struct found *f);

/* The query as it was answered, for marks: as it was respelt. */
struct str found_query(const struct found *f);

/* What may be meant instead, by its number; NULL: no more. */
const char *found_suggestion(const struct found *f, size_t i);

/* A string that is a member of OBJECT; "": there is none. */
const char *found_text(const json_t *object, const char *name);

#endif
