/* Preloaded into a program, lets its n-th allocation fail, or that one and all that follow:
 *
 *     FAIL_AT=17 LD_PRELOAD=… tracuu …
 *     FAIL_AT=17 FAIL_ALL=1 LD_PRELOAD=… tracuu …
 *
 * With FAIL_COUNT=FILE the number of allocations is in there at the end, in eight bytes: of the
 * process that had most, where there are several. */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* glibc's own, which its malloc and the rest are other names of. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

/* Of this process; and the most of any, shared with those that it becomes by fork(2), which may
   not be allowed to write a file. */
static atomic_long allocations;
static _Atomic(uint64_t) *most;
static atomic_bool armed; /* what happens before the program's own code is the loader's */
static long fail_at = -1;
static bool fail_all;

static void share_count(const char *path)
{
	int fd = path ? open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : -1;
	if (fd < 0)
		return;
	if (ftruncate(fd, sizeof *most) == 0) {
		void *shared = mmap(NULL, sizeof *most, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		most = shared == MAP_FAILED ? NULL : shared;
	}
	close(fd);
}

__attribute__((constructor)) static void read_environment(void)
{
	const char *at = getenv("FAIL_AT");
	fail_at = at ? atol(at) : -1;
	fail_all = getenv("FAIL_ALL") != NULL;
	share_count(getenv("FAIL_COUNT"));
	atomic_store(&armed, true);
}

static bool fails(void)
{
	if (!atomic_load(&armed))
		return false;
	long number = atomic_fetch_add(&allocations, 1) + 1;
	if (most && (uint64_t)number > atomic_load(most))
		atomic_store(most, (uint64_t)number);
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
