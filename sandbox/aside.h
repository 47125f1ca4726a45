/* Work in a process of its own, which confines itself (sandbox/confine.h), while this one waits in
 * front of it: for what is to be done with the answer that a confined process can't do, such as to
 * start a pager or to keep a file. What comes back is bytes, to be taken for hostile. */
#ifndef SANDBOX_ASIDE_H
#define SANDBOX_ASIDE_H

#include "base/buf.h"
#include "base/error.h"

/* Runs WORK in a child; what it writes to NOTES is appended to OUT, up to its ceiling; what is
   beyond is ERROR_LIMIT. *STATUS is what WORK returned, an exit status. A child that is killed is
   ERROR_INTERNAL. Nothing may be waiting in the buffer of standard output. */
bool aside_run(int (*work)(void *context, int notes), void *context, struct buf *out, int *status,
	struct error *err);

/* Runs the program ARGV, found by PATH, without a shell, with IN on its standard input where IN is
   not NULL, and waits for its end. *STATUS is its exit status. What it does not read of IN is no
   error; ERROR_NOT_FOUND: there is no such program. */
bool aside_execute(char *const argv[], const struct str *in, int *status, struct error *err);

/* Writes all of TEXT to FD. False with errno. */
bool aside_write(int fd, struct str text);

#endif
