#include "indexer/keeping/scans.h"

#include "archive/digest.h"
#include "archive/folder.h"
#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

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

static bool find(void *context, int fd, struct buf *out)
{
	struct error ignored;
	char *path = path_of(context, fd);
	bool ok = path && file_read_own(path, SCAN_MAX, out, NULL, &ignored);
	free(path);
	return ok;
}

static void keep(void *context, int fd, struct str bytes)
{
	const struct scans *s = context;
	struct error ignored;
	char *folder = folder_of(s->archive), *path = path_of(s, fd);
	/* nobody but who updates the archive reads them */
	if (!s->trial && folder && path && folder_make(folder, &ignored) &&
		chmod(folder, S_IRWXU) == 0)
		file_replace(path, bytes, &ignored);
	free(path);
	free(folder);
}

struct scan_store scans_store(struct scans *s)
{
	return (struct scan_store){find, keep, s};
}

bool scans_forget(const char *archive, struct error *err)
{
	char *folder = folder_of(archive);
	bool ok = folder ? folder_remove(folder, err) : error_set_memory(err);
	free(folder);
	return ok;
}
