/* Where an article came from, for another program to open: the page that it has an address of,
 * else its file. The process that reads the archive only says which; the one in front of it looks
 * at what that said, and opens it. */
#ifndef QUERY_SHOWING_OPENING_H
#define QUERY_SHOWING_OPENING_H

#include "archive/archive.h"
#include "base/buf.h"

struct record;

/* Appends what R, an article of A, can be opened as: three lines, the address, the folder of its
   source, its path in that, each as it is shown, and each perhaps empty. */
bool opening_find(
	const struct archive *a, const struct record *r, struct buf *out, struct error *err);

/* Opens what opening_find FOUND with xdg-open(1), without a shell. Only pages of http and https and
   regular files of the source, without a link on the way, that can't be run. ERROR_NOT_FOUND with
   what there is in its place: a member of a pack, a file that is gone. */
bool opening_open(struct str found, struct error *err);

#endif
