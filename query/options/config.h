/* What tracuu is set to before its command line says anything: /etc/tracuu/config, then the user's
 * own file (conf/conf.h). What stands before the first section holds always, a section where it is
 * asked for as a profile. */
#ifndef QUERY_OPTIONS_CONFIG_H
#define QUERY_OPTIONS_CONFIG_H

#include "base/buf.h"
#include "conf/conf.h"
#include "query/answer/search.h"

#include <stddef.h>

enum { CONFIG_FILES = 2, CONFIG_ARCHIVES = 64 };

struct config {
	struct conf files[CONFIG_FILES];
	size_t count;
	char *archives[CONFIG_ARCHIVES]; /* whose "~/" was replaced, owned */
	size_t archive_count;
};

/* Where a setting stands. */
struct config_place {
	unsigned number; /* another one for each section of each file, from 1 */
	bool in_profile; /* which was asked for */
};

/* Takes one setting, by the name of its option; the strings live as long as the config. */
typedef bool config_take(void *context, const char *name, const char *value,
	const struct config_place *place, struct error *err);

/* Reads the files, $TRACUU_CONFIG alone where that is set, none where it is empty, and gives TAKE
   what holds for PROFILE, which may be NULL: what is said last outranks what is said first.
   ERROR_INPUT with file and line; ERROR_USAGE: there is no such profile. Free with config_free
   either way. */
bool config_read(
	struct config *c, const char *profile, config_take *take, void *context, struct error *err);

/* Appends the names of all profiles, a blank between them. */
void config_profiles(const struct config *c, struct buf *out);

/* Adds the user's own dictionary to those of S. What can't be read of it, or of the archive's, is
   told on standard error, and costs no more. */
void config_add_dictionary(struct search *s);

void config_free(struct config *c);

#endif
