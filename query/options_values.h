/* The values of options: each reads TEXT into the settings of R, or says in its error what it
 * should have been. Private to query/options.c. */
#ifndef QUERY_OPTIONS_VALUES_H
#define QUERY_OPTIONS_VALUES_H

#include "query/given.h"

struct option_reader {
	struct options *out;
	struct error *err;
	char **argv;
	const char **words; /* on the command line */
	size_t word_count;
	bool from_stdin; /* one of them was '-' */
	bool timeout_told;
};

/* A number from MIN to MAX, of --OPTION. */
bool option_read_number(struct option_reader *r, const char *option, const char *text, size_t min,
	size_t max, size_t *out);

bool option_read_timeout(struct option_reader *r, const char *text);

/* The first day of --OPTION, with END the last. */
bool option_read_date(
	struct option_reader *r, const char *option, const char *text, bool end, char out[9]);

bool option_read_filter(struct option_reader *r, const char *text);
bool option_read_facet(struct option_reader *r, const char *text);
bool option_read_timeline(struct option_reader *r, const char *text);

/* One of a few words, of the option KEY (query/options_table.h). */
bool option_read_choice(struct option_reader *r, int key, const char *arg);

#endif
