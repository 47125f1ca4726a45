/* What the library is made of. Private to library/. */
#ifndef LIBRARY_OWN_H
#define LIBRARY_OWN_H

#include "archive/audience/view.h"
#include "base/buf.h"
#include "base/error.h"
#include "include/tracuu.h"
#include "query/answer/search.h"
#include "query/json/path_map.h"
#include "query/respond/respond.h"

#include <jansson.h>
#include <locale.h>
#include <pthread.h>
#include <stdatomic.h>

struct tracuu_archive {
	pthread_mutex_t mutex; /* of what follows, but for what is never changed */
	size_t users;          /* whoever opened it, and its handles */
	char *path;            /* owned; never changed, as what follows */
	char *as;              /* the audience that asks, owned; NULL: somebody who sees all */
	bool vietnamese;
	uint32_t timeout_ms;
	char **path_texts; /* of PATHS; the last is NULL; owned */
	struct path_map paths;
	void (*log)(void *context, const char *message);
	void *context;
	struct search search;        /* keeps the generation that is open */
	struct archive_seen seen;    /* what of it */
	atomic_uint_fast64_t number; /* of it, counted from 1 */
};

struct tracuu_handle {
	struct tracuu_archive *archive;
	struct search search;
	uint64_t number;  /* of the generation that SEARCH has open */
	json_t *last_run; /* when that was opened; owned; NULL: not known */
	pthread_mutex_t mutex;
	bool is_asked, is_cancelled; /* under MUTEX */
};

struct tracuu_answer {
	struct buf json; /* NUL-terminated */
	enum tracuu_outcome outcome;
	json_t *root;  /* NULL: not yet taken apart */
	char **titles; /* of hits, joined; NULL: it has none; each owned, as the array */
	size_t hits;   /* titles */
};

/* Tries A in Vietnamese, then, if that fails, in English, so that both messages are at hand.
   False where both fail; *OUT then, if OUT is not NULL, is what went wrong. */
typedef bool library_attempt(void *context, struct error *err);
bool library_try(library_attempt *a, void *context, struct tracuu_error **out);

/* What the thread counts and writes numbers by, until library_leave: nothing that the program has
   set. */
locale_t library_enter(bool vietnamese);
void library_leave(locale_t before);

/* Takes one user off A, and frees it with the last. */
void archive_leave(struct tracuu_archive *a);

#endif
