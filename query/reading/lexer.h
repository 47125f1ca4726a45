/* A query as it was typed, cut into what its grammar is made of (query/reading/syntax.h). Words are
 * cut at white space alone: what is inside of them is for the tokenizer. */
#ifndef QUERY_READING_LEXER_H
#define QUERY_READING_LEXER_H

#include "base/str.h"
#include "query/reading/place.h"

#include <stdbool.h>

enum {
	LEXER_ITEMS = 200,   /* a text with more has no operators */
	LEXER_WORDS = 60,    /* likewise, operators not counted */
	LEXER_DISTANCE = 10, /* of NEAR that names none */
	LEXER_DISTANCE_MAX = 60
};

enum item_kind {
	ITEM_WORD,
	ITEM_QUOTED,
	ITEM_FILTER, /* taken out before: NUMBER of the places */
	ITEM_FIELD,  /* likewise, before what is to stand in it */
	ITEM_OPEN,
	ITEM_CLOSE,
	ITEM_LITERAL,  /* = before a word or quote */
	ITEM_REQUIRED, /* + */
	ITEM_MINUS,
	ITEM_NOT,
	ITEM_AND,
	ITEM_OR,
	ITEM_NEAR,
	ITEM_SENTENCE,
	ITEM_PARAGRAPH,
	ITEM_END /* behind the last one */
};

struct item {
	enum item_kind kind;
	bool vietnamese;    /* an operator that is a word of Vietnamese texts, too */
	bool wrong;         /* a word that is no operator for its number: NEAR/500 */
	bool headline;      /* likewise in a line all in capitals, whose words have it for one */
	bool behind;        /* one that needs something before it: KHÔNG */
	bool has_values;    /* a field, of which values follow in a group */
	size_t start, end;  /* bytes of the text */
	size_t first, last; /* of a quote, what is in it; of a word, the word without signs */
	size_t number;      /* of a filter or field; words between, of ITEM_NEAR */
};

/* Whether ITEM is a word, a quote or a group, or begins or ends one. */
static inline bool item_begins_operand(const struct item *item)
{
	return item->kind <= ITEM_OPEN || (item->kind >= ITEM_LITERAL && item->kind <= ITEM_NOT);
}

static inline bool item_ends_operand(const struct item *item)
{
	return item->kind <= ITEM_FILTER || item->kind == ITEM_CLOSE;
}

/* What was taken out of the text, and blanked there. */
struct lexer_place {
	size_t start, end;
	bool is_field;
	bool has_values; /* what is to stand in the field is values: nguồn:(VOV OR TTXVN) */
};

struct items {
	struct item list[LEXER_ITEMS + 1];
	size_t count;    /* without the end */
	size_t unclosed; /* byte of the quote that is never closed, or QUERY_NO_PLACE */
};

/* Reads TEXT; PLACES[0..N) in the order of the text. False where there is too much of it to have
   been typed with operators. */
bool lexer_read(struct str text, const struct lexer_place *places, size_t n, struct items *out);

/* Whether WORD, in capitals, names an operator: OR, HOẶC. */
bool lexer_is_operator(struct str word);

/* The filters of TEXT alone, with the minus before them. */
void lexer_read_places(
	struct str text, const struct lexer_place *places, size_t n, struct items *out);

#endif
