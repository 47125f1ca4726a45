/* A file of a source that is being read, with what is said beside it. */
#ifndef INDEXER_SCAN_OPENED_H
#define INDEXER_SCAN_OPENED_H

#include "article/input/ceiling.h"
#include "article/readers/file.h"
#include "indexer/scan/guard.h"
#include "indexer/scan/source.h"

struct opened {
	int fd;               /* -1: none */
	struct stat before;   /* as it was when opened */
	struct stat beside;   /* likewise of NAME.meta.json; st_mode 0: there is none */
	struct buf said;      /* what that says */
	struct guard guard;   /* what its folders say */
	struct error unheard; /* why it says nothing; of code ERROR_NONE where it is read */
};

/* Opens PATH below SOURCE, WHOLE where it is one article; O starts zeroed, or was closed. False,
   with the reason in ERR. A NAME.meta.json that can't be read costs itself alone. */
bool opened_open(struct opened *o, const struct source *source, struct str path, bool whole,
	struct error *err);

/* Keeps memory for the next. */
void opened_close(struct opened *o);
void opened_free(struct opened *o);

/* Whether it is not as it was any more. */
bool opened_has_changed(const struct opened *o);

/* Size and times of all of these, as the catalogue has them. */
struct stat opened_stat(const struct opened *o);

/* Whether it holds nothing but white space, as far as a small file may. */
bool opened_is_empty(const struct opened *o);

/* What its size alone tells against it, before any of it is read. */
enum ceiling opened_ceiling(const struct opened *o, struct article_format format);

#endif
