/* Files held in memory as they were when they were opened, one copy for all who have the same file
 * open: for a library, whose process would die of a mapping that loses its file (base/mapping.h).
 *
 * A file is the same while device, inode, size and time of change of its bytes are. */
#ifndef BASE_COPIES_H
#define BASE_COPIES_H

#include "base/error.h"
#include "base/str.h"

struct copy;
struct stat;

/* The copy of the regular file FD, whose status is ST and which is not empty; PATH is for messages.
   ERROR_CORRUPT where it has become shorter. NULL on failure. Any thread may call it. */
struct copy *copy_open(int fd, const struct stat *st, const char *path, struct error *err);
void copy_close(struct copy *c);

/* Valid until C is closed. */
struct str copy_bytes(const struct copy *c);

#endif
