/* The command line of tracuu. */
#ifndef QUERY_OPTIONS_H
#define QUERY_OPTIONS_H

#include "query/answer/search.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_IDS };
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum task {
	TASK_SEARCH,  /* words on the command line */
	TASK_READ,    /* '-': one query on standard input */
	TASK_BATCH,   /* --batch */
	TASK_ANALYSE, /* --analyse */
	TASK_SHOW,    /* --show */
	TASK_SIMILAR, /* --similar */
	TASK_HELP,
	TASK_VERSION
};

struct options {
	enum task task;
	const char *archive; /* NULL: the default one */
	enum format format;
	enum color color;
	struct search_settings settings;
	const char *subject; /* the file of --batch, the text of --analyse, the id of --show or
				--similar */
	struct buf words;    /* the query of TASK_SEARCH */
};

/* Reads ARGV, whose strings must outlive OUT. ERROR_USAGE on failure; then OUT's
   format still says how to report it. Free with options_free either way. */
bool options_read(int argc, char **argv, struct options *out, struct error *err);
void options_free(struct options *o);

/* Writes the help that --help shows. False when out of memory. */
bool options_help(struct buf *out);

#endif
