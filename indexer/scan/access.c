#include "indexer/scan/access.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Whether others may read PATH; of a folder, whether they have what FOLDER says. */
static bool has_mode(int dir, const char *path, mode_t folder)
{
	struct stat st;
	if (fstatat(dir, path, &st, 0) != 0)
		return errno == ENOENT || errno == ENOTDIR;
	mode_t wanted = S_ISDIR(st.st_mode) ? folder : S_IROTH;
	return (st.st_mode & wanted) == wanted;
}

bool access_by_all_below(int dir, struct str path)
{
	char copy[PATH_MAX];
	if (path.len >= sizeof copy)
		return false;
	for (size_t i = 1; i <= path.len; i++) {
		bool last = i == path.len;
		if (!last && path.ptr[i] != '/')
			continue;
		memcpy(copy, path.ptr, i);
		copy[i] = '\0';
		if (!has_mode(dir, copy, last ? S_IROTH | S_IXOTH : S_IXOTH))
			return false;
	}
	return true;
}

bool access_by_all(const char *path)
{
	char real[PATH_MAX];
	return realpath(path, real) && access_by_all_below(AT_FDCWD, str_from_c(real));
}
