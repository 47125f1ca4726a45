/* Words whose capitals tell something: BOT, AI and IS are acronyms, bot, ai and is words. */
#ifndef TEXT_TOKEN_CAPITALS_H
#define TEXT_TOKEN_CAPITALS_H

#include "text/syllable/kind.h"

/* Whether a word is all in capitals, and may be a word in small letters, too: a syllable, or
   one that has a vowel (WHO, not HĐND). */
static inline bool capitals_tell(enum token_kind kind, unsigned flags, struct str folded)
{
	if (!(flags & TOKEN_CAPITALS) || (kind != TOKEN_SYLLABLE && kind != TOKEN_WORD))
		return false;
	if (kind == TOKEN_SYLLABLE)
		return true;
	for (size_t i = 0; i < folded.len; i++) {
		if (strchr("aeiouy", folded.ptr[i]) && folded.ptr[i] != '\0')
			return true;
	}
	return false;
}

#endif
