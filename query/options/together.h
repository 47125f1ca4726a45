/* Which options go with one another. */
#ifndef QUERY_OPTIONS_TOGETHER_H
#define QUERY_OPTIONS_TOGETHER_H

#include "query/options/given.h"
#include "query/request/settings.h"

/* The words of a query on the command line. */
struct words_told {
	size_t count;
	bool from_stdin; /* one of them was '-' */
};

/* What no single option of O can see; sets what depends on several. ERROR_USAGE where two
   exclude each other; then O's BAD may name one. SETTINGS read those of O. */
bool options_check(struct options *o, const struct words_told *words,
	struct setting_reader *settings, struct error *err);

#endif
