/* What the acronyms stand for that articles explain: words of the lexicon, as its LEXICON_DEFINES
 * tells. */
#ifndef ARCHIVE_LEXICON_DEFINITIONS_H
#define ARCHIVE_LEXICON_DEFINITIONS_H

#include "archive/lexicon.h"

#include <string.h>

enum { LEXICON_DEFINITION_BYTES = 240 }; /* as much as a word of a lexicon has */

/* What the acronym stands for that is ACRONYM without marks, most frequent first. */
static inline struct lexicon_group lexicon_acronyms(const struct lexicon *l, struct str acronym)
{
	char key[LEXICON_DEFINITION_BYTES];
	if (acronym.len == 0 || acronym.len >= sizeof key)
		return (struct lexicon_group){0};
	memcpy(key, acronym.ptr, acronym.len);
	key[acronym.len] = LEXICON_DEFINES;
	return lexicon_group(l, str_make(key, acronym.len + 1));
}

/* What begins with the words BEGINNING, without marks, and has an acronym. */
static inline struct lexicon_group lexicon_phrases(const struct lexicon *l, struct str beginning)
{
	char key[LEXICON_DEFINITION_BYTES];
	if (beginning.len == 0 || beginning.len >= sizeof key)
		return (struct lexicon_group){0};
	key[0] = LEXICON_DEFINES;
	memcpy(key + 1, beginning.ptr, beginning.len);
	struct lexicon_group g = lexicon_starting(l, str_make(key, beginning.len + 1));
	g.count = g.count < LEXICON_MAX_GROUP ? g.count : LEXICON_MAX_GROUP;
	return g;
}

struct lexicon_definition {
	struct str acronym, phrase; /* live as long as the lexicon */
	uint64_t count;             /* explanations in the archive */
};

/* Such a word taken apart. False if word number I is none. */
static inline bool lexicon_definition(
	const struct lexicon *l, uint32_t i, struct lexicon_definition *out)
{
	struct lexicon_word word = lexicon_word(l, i);
	*out = (struct lexicon_definition){.count = word.count};
	const char *sign = memchr(word.exact.ptr, LEXICON_DEFINES, word.exact.len);
	if (!sign)
		return false;
	size_t at = (size_t)(sign - word.exact.ptr);
	out->acronym = str_slice(word.exact, 0, at);
	out->phrase = str_slice(word.exact, at + 1, word.exact.len);
	return true;
}

#endif
