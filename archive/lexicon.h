/* What the archive teaches about its own spelling: every word it holds, how often,
 * and the spellings behind each folded form. One memory-mapped, versioned,
 * checksummed file in the generation. */
#ifndef ARCHIVE_LEXICON_H
#define ARCHIVE_LEXICON_H

#include "base/error.h"
#include "base/str.h"

#include <stdint.h>

struct lexicon; /* may be shared by threads: it is never changed */

/* NULL on failure: ERROR_NOT_FOUND, ERROR_CORRUPT, ERROR_VERSION. Reads only the header. */
struct lexicon *lexicon_open(const char *path, struct error *err);
void lexicon_close(struct lexicon *l);

struct lexicon_word {
	struct str exact;  /* lives as long as the lexicon */
	uint64_t count;    /* occurrences in the archive */
};

/* The spellings whose folded form is FOLDED, most frequent first: at most MAX of
   them into OUT. Returns how many were written. */
size_t lexicon_spellings(
	const struct lexicon *l, struct str folded, struct lexicon_word *out, size_t max);

/* Occurrences of EXACT, whose folded form is FOLDED; 0: the archive doesn't know it. */
uint64_t lexicon_count(const struct lexicon *l, struct str exact, struct str folded);

struct lexicon_builder; /* collects words, in any order */

struct lexicon_builder *lexicon_builder_new(void); /* NULL: out of memory */
void lexicon_builder_free(struct lexicon_builder *b);

/* Adds COUNT occurrences of EXACT, which was not added before. Copies both strings.
   Words with an ASCII digit are left out: they have one spelling only. */
bool lexicon_builder_add(struct lexicon_builder *b, struct str exact, struct str folded,
	uint64_t count, struct error *err);

/* Writes the lexicon to PATH, synced. */
bool lexicon_builder_write(struct lexicon_builder *b, const char *path, struct error *err);

#endif
