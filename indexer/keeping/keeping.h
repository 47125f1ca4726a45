/* What the archivist decides about an archive's generations, kept in ARCHIVE/keeping.json:
 *
 *     {"keep":3,"pinned":[12],"abandoned":[41,42],"held":true}
 *
 * A run reads it, and rollback, pin, unpin, resume and update --keep write it, all of them under
 * the archive's lock. An archive without the file keeps three, and is not held. */
#ifndef INDEXER_KEEPING_KEEPING_H
#define INDEXER_KEEPING_KEEPING_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

enum { KEEPING_LEAST = 1, KEEPING_USUAL = 3, KEEPING_MOST = 1000 };

/* Numbers of generations, ascending, each once. */
struct keeping_list {
	uint32_t *numbers; /* owned */
	size_t count;
};

struct keeping {
	uint32_t keep;                 /* generations that stay, the published one among them */
	struct keeping_list pinned;    /* that stay besides */
	struct keeping_list abandoned; /* that a rollback left: the first to go */
	bool held;                     /* no run changes the archive until it is resumed */
};

/* ERROR_CORRUPT where the file is not what we write. */
bool keeping_read(struct keeping *k, const char *archive, struct error *err);
bool keeping_write(const struct keeping *k, const char *archive, struct error *err);
void keeping_free(struct keeping *k);

bool keeping_has(const struct keeping_list *l, uint32_t number);

/* False when out of memory. */
bool keeping_add(struct keeping_list *l, uint32_t number);
void keeping_take(struct keeping_list *l, uint32_t number);

#endif
