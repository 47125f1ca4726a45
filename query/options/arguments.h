/* The command line before argp reads it: words that begin with a dash leave out a word, where they
 * are no option, and the letters of options are few. */
#ifndef QUERY_OPTIONS_ARGUMENTS_H
#define QUERY_OPTIONS_ARGUMENTS_H

#include "base/buf.h"

/* ARGV as argp is to read it: letters as the names of their options (-n5 is --limit=5), and in
   front of each word that argp would take for an option, but is none, a space, which means nothing
   in a query. NULL when out of memory. To be freed; its strings are ARGV's and those of STORE,
   which must be empty and outlive it. */
char **arguments_prepare(int argc, char **argv, struct buf *store);

/* The value that the option NAME is given last among ARGV, as it was prepared, be there mistakes
   before or behind it. NULL: none. */
const char *arguments_value(int argc, char **argv, const char *name);

struct option_row;

/* The option whose value the last of ARGV, which need not be prepared, is; NULL: it is none. */
const struct option_row *arguments_option(int argc, char **argv);

/* Appends the words of the query among ARGV but the last argument, each with a blank behind it. */
void arguments_words(int argc, char **argv, struct buf *out);

#endif
