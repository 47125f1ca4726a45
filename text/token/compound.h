/* Tokens that mean one thing together: document numbers, hyphenated loanwords, hosts and
 * e-mail addresses. Each is an extra token, another reading of the words that it covers. Of no
 * use outside this folder. */
#ifndef TEXT_TOKEN_COMPOUND_H
#define TEXT_TOKEN_COMPOUND_H

#include "text/syllable/spelling.h"

enum { COMPOUNDS_MAX = 3 };

struct compound {
	enum token_kind kind;
	unsigned flags;    /* enum token_flag; TOKEN_EXTRA of most */
	size_t start, end; /* bytes of the text */
	uint16_t exact_len, folded_len;
	char exact[TOKEN_MAX_BYTES];
	char folded[TOKEN_MAX_BYTES];
};

/* Reads the compounds that begin with the word [START, END) of TEXT, of which there
   are at most COMPOUNDS_MAX, into OUT; *CHAIN_END is where the words that they are
   made of end, END if there is none. Returns their number. */
size_t compounds_read(
	struct str text, size_t start, size_t end, struct compound *out, size_t *chain_end);

/* Whether a compound may begin with the word [START, END): cheap, and right for all but a
   few words in a thousand. */
static inline bool compound_is_possible(struct str text, size_t start, size_t end)
{
	enum { SPACED_MAX = 2 }; /* bytes of TP and the like, before ". " */
	if (end + 1 >= text.len)
		return false;
	switch (text.ptr[end]) {
	case '.':
	case ',':
	case '/':
	case '-':
	case '&':
	case '@':
	case '_':
	case ':':
		return (unsigned char)text.ptr[end + 1] > ' ' ||
		       (text.ptr[end] == '.' && end - start <= SPACED_MAX) ||
		       (text.ptr[end] == '-' && text.ptr[end + 1] == '\n');
	default:
		return false;
	}
}

/* Sets *C to the reading TEXT (canonical already, and its own folded form) of the
   words [START, END). */
void compound_set(
	struct compound *c, enum token_kind kind, size_t start, size_t end, struct str text);

/* Likewise, to the spelling S. */
void compound_spelt(struct compound *c, enum token_kind kind, size_t start, size_t end,
	const struct spelling *s);

/* Appends SIGN and S to the reading of C; replaces it by S where SIGN is NUL. */
void compound_append(struct compound *c, const struct spelling *s, char sign);

/* Sets *C to a word with a folded form of its own, as a token of its own with FLAGS. */
void compound_word(struct compound *c, size_t start, size_t end, enum token_kind kind,
	unsigned flags, struct str exact, struct str folded);

/* Sets *C to the COUNT > 0 words of TEXT from START on, each of which ends where the next
   begins, in one. */
void compound_join(struct compound *c, enum token_kind kind, struct str text, size_t start,
	const size_t *ends, size_t count);

#endif
