/* Who may see an article, as people are told. */
#ifndef INDEXER_STATUS_SEEN_H
#define INDEXER_STATUS_SEEN_H

#include "archive/audience/audience.h"

/* Appends to OUT: "label “nội bộ”, from 2026-12-01 10:00 on (Vietnam)"; nothing where everybody may
   see it at once. */
bool seen_tell(struct buf *out, const struct visibility *seen);

/* Prints the audiences of M and what they see at NOW, and which labels none of them has. */
void seen_print_audiences(const struct manifest *m, int64_t now);

#endif
