/* The checksums of a database's blocks: the file "blocks" beside its tables, which libxapian
 * neither knows nor minds; docs/formats.md has it byte by byte.
 *
 * A block's checksum is seeded with its table and number, and with the checksum of the version
 * file, which has an id drawn by lot: so it fits no block at another place, nor one of another
 * database. Nothing vouches for the checksums themselves: a damaged one can but refuse a good
 * block. */
#ifndef GLASS_BLOCKS_H
#define GLASS_BLOCKS_H

#include "base/error.h"
#include "glass/version.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GLASS_BLOCKS_FILE "blocks"

struct glass_blocks;

/* Opens the checksums of the database FOLDER, whose version file is checked in whole: by its
   checksum, and that all numbers in it are some that libxapian can take. ERROR_NOT_FOUND,
   ERROR_CORRUPT, ERROR_VERSION, a system error; NULL then. */
struct glass_blocks *glass_blocks_open(const char *folder, struct error *err);
void glass_blocks_close(struct glass_blocks *b);

/* How many blocks table KIND has: none where there is no such table. */
uint32_t glass_blocks_count(const struct glass_blocks *b, enum glass_kind kind);

/* Whether the GLASS_BLOCK bytes at BLOCK are block NUMBER of table KIND, and can be walked. */
bool glass_blocks_fit(
	const struct glass_blocks *b, enum glass_kind kind, uint32_t number, const void *block);

/* Holds all blocks of all tables against their checksums. */
bool glass_blocks_check(const struct glass_blocks *b, struct error *err);

/* Says that block NUMBER of table KIND is damaged. Returns false. */
bool glass_blocks_fail(
	const struct glass_blocks *b, enum glass_kind kind, uint32_t number, struct error *err);

/* Writes the checksums of the database FOLDER, which is whole and has none yet. */
bool glass_blocks_write(const char *folder, struct error *err);

/* The name of the file of table KIND. */
const char *glass_table_file(enum glass_kind kind);

#ifdef __cplusplus
}
#endif

#endif
