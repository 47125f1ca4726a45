/* The folders in which a person's programs keep things, as the XDG Base Directory Specification
 * has them. */
#ifndef BASE_FOLDERS_H
#define BASE_FOLDERS_H

#include "base/error.h"

enum folders_kind {
	FOLDERS_CONFIG, /* $XDG_CONFIG_HOME, else ~/.config: what the person decides */
	FOLDERS_DATA,   /* $XDG_DATA_HOME, else ~/.local/share: what the person made */
	FOLDERS_STATE   /* $XDG_STATE_HOME, else ~/.local/state: what can be lost */
};

/* The path of NAME, which may have slashes, below the folder of KIND, owned by the caller.
   NULL with ERROR_USAGE where no variable tells an absolute path, or with ERROR_MEMORY. */
char *folders_path(enum folders_kind kind, const char *name, struct error *err);

/* Makes the folder that the file PATH, which is absolute, is to lie in, and those above it, for
   the owner alone. */
bool folders_make(const char *path, struct error *err);

#endif
