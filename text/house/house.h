/* A newsroom's own dictionary: abbreviations, aliases and former names, beside the tables of
 * text/variant/variant.h. A plain file in UTF-8, a group a line, whose ways to write one thing
 * stand between signs of equality:
 *
 *     # our desks
 *     BBĐ = Ban Bạn đọc
 *     Ka Long = Bắc Luân = cầu Bắc Luân
 *
 * That of an archive, ARCHIVE/dictionary, holds for all who search there, one's own,
 * ~/.config/tracuu/dictionary, for oneself. What can't be read of it costs its line. */
#ifndef TEXT_HOUSE_HOUSE_H
#define TEXT_HOUSE_HOUSE_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

enum {
	HOUSE_MAX_BYTES = 1 << 20, /* of a file */
	HOUSE_MAX_GROUPS = 10000,
	HOUSE_MAX_FORMS = 11 /* of a group */
};

/* In an archive's folder. */
#define HOUSE_FILE "dictionary"

struct house;

/* NULL: out of memory. */
struct house *house_new(void);
void house_free(struct house *h); /* NULL is none */

/* Adds the groups of the file PATH. ERROR_NOT_FOUND where there is none; else false only where the
   file can't be read. */
bool house_read(struct house *h, const char *path, struct error *err);

/* The same of TEXT; NAME is for messages. */
bool house_parse(struct house *h, struct str text, const char *name, struct error *err);

/* Where the user's own is, owned by the caller; NULL where none is to be read: TRACUU_CONFIG names
   what is in its place, or no folder is known. */
char *house_own_path(void);

/* Of the texts that were read, in their order; 0: none was. */
uint64_t house_checksum(const struct house *h);

size_t house_group_count(const struct house *h);

/* How many lines could not be read, and of the first of them where it stands and why. */
size_t house_problem_count(const struct house *h);
const char *house_problem(const struct house *h);

#endif
