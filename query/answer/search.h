/* Searches an archive: a query in, an answer out. */
#ifndef QUERY_ANSWER_SEARCH_H
#define QUERY_ANSWER_SEARCH_H

#include "query/answer/answer.h"
#include "query/answer/session.h"

struct record;

/* Opens the archive in the folder PATH; fails as archive_open does. */
bool search_open(const char *path, struct search *out, struct error *err);

/* Opens the generation that OPEN has open, of the archive in the folder PATH, once more. */
bool search_open_again(
	const char *path, const struct search *open, struct search *out, struct error *err);
void search_close(struct search *s);

/* Adds the dictionary in the file PATH (text/house/house.h) to that of the archive, if it has one.
   ERROR_NOT_FOUND. */
bool search_add_dictionary(struct search *s, const char *path, struct error *err);

/* An answer that says nothing but which archive it is of. */
struct answer search_answer(const struct search *s);

/* Answers the query TEXT. A query that can't be read fails as query_parse does, with
   its place in *AT; other failures leave QUERY_NO_PLACE there. */
bool search_run(struct search *s, struct str text, const struct search_settings *settings,
	struct answer *out, struct error *err, size_t *at);

/* Articles like the one whose id is ID, which is not among them, likewise.
   ERROR_NOT_FOUND. */
bool search_similar(struct search *s, struct str id, const struct search_settings *settings,
	struct answer *out, struct error *err);

/* The article whose id is or was ID, in the memory of S until the next call on it; *RENAMED
   tells which. ERROR_NOT_FOUND. */
bool search_article(
	struct search *s, struct str id, struct record *out, bool *renamed, struct error *err);

#endif
