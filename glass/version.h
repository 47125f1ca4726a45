/* The version file of a database, "iamglass": the roots of its tables, and its statistics. */
#ifndef GLASS_VERSION_H
#define GLASS_VERSION_H

#include "glass/table.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GLASS_VERSION_FILE "iamglass"

/* Bytes of a version file; libxapian reads no more. */
enum { GLASS_VERSION_MAX = 255 };

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
	uint32_t documents, last_document; /* in number, and the greatest number */
	uint32_t least_length, greatest_length, greatest_count;
	uint64_t total_length;
};

void glass_version_append(struct buf *out, const struct glass_version *v);

/* Reads BYTES, a version file of ours or of libxapian's compactor, into OUT, whose uuid is in
   BYTES. False where a number in it is none that libxapian can take: a root outside its table, a
   table of other blocks than of GLASS_BLOCK bytes, levels without end. */
bool glass_version_read(struct str bytes, struct glass_version *out);

#ifdef __cplusplus
}
#endif

#endif
