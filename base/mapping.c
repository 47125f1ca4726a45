#include "base/mapping.h"
#include "base/copies.h"
#include "base/file.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The handler walks the list of them, at any moment: so none is ever freed, and those that are not
   in use are used again. */
struct mapped {
	struct mapped *next;
	_Atomic(char *) pages; /* NULL: not in use */
	_Atomic size_t size;
	atomic_bool is_cut;
	char *path; /* owned, for messages */
};

static _Atomic(struct mapped *) all;
static atomic_bool some_cut;                              /* since the beginning */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; /* for changes */
static struct sigaction before;
static atomic_bool copies; /* mapping_copy was called */

/* Of one that was cut when it was closed, and that nobody has asked for; owned. */
static char *closed_path;

/* One that is not in use; NULL when out of memory. */
static struct mapped *spare(void)
{
	struct mapped *m = atomic_load(&all);
	while (m && atomic_load(&m->pages))
		m = m->next;
	if (m)
		return m;
	m = calloc(1, sizeof *m);
	if (m) {
		m->next = atomic_load(&all);
		atomic_store(&all, m);
	}
	return m;
}

static struct mapped *enter(const char *path, char *pages, size_t size)
{
	char *copy = strdup(path);
	pthread_mutex_lock(&mutex);
	struct mapped *m = copy ? spare() : NULL;
	if (m) {
		m->path = copy;
		atomic_store(&m->is_cut, false);
		atomic_store(&m->size, size);
		atomic_store(&m->pages, pages);
	}
	pthread_mutex_unlock(&mutex);
	if (!m)
		free(copy);
	return m;
}

static bool map(struct mapping *m, int fd, size_t size, const char *path, struct error *err)
{
	void *pages = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (pages == MAP_FAILED)
		return error_set_system(
			err, errno, SAY("không đọc được “%s”", "cannot read %s"), path);
	m->file = enter(path, pages, size);
	if (!m->file) {
		munmap(pages, size);
		return error_set_memory(err);
	}
	m->bytes = str_make(pages, size);
	return true;
}

static bool take_copy(
	struct mapping *m, int fd, const struct stat *st, const char *path, struct error *err)
{
	m->copy = copy_open(fd, st, path, err);
	if (m->copy)
		m->bytes = copy_bytes(m->copy);
	return m->copy != NULL;
}

bool mapping_open(struct mapping *m, const char *path, struct error *err)
{
	struct stat st;
	*m = (struct mapping){.bytes = STR("")};
	int fd = file_open(AT_FDCWD, path, O_NOFOLLOW, &st, err);
	if (fd < 0)
		return false;
	bool ok = st.st_size == 0 ||
		  (atomic_load(&copies) ? take_copy(m, fd, &st, path, err)
					: map(m, fd, (size_t)st.st_size, path, err));
	close(fd);
	return ok;
}

void mapping_close(struct mapping *m)
{
	if (m->copy)
		copy_close(m->copy);
	if (m->file) {
		char *pages = atomic_load(&m->file->pages);
		size_t size = atomic_load(&m->file->size);
		pthread_mutex_lock(&mutex);
		if (atomic_load(&m->file->is_cut) && !closed_path)
			closed_path = m->file->path;
		else
			free(m->file->path);
		m->file->path = NULL;
		atomic_store(&m->file->pages, NULL);
		pthread_mutex_unlock(&mutex);
		munmap(pages, size);
	}
	*m = (struct mapping){.bytes = STR("")};
}

void mapping_relax(const struct mapping *m)
{
	if (m->file)
		madvise(atomic_load(&m->file->pages), m->bytes.len, MADV_DONTNEED);
}

/* ---- What was lost ---- */

/* Puts zeros from the page with AT on to the end of M. */
static bool patch(struct mapped *m, char *pages, size_t size, size_t at)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	at -= at % page;
	return mmap(pages + at, size - at, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
		       0) != MAP_FAILED &&
	       (atomic_store(&m->is_cut, true), atomic_store(&some_cut, true), true);
}

static bool patch_at(uintptr_t address)
{
	for (struct mapped *m = atomic_load(&all); m; m = m->next) {
		char *pages = atomic_load(&m->pages);
		size_t size = atomic_load(&m->size);
		if (pages && address - (uintptr_t)pages < size)
			return patch(m, pages, size, address - (uintptr_t)pages);
	}
	return false;
}

static void survive(int number, siginfo_t *info, void *context)
{
	int kept = errno;
	bool patched = info->si_code > 0 && patch_at((uintptr_t)info->si_addr);
	errno = kept;
	if (patched)
		return;
	if (before.sa_flags & SA_SIGINFO)
		before.sa_sigaction(number, info, context);
	else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN)
		before.sa_handler(number);
	else
		/* What was read is read again, and kills us. */
		signal(number, SIG_DFL);
}

void mapping_copy(void)
{
	atomic_store(&copies, true);
}

void mapping_survive(void)
{
	struct sigaction action = {.sa_sigaction = survive, .sa_flags = SA_SIGINFO | SA_ONSTACK};
	sigemptyset(&action.sa_mask);
	sigaction(SIGBUS, &action, &before);
}

static bool fail_cut(const char *path, struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		SAY("“%s” bị cắt ngắn hoặc không đọc được nữa trong lúc đọc; hãy chạy "
		    "\"tracuu-index repair\"",
			"%s was cut short, or could not be read any more, while it was read; run "
			"\"tracuu-index repair\""),
		path);
}

bool mapping_check(struct error *err)
{
	bool ok = true;
	if (!atomic_load(&some_cut))
		return true;
	pthread_mutex_lock(&mutex);
	if (closed_path)
		ok = fail_cut(closed_path, err);
	free(closed_path);
	closed_path = NULL;
	for (struct mapped *m = atomic_load(&all); ok && m; m = m->next) {
		if (atomic_load(&m->pages) && atomic_load(&m->is_cut))
			ok = fail_cut(m->path, err);
	}
	pthread_mutex_unlock(&mutex);
	return ok;
}
