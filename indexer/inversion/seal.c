#include "indexer/inversion/seal.h"
#include "archive/folder.h"
#include "base/file.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

bool seal_file(struct manifest *m, const char *folder, const char *relative, struct error *err)
{
	char *path = folder_path(folder, relative);
	if (!path)
		return error_set_memory(err);
	struct digest digest;
	uint64_t size = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (!ok)
		error_set_system(err, errno, SAY("không ghi được “%s”", "cannot write %s"), path);
	ok = ok && digest_file(fd, path, &digest, &size, err);
	if (ok && !manifest_add_file(m, relative, size, &digest))
		ok = error_set_memory(err);
	if (fd >= 0)
		close(fd);
	free(path);
	return ok;
}

struct sealing {
	struct manifest *manifest;
	const char *folder;
	const char *name;
};

static bool seal_one(void *context, const char *relative, struct error *err)
{
	const struct sealing *s = context;
	char *path = folder_path(s->name, relative);
	bool ok = path ? seal_file(s->manifest, s->folder, path, err) : error_set_memory(err);
	free(path);
	return ok;
}

bool seal_folder(struct manifest *m, const char *folder, const char *name, struct error *err)
{
	struct sealing s = {m, folder, name};
	char *path = folder_path(folder, name);
	bool ok = path ? folder_each_file(path, seal_one, &s, err) && file_sync_folder(path, err)
		       : error_set_memory(err);
	free(path);
	return ok;
}
