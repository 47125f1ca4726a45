/* Where readers find the files of articles: what paths in the archive are elsewhere, as an address
 * of a web server or of a share. */
#ifndef QUERY_JSON_PATH_MAP_H
#define QUERY_JSON_PATH_MAP_H

#include "base/buf.h"
#include "base/error.h"

enum { PATH_MAP_MAX = 32 };

struct path_map {
	struct path_pair {
		struct str from, to; /* borrowed */
	} pairs[PATH_MAP_MAX];
	size_t count;
};

/* Reads "FROM=TO", of which M borrows. ERROR_USAGE; ERROR_LIMIT past PATH_MAP_MAX. */
bool path_map_add(struct path_map *m, const char *text, struct error *err);

/* Appends where PATH, as hits show it, is to be had: by the longest FROM that it lies in. Behind an
   address (with ://) its bytes are percent-encoded, RFC 3986. Nothing where no pair fits, or M is
   NULL. */
void path_map_append(struct buf *out, const struct path_map *m, struct str path);

#endif
