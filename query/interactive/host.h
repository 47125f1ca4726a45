/* What the program lends to its interactive part. */
#ifndef QUERY_INTERACTIVE_HOST_H
#define QUERY_INTERACTIVE_HOST_H

#include "base/str.h"

#include <stdbool.h>

struct host {
	struct str query; /* to begin with */
	bool color;
	bool unfolded; /* what is nearly the same is shown, too, to begin with */
	/* Serves requests from standard input until it ends; an exit status. */
	int (*serve)(void *context);
	/* Opens the article ID of ARCHIVE, the id of one, with another program. What is the matter
	   is told on standard error. */
	void (*open)(void *context, struct str id, struct str archive);
	void *context;
};

#endif
