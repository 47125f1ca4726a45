/* The lexicons of several archives, asked as one: the sums of what each tells. */
#ifndef ARCHIVE_SEVERAL_LEXICONS_H
#define ARCHIVE_SEVERAL_LEXICONS_H

#include "archive/lexicon.h"

#include <stddef.h>

/* PARTS[0..N), which must outlive it, as one lexicon, which belongs to one thread: it numbers words
   as they are asked for. Counts of words, pairs and runs are those that one lexicon of all texts
   would tell, but for what a part leaves out as too rare; a few sums, of which no part tells what
   it has in common with another, are estimates (lexicons_pairs.c). NULL when out of memory. */
struct lexicon *lexicons_join(const struct lexicon *const *parts, size_t n, struct error *err);

#endif
