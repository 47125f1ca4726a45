/* A reader that works in another process: what is asked of it here is done there.
 *
 * Whatever becomes of that process costs the file that it read, and nothing else. */
#ifndef ARTICLE_WORKER_CLIENT_H
#define ARTICLE_WORKER_CLIENT_H

#include "article/readers/file.h"

struct reader_ops;

/* For every kind that has a program (article/readers/kinds.h). */
extern const struct reader_ops worker_reader_ops;

/* Begins to read FILE, if its kind has a program, while others are read: worker_reader_ops.open of
   the same file, unchanged, then finds what was read. TICKET says when to forget it. For one
   thread. Whether it was begun. */
bool worker_read_ahead(const struct article_file *file, uint64_t ticket);

/* Forgets what was begun with tickets up to TICKET and not asked for. */
void worker_drop_ahead(uint64_t ticket);

/* Whether what reads KIND is installed, be it a program or in this one. */
bool worker_is_installed(enum article_kind kind);

/* Says in ERR that it is not, and which package has it: ERROR_NOT_FOUND. Returns false. */
bool worker_say_missing(enum article_kind kind, struct error *err);

#endif
