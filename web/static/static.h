/* The files that a page is made with, built into the program: a style, scripts, an icon. All are of
 * one version, which is part of their address, so that no browser has some of them from before. */
#ifndef WEB_STATIC_STATIC_H
#define WEB_STATIC_STATIC_H

#include "base/str.h"

enum { STATIC_ADDRESS = 64 };

/* "/static/VERSION/NAME". */
struct str static_address(const char *name, char out[STATIC_ADDRESS]);

struct static_file {
	const char *type; /* of its content */
	struct str bytes;
};

/* The file of REST, what is behind "/static/"; NULL: there is none, or none of this version. */
const struct static_file *static_find(struct str rest);

#endif
