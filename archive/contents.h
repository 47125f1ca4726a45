/* What a generation must have: which files, each once, and nothing besides. A digest tells
 * whether a file is what it was; this tells whether what is listed is a generation. */
#ifndef ARCHIVE_CONTENTS_H
#define ARCHIVE_CONTENTS_H

#include "archive/manifest.h"

/* Checks that M, of the generation in FOLDER, lists each shard once and below its next one,
   numbers that add up, and of each shard and of the whole every file that it needs, once, and
   no other. Opens nothing. ERROR_CORRUPT. */
bool contents_check(const struct manifest *m, const char *folder, struct error *err);

/* Is told what lies in a generation's folder and should not. */
typedef void contents_visitor(void *context, const struct error *finding);

/* Calls VISIT for each file, folder, link or other thing in FOLDER, where the generation of M
   is, that M does not list or that is not what it should be. False where it can't be told. */
bool contents_check_folder(const struct manifest *m, const char *folder, contents_visitor *visit,
	void *context, struct error *err);

#endif
