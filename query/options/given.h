/* What the command line of tracuu says. */
#ifndef QUERY_OPTIONS_GIVEN_H
#define QUERY_OPTIONS_GIVEN_H

#include "query/answer/search.h"
#include "query/articles/format.h"
#include "query/json/path_map.h"
#include "query/options/config.h"
#include "query/serve/options.h"
#include "query/terminal/look.h"

/* What is news. */
enum new_by {
	NEW_BY_ADDED,     /* an article that the search did not have the last time */
	NEW_BY_PUBLISHED, /* one of those that is not dated before the last time */
	NEW_BY_CHANGED    /* one that it had, whose text is another */
};

enum task {
	TASK_SEARCH,      /* words on the command line */
	TASK_READ,        /* '-': one query on standard input */
	TASK_BATCH,       /* --batch */
	TASK_SERVE,       /* --serve */
	TASK_ANALYSE,     /* --analyse */
	TASK_SHOW,        /* --show */
	TASK_HISTORY,     /* --history */
	TASK_SIMILAR,     /* --similar */
	TASK_OPEN,        /* --open */
	TASK_CITE,        /* --cite */
	TASK_SAVE,        /* --save: words as well */
	TASK_SAVED,       /* --saved */
	TASK_FORGET,      /* --forget */
	TASK_NEW,         /* --new */
	TASK_LIST,        /* --list */
	TASK_COMPLETE,    /* --complete */
	TASK_INTERACTIVE, /* --interactive: perhaps words as well */
	TASK_HELP,
	TASK_VERSION
};

struct options {
	enum task task;
	struct archive_paths archives; /* none: the default one */
	enum format format;
	enum color color;
	bool all; /* every article, not the best of them */
	bool no_pager;
	const char *note;   /* of --save */
	enum new_by new_by; /* of --new */
	bool peek;          /* likewise */
	struct search_settings settings;
	const char *subject;  /* the file of --batch, the text of --analyse, the number or
				 id of --show, --open, --cite or --similar, the file of --list,
				the name of --save, --forget or --new */
	struct buf words;     /* the query of TASK_SEARCH */
	struct config config; /* that strings above may be of */
	struct path_map paths;
	struct serve_options serving; /* of --serve */
	const char *bad;              /* the option that can't be read; NULL: none is */
};

/* Whether hits are listed to somebody who may ask for one by its number. */
static inline bool options_list_hits(const struct options *o)
{
	bool searches = o->task == TASK_SEARCH || o->task == TASK_READ || o->task == TASK_SIMILAR;
	return searches && !o->all && !o->settings.counts &&
	       (o->format == FORMAT_TEXT || o->format == FORMAT_IDS);
}

#endif
