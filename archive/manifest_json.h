/* The JSON of a manifest and back. */
#ifndef ARCHIVE_MANIFEST_JSON_H
#define ARCHIVE_MANIFEST_JSON_H

#include "archive/manifest.h"
#include "base/error.h"

/* Owned by the caller; NULL when out of memory. */
char *manifest_to_json(const struct manifest *m);

/* Reads JSON, of the generation in FOLDER, over *OUT, which must be empty and stays so on
   failure. ERROR_CORRUPT, ERROR_VERSION. */
bool manifest_from_json(
	struct str json, const char *folder, struct manifest *out, struct error *err);

/* Adds just the sources of a manifest of any version to *OUT, its origin, and the archive's id
   where it has one. */
bool manifest_sources_from_json(struct str json, struct manifest *out);

#endif
