/* What kinds of word there are, and what is said of one besides. */
#ifndef TEXT_SYLLABLE_KIND_H
#define TEXT_SYLLABLE_KIND_H

#include "base/str.h"

#include <stdint.h>

enum token_kind {
	TOKEN_SYLLABLE, /* a possible Vietnamese syllable */
	TOKEN_WORD,     /* any other word */
	TOKEN_NUMBER,   /* digits, perhaps with letters: 142, 1234567 for 1.234.567, A4; an extra
			   one is 19001234 for 1900 1234 */
	TOKEN_SIGN,     /* behind a number: % */

	/* Extra tokens only. */
	TOKEN_SPAN,     /* numbers with their dash or colon: 6-0, 2010-2015, 3:2; 1.2.3 */
	TOKEN_CODE,     /* a document's number: 12/2024/nđcp */
	TOKEN_ACRONYM,  /* without its signs: tphcm for TP.HCM, TP. HCM */
	TOKEN_LOANWORD, /* in one: mađrít for Ma-đrít, ôtô beside ô and tô */
	TOKEN_ADDRESS,  /* a host or e-mail address: bienphong.com.vn */
	TOKEN_DATE,     /* 27/3/2018, 27/3, 3/2018, without leading zeros; tháng 3, quý 1/2023 */
	TOKEN_KIND_COUNT
};

enum token_flag {
	TOKEN_SHAPED = 1 << 0,      /* has ă â ê ô ơ ư or đ */
	TOKEN_TONED = 1 << 1,       /* has a tone mark */
	TOKEN_CAPITALS = 1 << 2,    /* two letters or more, all of them capitals */
	TOKEN_CAPITALISED = 1 << 3, /* begins with a capital */
	TOKEN_BREAK = 1 << 4,       /* more than white space stands before it */
	TOKEN_EXTRA = 1 << 5,       /* another reading of the tokens that it covers */
	TOKEN_GLUED = 1 << 6        /* of one thing with the word before: the kg of 50kg */
};

/* Marks of any sort: such a syllable binds in a query. */
enum { TOKEN_MARKED = TOKEN_SHAPED | TOKEN_TONED };

/* Between the numbers of a TOKEN_SPAN with a slash, 3/4, which is no date for all its words
   say: another sign than that of dates, so that neither finds the other unasked. */
#define TOKEN_PAIR_SIGN "\u2044"

/* What is written in figures has one spelling: its folded form says nothing more. */
static inline bool token_is_figures(enum token_kind kind)
{
	return kind == TOKEN_NUMBER || kind == TOKEN_SIGN || kind == TOKEN_SPAN ||
	       kind == TOKEN_DATE;
}

enum {
	TOKEN_MAX_BYTES = 240 /* longer words are cut in their exact and folded spelling */
};

/* "syllable", "word", … */
const char *token_kind_name(enum token_kind kind);

/* Of a single bit of enum token_flag: "shaped" … */
const char *token_flag_name(unsigned flag);

#endif
