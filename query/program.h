/* The program tracuu while it does its one task. */
#ifndef QUERY_PROGRAM_H
#define QUERY_PROGRAM_H

#include "query/answer/search.h"
#include "query/news.h"
#include "query/options/given.h"
#include "query/showing/last.h"

#include <jansson.h>
#include <stdio.h>

struct request;

enum { EXIT_FOUND = 0, EXIT_NOTHING = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

struct program {
	const char *version;
	char **argv; /* as it was started */
	struct options options;
	struct search search;
	struct buf out;
	struct error err;
	size_t at;        /* place of the error in the query */
	bool is_unopened; /* the archive can't be opened: the error is of that */
	FILE *in;         /* queries of a batch */
	json_t *last_run; /* for them; owned; NULL: not known */
	struct text_look look;
	struct last_hit last; /* that the task is about, if BY_RANK */
	bool by_rank;
	struct news_task news; /* of TASK_SAVE and TASK_NEW */
	bool aside;            /* another process waits for what this one prints */
	int last_answer;       /* the file for it, or -1 */
	char *default_path;    /* of the archive, where none is named; or NULL */
};

/* Says on standard error, and in JSON on standard output, what went wrong; the exit status. */
int program_fail(struct program *p);

/* program_fail for an article that may not be there, which is no failure of the program. */
int program_fail_to_find(struct program *p);

/* Writes what was printed; STATUS if that works. */
int program_finish(struct program *p, int status);

/* Answers Q in JSON, as every way in does (query/respond/respond.h). */
int program_respond(struct program *p, const struct request *q);

/* The archives that are meant: where a hit of the last answer is, those which gave it. */
bool program_archives(struct program *p, struct archive_paths *out);

/* Opens them. Of several, what is wrong with those that are missing is told on standard error. */
bool program_open_archive(struct program *p);

#endif
