/* The version file of a database, "iamglass": the roots of its tables, and its statistics. */
#ifndef GLASS_VERSION_H
#define GLASS_VERSION_H

#include "glass/table.h"

/* In the order of the version file. */
enum glass_kind {
	GLASS_POSTLIST,
	GLASS_DOCDATA,
	GLASS_TERMLIST,
	GLASS_POSITION,
	GLASS_SPELLING,
	GLASS_SYNONYM,
	GLASS_KINDS
};

struct glass_version {
	const char *uuid; /* 16 bytes */
	struct glass_root roots[GLASS_KINDS];
	uint32_t documents, least_length, greatest_length, greatest_count;
	uint64_t total_length;
};

void glass_version_append(struct buf *out, const struct glass_version *v);

/* Reads the root of table KIND out of the bytes of a version file. Of its number of blocks
   it says only whether there are any. False if the bytes are of no such file, or of one
   whose blocks are not of GLASS_BLOCK bytes. */
bool glass_version_root(struct str bytes, enum glass_kind kind, struct glass_root *root);

#endif
