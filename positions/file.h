/* The file of positions of a shard, as it is found on disk; docs/formats.md has it byte by byte.
 *
 * A header; the payloads of all terms, one after the other in the order of the terms; the
 * dictionary, which says how long each is; its groups; zeros, so that these are whole pages; the
 * checksums of these pages.
 *
 * It is mapped. Nothing in it is trusted: a page is held against its checksum when it is first
 * looked at, and every offset against the size of what it points into. */
#ifndef POSITIONS_FILE_H
#define POSITIONS_FILE_H

#include "base/budget.h"
#include "base/error.h"
#include "base/mapping.h"
#include "base/pages.h"

#include <stdint.h>

#define POSITIONS_MAGIC "TRACUUPO"

enum {
	POSITIONS_VERSION = 1,

	HEADER_BYTES = 64,
	HEADER_AT_VERSION = 8,
	HEADER_AT_DOCUMENTS = 12,
	HEADER_AT_TERMS = 16,
	HEADER_AT_PAYLOADS = 24,
	HEADER_AT_DICTIONARY = 32,
	HEADER_AT_GROUPS = 40,
	HEADER_AT_PADDING = 44,
	HEADER_AT_PAGES = 48,
	HEADER_AT_CHECKSUM = 56,

	/* Terms of a group: the first is written whole, of the others what differs from the
	   one before. */
	GROUP_TERMS = 16,
	GROUP_BYTES = 12,
	GROUP_AT_PAYLOAD = 0,
	GROUP_AT_ENTRY = 8,

	TERM_BYTES_MAX = 255
};

/* A part of the pages. */
struct extent {
	uint64_t offset, len;
};

struct positions_file {
	char *path; /* owned */
	struct mapping map;
	struct pages pages;
	uint32_t documents; /* the number of the last one */
	uint64_t terms;
	uint64_t dictionary, groups, groups_end; /* where they begin */
	uint32_t group_count;
	struct budget *budget; /* borrowed, may be NULL: of what its lists read */
};

/* ERROR_NOT_FOUND, ERROR_CORRUPT, ERROR_VERSION, a system error; NULL then. */
struct positions_file *positions_file_open(const char *path, struct error *err);
void positions_file_close(struct positions_file *f);

/* LEN bytes at OFFSET of the pages, LEN > 0, borrowed; NULL, with ERROR_CORRUPT, where there are
   none or a checksum is wrong. */
const uint8_t *positions_file_bytes(
	struct positions_file *f, uint64_t offset, uint64_t len, struct error *err);

/* Cuts a number of seven bits a byte, of MOST bytes or fewer, off the front of FROM.
   ERROR_CORRUPT where there is none. */
bool positions_file_number(struct positions_file *f, struct extent *from, size_t most,
	uint64_t *out, struct error *err);

/* Says that F is damaged. Returns false. */
bool positions_file_fail(const struct positions_file *f, struct error *err);

/* Of the header's other bytes. */
uint64_t positions_header_checksum(const void *header);

#endif
