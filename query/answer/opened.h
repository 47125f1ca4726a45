/* Archives that are open to be searched. */
#ifndef QUERY_ANSWER_OPENED_H
#define QUERY_ANSWER_OPENED_H

#include "query/answer/answer.h"
#include "query/answer/session.h"

/* Opens the archive in the folder PATH; fails as archive_open does. */
bool search_open(const char *path, struct search *out, struct error *err);

/* The same of several, as one, as the audience AS sees them (archive/several/archives.h): of those
   that can be opened. */
bool search_open_all(
	const char *const *paths, size_t n, const char *as, struct search *out, struct error *err);

/* Opens the generations that OPEN has open once more. */
bool search_open_again(const struct search *open, struct search *out, struct error *err);
void search_close(struct search *s);

/* Leaves part number PART of the archives, which is not the last one, out from now on, for WHY. */
bool search_leave(struct search *s, size_t part, const struct error *why, struct error *err);

/* Takes shards back that are served again; where FAILED, by ERR, since a server did not answer,
   connects anew to all that can be reached. False where nothing has changed by that, with ERR as it
   was, or for want of memory. Between queries. */
bool search_renew(struct search *s, bool failed, struct error *err);

/* Adds the dictionary in the file PATH (text/house/house.h) to that of the archive, if it has one.
   ERROR_NOT_FOUND. */
bool search_add_dictionary(struct search *s, const char *path, struct error *err);

/* An answer that says nothing but which archive it is of. */
struct answer search_answer(const struct search *s);

/* What is told of the archive that the article is from which was read last; NULL: there is but
   one. */
const struct answer_part *search_part(const struct search *s);

/* That archive itself, which may be the only one. */
const struct archive_part *search_archive(const struct search *s);

#endif
