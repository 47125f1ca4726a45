#include "base/folders.h"

#include "base/buf.h"
#include "base/lang.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

static const struct {
	const char *variable, *home;
} kinds[] = {
	[FOLDERS_CONFIG] = {"XDG_CONFIG_HOME", "/.config"},
	[FOLDERS_DATA] = {"XDG_DATA_HOME", "/.local/share"},
	[FOLDERS_STATE] = {"XDG_STATE_HOME", "/.local/state"},
};

char *folders_path(enum folders_kind kind, const char *name, struct error *err)
{
	/* The specification says to ignore a path that is not absolute. */
	const char *told = getenv(kinds[kind].variable);
	const char *home = getenv("HOME");
	struct buf path = BUF_INIT;
	if (told && *told == '/') {
		buf_append_c(&path, told);
	} else if (home && *home == '/') {
		buf_append_c(&path, home);
		buf_append_c(&path, kinds[kind].home);
	} else {
		error_set(err, ERROR_USAGE,
			SAY("không biết thư mục của bạn ở đâu; hãy đặt HOME hoặc %s",
				"your folder is not known; set HOME or %s"),
			kinds[kind].variable);
		return NULL;
	}
	buf_push(&path, '/');
	buf_append_c(&path, name);
	if (!path.failed)
		return path.ptr;
	buf_free(&path);
	error_set_memory(err);
	return NULL;
}

bool folders_make(const char *path, struct error *err)
{
	struct buf folder = BUF_INIT;
	bool ok = true;
	for (size_t i = 1; ok && path[i]; i++) {
		if (path[i] != '/')
			continue;
		buf_reset(&folder);
		if (!buf_append(&folder, str_make(path, i)))
			ok = error_set_memory(err);
		else if (mkdir(folder.ptr, 0700) != 0 && errno != EEXIST)
			ok = error_set_system(err, errno,
				SAY("không tạo được thư mục “%s”", "can't make the folder %s"),
				folder.ptr);
	}
	buf_free(&folder);
	return ok;
}
