#include "indexer/keeping/sharing.h"
#include "archive/folder.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool find_group(const char *name, gid_t *out, struct error *err)
{
	char *end;
	errno = 0;
	const struct group *group = getgrnam(name);
	unsigned long number = strtoul(name, &end, 10);
	if (group)
		*out = group->gr_gid;
	else if (*name >= '0' && *name <= '9' && *end == '\0' && number < (gid_t)-1)
		*out = (gid_t)number;
	else
		return error_set(err, ERROR_USAGE,
			SAY("không có nhóm người dùng “%s”", "there is no group %s"), name);
	return true;
}

static bool fail(struct error *err, int number, const char *path)
{
	return error_set_system(err, number,
		SAY("không đổi được nhóm hay quyền của %s (chỉ chủ của tệp, trong nhóm ấy, mới đổi "
		    "được)",
			"cannot change group or mode of %s (only its owner, who is in the group, "
			"may)"),
		path);
}

/* Gives the file or folder PATH, which is ST, the group and what MODE has for it and others. */
static bool give(
	const char *path, const struct stat *st, gid_t group, mode_t mode, struct error *err)
{
	mode_t wanted = (st->st_mode & S_IRWXU) | (mode & (S_IRWXG | S_IRWXO));
	if (S_ISDIR(st->st_mode))
		wanted |= S_ISGID;
	else
		wanted &= ~(mode_t)(S_IXGRP | S_IXOTH | S_IWGRP | S_IWOTH);
	if (st->st_gid == group && (st->st_mode & 07777) == wanted)
		return true;
	int fd = st->st_uid == geteuid()
			 ? open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
			 : -1;
	int number = st->st_uid == geteuid() ? errno : EPERM;
	bool ok = fd >= 0 && fchown(fd, (uid_t)-1, group) == 0 && fchmod(fd, wanted) == 0;
	if (!ok)
		fail(err, fd >= 0 ? errno : number, path);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool give_all(const char *archive, gid_t group, mode_t mode, struct error *err)
{
	char *root = strdup(archive);
	char *const roots[] = {root, NULL};
	FTS *tree = root ? fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL) : NULL;
	bool ok = tree || error_set_memory(err);
	const FTSENT *entry;
	while (ok && (entry = fts_read(tree)) != NULL) {
		if (entry->fts_info == FTS_D || entry->fts_info == FTS_F)
			ok = give(entry->fts_path, entry->fts_statp, group, mode, err);
	}
	if (tree)
		fts_close(tree);
	free(root);
	return ok;
}

bool sharing_give(const char *archive, const char *name, struct error *err)
{
	gid_t group = 0;
	struct stat st;
	if (!find_group(name, &group, err))
		return false;
	if (stat(archive, &st) != 0)
		return fail(err, errno, archive);
	return give_all(archive, group, (st.st_mode & S_IRWXU) | S_IRGRP | S_IXGRP, err);
}

/* Whether what lies in the folder of ST has its group. */
static bool is_handed_on(const char *archive, const struct stat *st)
{
	struct stat inner;
	char *path = folder_path(archive, "generations");
	bool done = !path || lstat(path, &inner) != 0 ||
		    (inner.st_gid == st->st_gid && (inner.st_mode & S_ISGID) &&
			    (inner.st_mode & (S_IRWXG | S_IRWXO)) ==
				    (st->st_mode & (S_IRWXG | S_IRWXO)));
	free(path);
	return done;
}

bool sharing_settle(const char *archive, struct error *err)
{
	struct stat st;
	if (stat(archive, &st) != 0)
		return error_set_system(
			err, errno, SAY("không đọc được “%s”", "cannot read %s"), archive);
	/* Nobody but its keepers ever writes. */
	umask((~st.st_mode & (S_IRWXG | S_IRWXO)) | S_IWOTH);
	return !(st.st_mode & S_ISGID) || is_handed_on(archive, &st) ||
	       give_all(archive, st.st_gid, st.st_mode, err);
}
