/* Searches that somebody keeps by a name: a file for each, tracuu-searches/NAME.conf in the user's
 * data folder, written as conf/conf.h has it:
 *
 *     grammar = "2"
 *     query = "lũ lụt -bão"
 *     note = "cho loạt bài mùa mưa"
 *     archive = "/srv/tin"
 *     saved = "2026-03-14T01:30:00Z"
 *     from = "2018-03-01"
 *     filter = "author:Hưng"
 *
 * It may be changed by hand, and is read as something that anybody may have written. */
#ifndef QUERY_SAVED_SAVED_H
#define QUERY_SAVED_SAVED_H

#include "archive/several/paths.h"
#include "conf/conf.h"
#include "query/request/settings.h"

/* The grammar of queries as we read it. It is raised when a query that was read before is read as
   another; tests/saved/grammar-N.tsv keeps what N meant. */
enum { SAVED_GRAMMAR = 2 };

enum { SAVED_NAME_BYTES = 100, SAVED_MOST = 10000 };

struct saved {
	struct conf file;                  /* owns all strings that were read */
	const char *query, *note, *moment; /* NULL: not told */
	struct archive_paths archives;     /* "archive", as often as there are */
	unsigned grammar;
	struct search_settings settings;
};

/* Whether NAME can be one: some letters that can be shown, no '/', no '.' at the beginning.
   ERROR_USAGE. */
bool saved_check_name(const char *name, struct error *err);

/* Writes S by NAME, over what there was. */
bool saved_write(const char *name, const struct saved *s, struct error *err);

/* Whether there is a search NAME, readable or not. */
bool saved_exists(const char *name, bool *exists, struct error *err);

/* Appends what S keeps a search to, as the options that say so; nothing where it does not. */
void saved_append_options(struct buf *out, const struct search_settings *s);

/* Reads the search NAME. ERROR_NOT_FOUND; ERROR_INPUT with file and line. Free with saved_free
   either way. */
bool saved_read(const char *name, struct saved *out, struct error *err);
void saved_free(struct saved *s);

/* The same of TEXT; NAME is for messages. */
bool saved_parse(struct str text, const char *name, struct saved *out, struct error *err);

/* Removes the search NAME and what was noted of it. ERROR_NOT_FOUND. */
bool saved_remove(const char *name, struct error *err);

struct saved_names {
	char **items; /* in order, owned */
	size_t count;
};

/* The names of all searches; none where nothing was ever saved. */
bool saved_list(struct saved_names *out, struct error *err);
void saved_names_free(struct saved_names *names);

/* Where it is noted what of the search NAME was seen, by KIND of news, or NULL: when it was saved.
   Owned by the caller; NULL with ERR. */
char *saved_seen_path(const char *name, const char *kind, struct error *err);

#endif
