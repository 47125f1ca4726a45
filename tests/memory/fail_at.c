/* Preloaded into a program, lets its n-th allocation fail, or that one and all that follow:
 *
 *     FAIL_AT=17 LD_PRELOAD=… tracuu …
 *     FAIL_AT=17 FAIL_ALL=1 LD_PRELOAD=… tracuu …
 *
 * With FAIL_COUNT=FILE the number of allocations is written there at the end. */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* glibc's own, which its malloc and the rest are other names of. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_long allocations;
static atomic_bool armed; /* what happens before the program's own code is the loader's */
static long fail_at = -1;
static bool fail_all;

__attribute__((constructor)) static void read_environment(void)
{
	const char *at = getenv("FAIL_AT");
	fail_at = at ? atol(at) : -1;
	fail_all = getenv("FAIL_ALL") != NULL;
	atomic_store(&armed, true);
}

__attribute__((destructor)) static void tell_count(void)
{
	const char *path = getenv("FAIL_COUNT");
	int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
	atomic_store(&armed, false);
	if (fd < 0)
		return;
	dprintf(fd, "%ld\n", (long)allocations);
	close(fd);
}

static bool fails(void)
{
	if (!atomic_load(&armed))
		return false;
	long number = atomic_fetch_add(&allocations, 1) + 1;
	if (number != fail_at && !(fail_all && fail_at > 0 && number > fail_at))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

void *reallocarray(void *old, size_t count, size_t size)
{
	if (size > 0 && count > (size_t)-1 / size) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(old, count * size);
}

void *memalign(size_t alignment, size_t size)
{
	return fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	void *got = memalign(alignment, size);
	if (!got)
		return ENOMEM;
	*out = got;
	return 0;
}
