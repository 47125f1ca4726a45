/* Preloaded into a program, ends it by SIGKILL at its n-th change to the disk, or
 * lets that change and all that follow fail for want of space:
 *
 *     STOP_AT=17 STOP_HOW=kill LD_PRELOAD=… tracuu-index …
 *     STOP_AT=17 STOP_HOW=full LD_PRELOAD=… tracuu-index …
 *
 * With STOP_COUNT=FILE the number of changes is written there at the end. */
#undef _FILE_OFFSET_BITS /* both forms of each call are wanted */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long changes;
static long stop_at = -1;
static int full;

__attribute__((constructor)) static void read_environment(void)
{
	const char *at = getenv("STOP_AT");
	const char *how = getenv("STOP_HOW");
	stop_at = at ? atol(at) : -1;
	full = how && strcmp(how, "full") == 0;
}

__attribute__((destructor)) static void tell_count(void)
{
	const char *path = getenv("STOP_COUNT");
	FILE *f = path ? fopen(path, "w") : NULL;
	if (!f)
		return;
	fprintf(f, "%ld\n", (long)changes);
	fclose(f);
}

/* Whether this change shall fail. */
static int stops(void)
{
	long n = atomic_fetch_add(&changes, 1) + 1;
	if (stop_at < 0 || n < stop_at)
		return 0;
	if (!full)
		kill(getpid(), SIGKILL);
	errno = ENOSPC;
	return 1;
}

/* The function of the same name in the next library. */
#define NEXT(type, name) ((type)(uintptr_t)dlsym(RTLD_NEXT, name))

/* What needs space. */
#define NEEDS_SPACE(result, name, parameters, arguments)                                           \
	__attribute__((visibility("default"))) result name parameters;                             \
	result name parameters                                                                     \
	{                                                                                          \
		return stops() ? -1 : NEXT(result(*) parameters, #name) arguments;                 \
	}

/* What needs none and so never fails on a full disk, but may be the last thing done. */
#define NEEDS_NONE(result, name, parameters, arguments)                                            \
	__attribute__((visibility("default"))) result name parameters;                             \
	result name parameters                                                                     \
	{                                                                                          \
		if (!full)                                                                         \
			stops();                                                                   \
		return NEXT(result(*) parameters, #name) arguments;                                \
	}

NEEDS_SPACE(ssize_t, write, (int fd, const void *p, size_t n), (fd, p, n))
NEEDS_SPACE(ssize_t, pwrite, (int fd, const void *p, size_t n, off_t at), (fd, p, n, at))
NEEDS_SPACE(ssize_t, pwrite64, (int fd, const void *p, size_t n, off64_t at), (fd, p, n, at))
NEEDS_SPACE(ssize_t, copy_file_range,
	(int in, off64_t *in_at, int out, off64_t *out_at, size_t n, unsigned flags),
	(in, in_at, out, out_at, n, flags))
NEEDS_SPACE(int, mkdir, (const char *path, mode_t mode), (path, mode))
NEEDS_SPACE(int, link, (const char *from, const char *to), (from, to))
NEEDS_SPACE(int, symlink, (const char *to, const char *path), (to, path))
NEEDS_SPACE(int, fsync, (int fd), (fd))
NEEDS_SPACE(int, fdatasync, (int fd), (fd))
NEEDS_NONE(int, rename, (const char *from, const char *to), (from, to))
NEEDS_NONE(int, unlink, (const char *path), (path))
NEEDS_NONE(int, rmdir, (const char *path), (path))
NEEDS_NONE(int, ftruncate, (int fd, off_t size), (fd, size))
NEEDS_NONE(int, ftruncate64, (int fd, off64_t size), (fd, size))
