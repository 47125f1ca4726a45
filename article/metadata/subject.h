/* The subject of an official document, below or behind its kind: "Về việc …". */
#ifndef ARTICLE_METADATA_SUBJECT_H
#define ARTICLE_METADATA_SUBJECT_H

#include "base/str.h"

/* Where the subject that begins at AT of S ends. */
size_t subject_end(struct str s, size_t at);

/* Whether at AT the text begins, "Kính gửi", and no subject. */
bool subject_is_over(struct str s, size_t at);

/* Whether the subject at AT can't stand alone: "Về việc …", or one that begins in the middle.
   APART: an empty line is above it, as it is above a headline. */
bool subject_needs_kind(struct str s, size_t at, bool apart);

/* Whether what stands at AT, apart from the kind above it, is its subject and no text yet. */
bool subject_is_likely(struct str s, size_t at);

#endif
