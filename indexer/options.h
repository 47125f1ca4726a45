/* The command line of a command. */
#ifndef INDEXER_OPTIONS_H
#define INDEXER_OPTIONS_H

#include "indexer/run/update_options.h"

struct command;

struct options {
	char *archive; /* owned */
	bool quiet;
	bool csv;                  /* for spreadsheets */
	bool json;                 /* for programs */
	bool metrics;              /* for monitors */
	bool hold;                 /* no run changes the archive from now on */
	struct update_options run; /* what it is told beside what is here; strings are argv's */
	char **arguments; /* that are no options; the table is owned, the strings are argv's */
	size_t argument_count;
	char **forget; /* likewise */
	size_t forget_count;
	char **audiences, **forgotten_audiences; /* likewise */
};

/* Reads the command line of COMMAND, whose name is ARGV[0]. Ends the process after
   --help and --version (status 0) and on a usage error (status 2). */
void options_read(const struct command *command, int argc, char **argv, struct options *out);
void options_free(struct options *options);

/* Prints the help of a command. */
void options_help_command(const struct command *command);

void options_version(void);

#endif
