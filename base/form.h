/* How a file of an archive begins: FORM_MAGIC bytes that say what it is, its version in four more,
 * little-endian. A program reads one version. */
#ifndef BASE_FORM_H
#define BASE_FORM_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

enum { FORM_MAGIC = 8, FORM_AT_VERSION = 8, FORM_HEAD = 12 };

/* Whether FILE, which PATH names in messages, has LEAST bytes, FORM_HEAD or more, and begins with
   MAGIC and VERSION. ERROR_CORRUPT, ERROR_VERSION. */
bool form_check(struct str file, size_t least, const char *magic, uint32_t version,
	const char *path, struct error *err);

/* The same of the version alone; FILE has FORM_HEAD bytes. */
bool form_check_version(struct str file, uint32_t version, const char *path, struct error *err);

/* Says that PATH is damaged and has to be written anew. Returns false. */
bool form_fail(const char *path, struct error *err);

#endif
