/* Folders: paths below them, whole trees made, listed, copied and removed. */
#ifndef ARCHIVE_FOLDER_H
#define ARCHIVE_FOLDER_H

#include "base/error.h"

#include <stdint.h>

/* FOLDER/NAME, owned by the caller; NULL when out of memory. */
char *folder_path(const char *folder, const char *name);

/* Makes the folder PATH and those above it; it may be there already. */
bool folder_make(const char *path, struct error *err);

/* Makes the folder PATH, which must not be there in any form. */
bool folder_make_new(const char *path, struct error *err);

/* Removes PATH and all below it, 32 folders deep; it need not be there. Follows no links, nor
   those that are put there meanwhile. */
bool folder_remove(const char *path, struct error *err);

/* Bytes of all regular files below PATH; what can't be read counts as none. */
uint64_t folder_size(const char *path);

/* Gets each regular file below a folder: its path below that folder. Returns
   false, with ERR filled, to stop. */
typedef bool folder_visitor(void *context, const char *relative, struct error *err);

/* Calls VISIT for every regular file below PATH, in order of their names. */
bool folder_each_file(const char *path, folder_visitor *visit, void *context, struct error *err);

/* Makes the file TO, which must not be there: where LINK a hard link to FROM, if the file system
   has such links, else a copy, synced. */
bool folder_take_file(const char *from, const char *to, bool link, struct error *err);

/* Makes the folder TO with hard links to all files in the folder FROM; where the
   file system has no such links, with copies. All is synced. */
bool folder_link(const char *from, const char *to, struct error *err);

#endif
