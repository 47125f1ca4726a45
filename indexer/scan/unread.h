/* What a scan passes over: which kinds of it there are, how many, what would read them. */
#ifndef INDEXER_SCAN_UNREAD_H
#define INDEXER_SCAN_UNREAD_H

#include "base/str.h"

#include <stdint.h>

enum unread_kind {
	UNREAD_TYPE,     /* files of a type that is not read, by their extension */
	UNREAD_LINK,     /* links to folders: one could lead back to where it stands */
	UNREAD_FOLDER,   /* hidden folders */
	UNREAD_HIDDEN,   /* hidden files */
	UNREAD_SPECIAL,  /* pipes, sockets, devices */
	UNREAD_ARCHIVE,  /* the archive's own folder */
	UNREAD_RULED,    /* what a .tracuuignore leaves out */
	UNREAD_ALONE,    /* NAME.meta.json without the file that it is about */
	UNREAD_DROPPING, /* what editors and systems leave: backups, @eaDir, Thumbs.db */
	UNREAD_TABLE,    /* tables without a column of text, by their extension */
	UNREAD_OUTSIDE,  /* links to files that lie outside of the source */
	UNREAD_AGAIN,    /* links to files of the source that are read already */
	UNREAD_PAGE,     /* pages that are no articles: lists of headlines, frames */
	UNREAD_EMPTY,    /* files without a letter in them */
	UNREAD_READER,   /* files whose reader is not installed, by their extension */
	UNREAD_OLDER     /* new files that were changed before a day that the run was told */
};

enum { UNREAD_EXTENSION = 15, UNREAD_NAME = 255 };

struct unread {
	enum unread_kind kind;
	char extension[UNREAD_EXTENSION + 1]; /* of UNREAD_TYPE, UNREAD_TABLE, UNREAD_READER:
						 ".docx", in small letters; "" none */
	char example[UNREAD_NAME + 1];        /* name of the first */
	uint64_t count;
};

struct unread_list {
	struct unread *list; /* owned, in the order in which they came */
	size_t count;
	size_t capacity;
};

void unread_free(struct unread_list *l);

/* One more of KIND, NAME. False when out of memory. */
bool unread_add(struct unread_list *l, enum unread_kind kind, const char *name);

/* Adds all of MORE to L. */
bool unread_add_all(struct unread_list *l, const struct unread_list *more);

/* Most first. */
void unread_sort(struct unread_list *l);

/* Why it is not read. */
const char *unread_why(const struct unread *u);

/* What to do so that it is; NULL: nothing that we know of. */
const char *unread_hint(const struct unread *u);

/* What it is, for people, as fits its count: ".docx", "links to folders". */
const char *unread_name(const struct unread *u);

#endif
