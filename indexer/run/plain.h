/* Names of files as text. On disk they are any bytes but NUL and '/'. */
#ifndef INDEXER_RUN_PLAIN_H
#define INDEXER_RUN_PLAIN_H

#include "base/buf.h"

/* Appends NAME to OUT as valid UTF-8: every byte that is none becomes U+FFFD. */
void plain_text(struct buf *out, struct str name);

#endif
