/* Tokens: the words of a text, with their places in it and their spellings.
 *
 * One analyser serves documents, queries and highlights. It reads any bytes,
 * in time linear in their number; what is not UTF-8 separates words. */
#ifndef TEXT_TOKEN_TOKEN_H
#define TEXT_TOKEN_TOKEN_H

#include "text/syllable/kind.h"

struct token {
	size_t start, end; /* the source bytes [start, end), never empty, on character borders */
	struct str exact;  /* canonical spelling: NFC, lower case, one form for each syllable */
	struct str folded; /* exact without marks, đ as d */
	enum token_kind kind;
	unsigned flags; /* enum token_flag */
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

/* The next token, in order of start. Tokens do not overlap, but for extra ones:
   those follow the first of the tokens that they cover, and share its position. Its
   spellings stay valid until the next call on T. Returns false at the end. */
bool tokenizer_next(struct tokenizer *t, struct token *out);

#endif
