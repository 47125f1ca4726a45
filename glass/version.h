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

#endif
