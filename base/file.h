/* Whole files in, whole files out. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stdint.h>

struct stat;

/* Appends the bytes of the file PATH, taken relative to the open folder DIR
   (AT_FDCWD: the working folder), to OUT. ERROR_LIMIT if it is longer than
   MAX_BYTES. Only regular files are read: no FIFO can hang us. */
bool file_read(int dir, const char *path, uint64_t max_bytes, struct buf *out, struct error *err);

/* The same of a file that is no link itself. ST, which may be NULL, gets what the system says
   of what was read. */
bool file_read_own(
	const char *path, uint64_t max_bytes, struct buf *out, struct stat *st, struct error *err);
/* The same of the open regular file FD, from where its offset stands; NAME is for messages. */
bool file_read_open(
	int fd, const char *name, uint64_t max_bytes, struct buf *out, struct error *err);

/* Replaces the file PATH by BYTES so that a reader sees the old file or the whole
   new one, and a crash leaves one of the two: writes PATH.tmp, syncs it, renames
   it, syncs the folder. What has the name PATH.tmp already is removed, not written over, be
   it a link. Only the owner may write the new file. */
bool file_replace(const char *path, struct str bytes, struct error *err);

/* Makes the entries of the folder PATH durable. */
bool file_sync_folder(const char *path, struct error *err);

/* Opens the regular file PATH, taken as file_read does, for reading, with FLAGS more of open(2).
   Returns -1, with ERR filled, where it is none. No FIFO can hang us. */
int file_open(int dir, const char *path, int flags, struct stat *st, struct error *err);

#endif
