/* Of tracuu. */
#include "query/interact.h"

#include "base/lang.h"
#include "sandbox/limits.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

#ifndef TRACUU_LIBEXEC
#error "the build system says where tracuu-interactive is installed"
#endif

/* Becomes the program in FOLDER, if there is one. */
static void become(struct str folder, char **argv)
{
	struct buf path = BUF_INIT;
	buf_append(&path, folder);
	if (buf_append_c(&path, "/tracuu-interactive"))
		execv(path.ptr, argv);
	buf_free(&path);
}

/* Beside this program, as where it was built, else where it is installed. */
int interact(struct program *p)
{
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self);
	struct str folder = str_make(self, len > 0 ? (size_t)len : 0);
	folder.len -= str_after_last(folder, '/').len;
	limits_lift();
	if (folder.len > 0)
		become(folder, p->argv);
	become(STR(TRACUU_LIBEXEC), p->argv);
	error_set_system(&p->err, errno, "%s",
		SAY("không chạy được tracuu-interactive, hãy cài lại tracuu",
			"can't run tracuu-interactive; install tracuu again"));
	return program_fail(p);
}
