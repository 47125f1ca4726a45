/* Names: where what somebody asks for by an id is, if not under that id. Shards are never
 * written again; so when a file is renamed, the documents of articles that keep their ids
 * keep the path that they were written with, and this file says what it is now (in archives
 * of before 0.2.0 they may also keep an id that is another now). It also says where an old
 * id leads, and which id another spelling of one means.
 *
 * A file of fixed records sorted by key, followed by their strings; memory-mapped. There
 * is none where nothing was renamed. */
#ifndef ARCHIVE_NAMES_H
#define ARCHIVE_NAMES_H

#include "archive/manifest.h"
#include "base/error.h"

enum name_kind {
	NAME_DOCUMENT, /* of the id in a document: FIRST is its id now, SECOND its path */
	NAME_NOW,      /* of an id: FIRST is the id in its document; of before 0.2.0 */
	NAME_OLD,      /* of an id that was: FIRST is what its article is called now */
	NAME_COMPOSED, /* of an id in NFC: FIRST is how it is really spelt */
	NAME_PLACE,    /* of an article by another file that has it, too: FIRST is its id */
	NAME_KIND_COUNT
};

struct name {
	struct key key;
	enum name_kind kind;
	struct str first, second;
};

struct names;

#define NAMES_FILE "names"

/* Opens the names of the generation in FOLDER, whose manifest is M. *OUT is NULL where there
   are none. ERROR_CORRUPT, ERROR_VERSION, ERROR_NOT_FOUND. */
bool names_open(
	const char *folder, const struct manifest *m, struct names **out, struct error *err);
void names_close(struct names *n);

/* What KIND says of the id with KEY, if it is *FOUND. N may be NULL. Strings live as long as N.
   Each row that is looked at is held against its checksum: ERROR_CORRUPT. */
bool names_find(const struct names *n, const struct key *key, enum name_kind kind, bool *found,
	struct name *out, struct error *err);

uint64_t names_count(const struct names *n);
bool names_at(const struct names *n, uint64_t i, struct name *out, struct error *err);

/* ---- Writing ---- */

struct names_builder;

struct names_builder *names_builder_new(void); /* NULL: out of memory */
void names_builder_free(struct names_builder *b);

/* Adds a copy, in any order. Of a key and a kind the first counts. A failure stays, and
   names_builder_write reports it. */
void names_builder_add(struct names_builder *b, const struct name *name);

/* Writes what was added into FOLDER, synced; nothing, with *WRITTEN false, where that is
   nothing. */
bool names_builder_write(
	struct names_builder *b, const char *folder, bool *written, struct error *err);

#endif
