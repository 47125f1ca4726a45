/* A reader that works in another process: what is asked of it here is done there.
 *
 * Whatever becomes of that process costs the file that it read, and nothing else. */
#ifndef ARTICLE_WORKER_CLIENT_H
#define ARTICLE_WORKER_CLIENT_H

#include "article/readers/file.h"

struct reader_ops;

/* For every kind that has a program (article/readers/kinds.h). */
extern const struct reader_ops worker_reader_ops;

/* Whether what reads KIND is installed, be it a program or in this one. */
bool worker_is_installed(enum article_kind kind);

#endif
