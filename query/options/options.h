/* The command line of tracuu. */
#ifndef QUERY_OPTIONS_OPTIONS_H
#define QUERY_OPTIONS_OPTIONS_H

#include "query/options/given.h"
#include "query/request/settings.h"

/* Reads ARGV, whose strings must outlive OUT. ERROR_USAGE on failure; then OUT's
   format still says how to report it. Free with options_free either way. */
bool options_read(int argc, char **argv, struct options *out, struct error *err);
void options_free(struct options *o);

/* Chooses the archive of the profile NAME, in a later thought than the command line. */
bool options_use_profile(struct options *o, const char *name, struct error *err);

/* What the option may say that takes one of a few words; NULL where it takes others. */
const struct choice *option_choices(const char *option, size_t *count);

#endif
