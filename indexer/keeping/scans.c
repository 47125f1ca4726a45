#include "indexer/keeping/scans.h"

#include "archive/catalogue.h"
#include "archive/folder.h"
#include "archive/generation.h"
#include "base/file.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCAN_MAX = 64 << 20 /* bytes of what is kept of one */ };

static char *folder_of(const char *archive)
{
	return folder_path(archive, "ocr");
}

/* ARCHIVE/ocr/DIGEST of the scan FD, owned by the caller; NULL where it can't be told. */
static char *path_of(const struct scans *s, int fd)
{
	char name[sizeof "ocr/" + DIGEST_HEX] = "ocr/";
	struct digest digest;
	struct error ignored;
	uint64_t size;
	if (!digest_file(fd, "", &digest, &size, &ignored))
		return NULL;
	digest_to_hex(&digest, name + sizeof "ocr/" - 1);
	return folder_path(s->archive, name);
}

static void keep(void *context, int fd, struct str bytes)
{
	const struct scans *s = context;
	struct error ignored;
	struct buf all = BUF_INIT;
	char *folder = folder_of(s->archive), *path = path_of(s, fd);
	buf_append(&all, str_make((const char *)s->content.bytes, sizeof s->content));
	/* nobody but who updates the archive reads them */
	if (!s->trial && folder && path && buf_append(&all, bytes) &&
		folder_make(folder, &ignored) && chmod(folder, S_IRWXU) == 0)
		file_replace(path, buf_str(&all), &ignored);
	buf_free(&all);
	free(path);
	free(folder);
}

static bool find(void *context, int fd, struct buf *out)
{
	const struct scans *s = context;
	struct error ignored;
	struct buf all = BUF_INIT;
	struct key of;
	char *path = path_of(s, fd);
	bool ok =
		path && file_read_own(path, SCAN_MAX, &all, NULL, &ignored) && all.len > sizeof of;
	if (ok) {
		struct str bytes = str_slice(buf_str(&all), sizeof of, all.len);
		memcpy(&of, all.ptr, sizeof of);
		if (!key_eq(&of, &s->content))
			keep(context, fd, bytes);
		ok = buf_append(out, bytes);
	}
	buf_free(&all);
	free(path);
	return ok;
}

struct scan_store scans_store(struct scans *s)
{
	return (struct scan_store){find, keep, s};
}

/* ---- What is of no use any more ---- */

struct entry {
	struct key content;
	char *path; /* owned */
	bool used;
};

struct pruning {
	const char *folder;
	struct entry *entries; /* by their contents, once all are there */
	size_t count, capacity;
};

static bool add(struct pruning *p, const char *path, struct error *err)
{
	if (p->count == p->capacity) {
		size_t capacity = p->capacity ? 2 * p->capacity : 64;
		struct entry *entries = reallocarray(p->entries, capacity, sizeof *entries);
		if (!entries)
			return error_set_memory(err);
		p->entries = entries;
		p->capacity = capacity;
	}
	struct entry *e = &p->entries[p->count];
	*e = (struct entry){.path = strdup(path)};
	if (!e->path)
		return error_set_memory(err);
	p->count++;
	/* one that is cut short has a content that is no file's */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd >= 0 && pread(fd, &e->content, sizeof e->content, 0) != sizeof e->content)
		e->content = (struct key){0};
	if (fd >= 0)
		close(fd);
	return true;
}

static bool note(void *context, const char *relative, struct error *err)
{
	struct pruning *p = context;
	char *path = folder_path(p->folder, relative);
	bool ok = path ? add(p, path, err) : error_set_memory(err);
	free(path);
	return ok;
}

static int compare(const void *a, const void *b)
{
	return key_compare(
		&((const struct entry *)a)->content, &((const struct entry *)b)->content);
}

/* Several scans may be of one file: those of its content stand side by side. */
static void use(struct pruning *p, const struct key *content)
{
	const struct entry wanted = {.content = *content};
	struct entry *found = bsearch(&wanted, p->entries, p->count, sizeof *p->entries, compare);
	if (!found || found->used)
		return;
	struct entry *first = found, *end = p->entries + p->count;
	while (first > p->entries && key_eq(&first[-1].content, content))
		first--;
	for (; first < end && key_eq(&first->content, content); first++)
		first->used = true;
}

static bool use_generation(
	struct pruning *p, const char *archive, uint32_t number, struct error *err)
{
	struct catalogue catalogue = CATALOGUE_EMPTY;
	char *path = generation_path(archive, number);
	bool ok = path ? catalogue_open(&catalogue, path, err) : error_set_memory(err);
	for (uint64_t i = 0; ok && i < catalogue.file_count; i++) {
		struct catalogue_file file;
		catalogue_file_at(&catalogue, i, &file);
		use(p, &file.content);
	}
	catalogue_close(&catalogue);
	free(path);
	return ok;
}

static bool use_all(struct pruning *p, const char *archive, struct error *err)
{
	struct generation_list all;
	if (!generation_list_read(archive, &all, err))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < all.count; i++)
		ok = use_generation(p, archive, all.numbers[i], err);
	generation_list_free(&all);
	return ok;
}

static bool remove_unused(const struct pruning *p, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; i < p->count; i++) {
		const struct entry *e = &p->entries[i];
		if (!e->used && unlink(e->path) != 0 && errno != ENOENT)
			ok = error_set_system(err, errno,
				SAY("không xóa được “%s”", "cannot remove %s"), e->path);
	}
	return ok;
}

/* Of the files in P->folder, those that a generation of ARCHIVE has use for stay. */
static bool prune(struct pruning *p, const char *archive, struct error *err)
{
	struct error unread;
	if (access(p->folder, F_OK) != 0)
		return true;
	if (!folder_each_file(p->folder, note, p, err))
		return false;
	if (p->count == 0)
		return true;
	qsort(p->entries, p->count, sizeof *p->entries, compare);
	return !use_all(p, archive, &unread) || remove_unused(p, err);
}

bool scans_prune(const char *archive, struct error *err)
{
	char *folder = folder_of(archive);
	if (!folder)
		return error_set_memory(err);
	struct pruning p = {.folder = folder};
	bool ok = prune(&p, archive, err);
	for (size_t i = 0; i < p.count; i++)
		free(p.entries[i].path);
	free(p.entries);
	free(folder);
	return ok;
}

bool scans_forget(const char *archive, struct error *err)
{
	char *folder = folder_of(archive);
	bool ok = folder ? folder_remove(folder, err) : error_set_memory(err);
	free(folder);
	return ok;
}
