/* Tokens: the words of a text, with their places in it and their spellings.
 *
 * One analyser serves documents, queries and highlights. It reads any bytes,
 * in time linear in their number; what is not UTF-8 separates words. */
#ifndef TEXT_TOKEN_H
#define TEXT_TOKEN_H

#include "base/str.h"

#include <stdint.h>

enum token_kind {
	TOKEN_SYLLABLE, /* a possible Vietnamese syllable */
	TOKEN_WORD,     /* any other word */
	TOKEN_NUMBER,   /* digits, perhaps with letters: 142, 2018, A4 */

	/* Extra tokens only. */
	TOKEN_AMOUNT,   /* a number without its groups: 8500000 for 8.500.000 */
	TOKEN_CODE,     /* a document's number: 12/2024/nđ-cp */
	TOKEN_ACRONYM,  /* without its signs: tphcm for TP.HCM, TP. HCM */
	TOKEN_LOANWORD, /* in one: mađrít for Ma-đrít, ôtô beside ô and tô */
	TOKEN_ADDRESS,  /* a host or e-mail address: bienphong.com.vn */
	TOKEN_DATE,     /* 27/3/2018, 27/3 or 3/2018, without leading zeros */
	TOKEN_KIND_COUNT
};

enum token_flag {
	TOKEN_SHAPED = 1 << 0,      /* has ă â ê ô ơ ư or đ */
	TOKEN_TONED = 1 << 1,       /* has a tone mark */
	TOKEN_CAPITALS = 1 << 2,    /* two letters or more, all of them capitals */
	TOKEN_CAPITALISED = 1 << 3, /* begins with a capital */
	TOKEN_BREAK = 1 << 4,       /* more than white space stands before it */
	TOKEN_EXTRA = 1 << 5        /* another reading of the tokens that it covers */
};

/* Marks of any sort: such a syllable binds in a query. */
enum { TOKEN_MARKED = TOKEN_SHAPED | TOKEN_TONED };

/* What is written in figures has one spelling: its folded form says nothing more. */
static inline bool token_is_figures(enum token_kind kind)
{
	return kind == TOKEN_NUMBER || kind == TOKEN_AMOUNT || kind == TOKEN_DATE;
}

struct token {
	size_t start, end; /* the source bytes [start, end), never empty, on character borders */
	struct str exact;  /* canonical spelling: NFC, lower case, one form for each syllable */
	struct str folded; /* exact without marks, đ as d */
	enum token_kind kind;
	unsigned flags; /* enum token_flag */
};

enum {
	TOKEN_MAX_BYTES = 240 /* longer words are cut in their exact and folded spelling */
};

struct tokenizer; /* holds a cache of analysed words: keep one a thread */

/* Returns NULL when out of memory. Free with tokenizer_free. */
struct tokenizer *tokenizer_new(void);
void tokenizer_free(struct tokenizer *t);

/* For some thousands of words: its small cache costs a short-lived program less to
   touch than it saves. */
struct tokenizer *tokenizer_new_small(void);

/* Starts on TEXT, which must outlive the reading of it: words only, no extra tokens. */
void tokenizer_start(struct tokenizer *t, struct str text);

/* Likewise, with extra tokens, as an article is indexed. */
void tokenizer_start_document(struct tokenizer *t, struct str text);

/* Likewise, as a query is read: a day and a month alone (27/3) are taken as a date,
   too, though nothing before them says so. */
void tokenizer_start_query(struct tokenizer *t, struct str text);

/* "syllable", "word", … */
const char *token_kind_name(enum token_kind kind);

/* The next token, in order of start. Tokens do not overlap, but for extra ones:
   those follow the first of the tokens that they cover, and share its position. Its
   spellings stay valid until the next call on T. Returns false at the end. */
bool tokenizer_next(struct tokenizer *t, struct token *out);

#endif
