#include "indexer/inversion/spool.h"
#include "archive/folder.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FIRST_CAPACITY = 64 * 1024 };

static bool fail(struct error *err, int number)
{
	return error_set_system(err, number,
		SAY("không ghi được tệp tạm trong kho",
			"cannot write a temporary file in the archive"));
}

bool spool_open(struct spool *s, const char *folder, struct error *err)
{
	*s = SPOOL_CLOSED;
	char *path = folder_path(folder, "spool-XXXXXX");
	if (!path)
		return error_set_memory(err);
	s->fd = mkostemp(path, O_CLOEXEC);
	if (s->fd < 0) {
		fail(err, errno);
	} else if (unlink(path) != 0) {
		/* It would be published with the rest. */
		fail(err, errno);
		spool_close(s);
	}
	free(path);
	return s->fd >= 0;
}

void spool_close(struct spool *s)
{
	if (s->bytes)
		munmap(s->bytes, s->capacity);
	if (s->fd >= 0)
		close(s->fd);
	*s = SPOOL_CLOSED;
}

static bool grow(struct spool *s, size_t need, struct error *err)
{
	size_t capacity = s->capacity ? s->capacity : FIRST_CAPACITY;
	while (capacity < need)
		capacity *= 2;
	int failed = posix_fallocate(s->fd, 0, (off_t)capacity);
	if (failed)
		return fail(err, failed);
	void *at = s->bytes ? mremap(s->bytes, s->capacity, capacity, MREMAP_MAYMOVE)
			    : mmap(NULL, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);
	if (at == MAP_FAILED)
		return fail(err, errno);
	s->bytes = at;
	s->capacity = capacity;
	return true;
}

void *spool_extend(struct spool *s, size_t size, struct error *err)
{
	if (size > (size_t)1 << 46) {
		error_set_memory(err);
		return NULL;
	}
	if ((!s->bytes || size > s->capacity - s->len) && !grow(s, s->len + size, err))
		return NULL;
	void *out = s->bytes + s->len;
	s->len += size;
	return out;
}

void spool_relax(struct spool *s)
{
	if (s->bytes)
		madvise(s->bytes, s->capacity, MADV_DONTNEED);
}
