/* The manifest of a generation on disk, and whether the files that it lists are whole. */
#ifndef ARCHIVE_MANIFEST_FILE_H
#define ARCHIVE_MANIFEST_FILE_H

#include "archive/manifest.h"
#include "base/error.h"

/* Reads the manifest of the generation in FOLDER over *OUT, which must be empty.
   ERROR_NOT_FOUND, ERROR_CORRUPT, ERROR_VERSION. What it lists is that of a generation
   (archive/contents.h). It does not look at ANALYSIS. */
bool manifest_read(const char *folder, struct manifest *out, struct error *err);

/* Reads the manifest of the generation NUMBER, which is in FOLDER: ERROR_CORRUPT also where
   it is that of another one. */
bool manifest_read_number(
	const char *folder, uint32_t number, struct manifest *out, struct error *err);

/* Reads just the sources of that manifest, its origin and the archive's id, of whatever version,
   damaged or not: what a rebuild begins with. False, with *OUT empty, where that can't be done. */
bool manifest_read_sources(const char *folder, struct manifest *out);

/* Writes both files into FOLDER, synced. */
bool manifest_write(const char *folder, const struct manifest *m, struct error *err);

/* Checks that every file it lists is in FOLDER with its size, but for lexicon and
   tallies, which queries can do without; that none of them, and no shard, is a link. Opens
   none. ERROR_CORRUPT. */
bool manifest_check_sizes(const struct manifest *m, const char *folder, struct error *err);

/* Whether the file PATH of a generation, as a manifest lists it, is in mirrors, too. */
bool manifest_is_mirrored(const char *path);

/* As manifest_check_sizes, of a mirror. */
bool manifest_check_mirror(const struct manifest *m, const char *folder, struct error *err);

/* Reads FILE, which is listed, and checks its digest. ERROR_CORRUPT. */
bool manifest_check_digest(const struct manifest_file *file, const char *folder, struct error *err);

#endif
