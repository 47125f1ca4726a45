/* The command line of tracuu. */
#ifndef QUERY_OPTIONS_H
#define QUERY_OPTIONS_H

#include "query/given.h"

/* Reads ARGV, whose strings must outlive OUT. ERROR_USAGE on failure; then OUT's
   format still says how to report it. Free with options_free either way. */
bool options_read(int argc, char **argv, struct options *out, struct error *err);
void options_free(struct options *o);

#endif
