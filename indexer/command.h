/* What a command of tracuu-index is, and how it ends. */
#ifndef INDEXER_COMMAND_H
#define INDEXER_COMMAND_H

#include "base/error.h"

struct options;

/* What the program's exit status says. */
enum {
	EXIT_DONE = 0,
	EXIT_SKIPPED = 1, /* done, but some files or articles were skipped */
	EXIT_USAGE = 2,
	EXIT_FAILED = 3, /* what was published is untouched */
	EXIT_LOCKED = 4, /* another indexer is at work */
	EXIT_HELD = 5    /* the archive is held where it is, until "resume" */
};

/* Which of the options a command has. */
enum {
	WITH_RUN = 1 << 0,
	WITH_QUIET = 1 << 1,
	WITH_HOLD = 1 << 2,
	WITH_JSON = 1 << 3,
	WITH_METRICS = 1 << 4,
	WITH_READING = 1 << 5,
	WITH_STORED = 1 << 6,
	WITH_CSV = 1 << 7,
	WITH_REPAIR = 1 << 8
};

struct command {
	const char *name;
	int (*run)(const struct options *options); /* returns the exit status */
	unsigned with;
	unsigned most_arguments;
	const char *arguments; /* for the help text */
	const char *summary_vi;
	const char *summary_en;
};

/* Prints the message of ERR on standard error; returns the exit status for it. */
int command_fail(const struct error *err);

#endif
