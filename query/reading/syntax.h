/* The grammar of a query (docs/query.md has it whole):
 *
 *     lũ OR bão miền trung             either, and both words; OR binds before a space
 *     (thủ tướng) OR (chủ tịch nước)   groups
 *     lũ NOT (hạn OR mặn)              not that; also -, !, KHÔNG and TRỪ behind a word
 *     +lũ                              an article without it is not wanted, however long the query
 *     "hà nội" NEAR/5 "thủ tướng"      at most five words apart; GẦN/5
 *     lũ /s bão                        in one sentence; CÙNG CÂU, SAME SENTENCE
 *     lũ /p bão                        in one paragraph; CÙNG ĐOẠN, SAME PARAGRAPH
 *     =Mai  "=Hòa Bình"                letter for letter
 *     tiêu đề:(lũ OR bão)              in the title
 *     nguồn:(VOV OR Báo Tin tức)       values of a field: words in a row are one
 *
 * Operators that are words are that in capitals only, with or without marks, and not between two
 * syllables in capitals where Vietnamese texts have them, too. In a query all in capitals they are
 * AND, OR and those with a number.
 * What can't be an operator where it stands is a word. */
#ifndef QUERY_READING_SYNTAX_H
#define QUERY_READING_SYNTAX_H

#include "query/reading/lexer.h"

#include <stdint.h>

enum {
	SYNTAX_NODES = 2 * LEXER_ITEMS + 2,
	SYNTAX_DEPTH = 16, /* of groups; parentheses that are deeper mean nothing */
	SYNTAX_STRAYS = 8  /* that are told */
};

enum syntax_kind {
	SYNTAX_WORDS,  /* without quotes */
	SYNTAX_QUOTED, /* one or more words */
	SYNTAX_FILTER, /* NUMBER of the places; one of those of a field in a RUN will do */
	SYNTAX_FIELD,  /* likewise; its child stands in it */
	SYNTAX_AND,
	SYNTAX_OR,
	SYNTAX_NOT, /* its child */
	SYNTAX_REQUIRED,
	SYNTAX_LITERAL,
	SYNTAX_NEAR /* its children by their links */
};

/* How a child of SYNTAX_NEAR stands to the one before it. */
enum syntax_link {
	LINK_WITHIN,  /* at most DISTANCE words on, or before */
	LINK_EXACTLY, /* DISTANCE words on */
	LINK_SENTENCE,
	LINK_PARAGRAPH
};

struct syntax_node {
	enum syntax_kind kind;
	enum syntax_link link;
	size_t distance;
	bool minus;         /* of SYNTAX_NOT: a minus before a word, quote or filter */
	size_t start, end;  /* bytes of the text, with signs and parentheses */
	size_t first, last; /* of words: without them */
	size_t number;
	size_t run;           /* how many AND or OR stand before it in its group */
	uint16_t child, next; /* of the nodes; 0: none */
};

enum stray_kind {
	STRAY_OPERATOR, /* it stands where it can't be one */
	STRAY_DISTANCE, /* likewise for its number: NEAR/500 */
	STRAY_CAPITALS, /* the line is all in capitals, where it is a word */
	STRAY_UNCLOSED, /* a parenthesis */
	STRAY_DEPTH,    /* one of too many within each other */
	STRAY_VALUE,    /* a filter whose value can't be read */
	STRAY_RANGE,    /* one that leaves no day to those before it */
	STRAY_EMPTY,    /* one that has none */
	STRAY_SPACED,   /* one that has a space before it: words */

	/* Of query/hints/. */
	STRAY_FIELD,  /* a field that there is none of */
	STRAY_SMALL,  /* an operator in small letters */
	STRAY_NUMBER, /* NEAR 5 */
	STRAY_PERIOD, /* days without a field */
	STRAY_WORDS   /* a value that may go on over more words */
};

/* What was read as a word, or as punctuation. */
struct syntax_stray {
	size_t start, end;
	enum stray_kind kind;
	struct str instead; /* what one types who means that; empty: not known */
};

struct syntax {
	struct syntax_node nodes[SYNTAX_NODES]; /* from 1; that is the root, SYNTAX_AND */
	size_t count;
	struct syntax_stray strays[SYNTAX_STRAYS];
	size_t stray_count;
	size_t unclosed; /* byte of the quote that is never closed, or QUERY_NO_PLACE */
	bool is_plain;   /* nothing but words, quotes, minuses before them and filters */
};

/* Reads TEXT, as typed; operators are blanked out in BLANKED, of as many bytes. PLACES as in
   lexer.h. */
void syntax_read(struct str text, const struct lexer_place *places, size_t n, char *blanked,
	struct syntax *out);

#endif
