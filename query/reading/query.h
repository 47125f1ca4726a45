/* A query cut into clauses, as query/reading/parse.h reads it. */
#ifndef QUERY_READING_QUERY_H
#define QUERY_READING_QUERY_H

#include "base/arena.h"
#include "base/buf.h"
#include "query/reading/dates.h"
#include "query/reading/fields.h"
#include "query/reading/place.h"
#include "query/reading/syntax.h"
#include "text/token/token.h"

enum {
	QUERY_MAX_BYTES = 16 << 10,
	QUERY_MAX_WORDS = 200,
	QUERY_MAX_TOKENS = 3 * QUERY_MAX_WORDS, /* with other readings and forms */
	QUERY_TYPED_WORDS = 30,
	QUERY_PROSE_WORDS = 6,
	QUERY_MAX_FILTERS = 100,
	QUERY_MAX_LEFT_OUT = 16 /* that are told */
};

/* What an article must have, or must not, beside its text. */
struct query_filter {
	enum query_field field;
	struct str value; /* as typed */
	bool excluded;
	bool offered; /* nothing must have it: only whether the archive does is asked */
	bool beside;  /* asked for beside the query: one of those and one of its own must be there
		       */
};

struct query_word {
	struct str exact, folded; /* as the tokenizer spells them */
	size_t start, end;        /* bytes of the query */
	enum token_kind kind;
	unsigned flags; /* enum token_flag */
	bool prefix;    /* any word that begins so: tham* */
};

/* Whether W is letters behind a number, the A of 1A, the ha of 5ha: as typed, whatever marks
   they could have. */
static inline bool query_is_sign(const struct query_word *w)
{
	return (w->flags & TOKEN_GLUED) && w->kind == TOKEN_WORD;
}

enum clause_kind {
	CLAUSE_WORD,   /* one word */
	CLAUSE_PHRASE, /* words that stand together, in this order */
	CLAUSE_GROUP   /* likewise, or else one of its other readings, if it has any: TP.HCM
			  is the words tp and hcm, or the word tphcm; 50kg is 50 and kg */
};

/* Words that stand together, in this order. */
struct query_phrase {
	size_t *words; /* of the query */
	size_t count;
};

struct query_clause {
	enum clause_kind kind;
	bool excluded;  /* what matches it is not wanted */
	bool minus;     /* … for a minus in plain text, as which it is read */
	bool quoted;    /* meant as it was typed */
	bool inner;     /* asked for by the condition only, which tells how */
	bool literal;   /* letter for letter; then it is an inner one */
	size_t stretch; /* of the text between operators that it stands in: its number. What
			   stands in others tells nothing about it */
	size_t first;   /* of its words */
	size_t count;   /* of them, at least 1 */
	size_t others;  /* other readings, which are the words after those, of a group; or of a
			   phrase, the words of PHRASES that are not its own */

	/* Other ways to write a phrase: "U 23 Việt Nam" for "U23 Việt Nam". */
	struct query_phrase *phrases;
	size_t phrase_count;
};

struct house;

/* What articles must be like beside having the words and phrases: a tree. */
enum query_node_kind {
	NODE_AND, /* of its children; of none: everything */
	NODE_OR,  /* likewise; of none: nothing */
	NODE_NOT, /* its child */
	NODE_CLAUSE,
	NODE_FILTER,
	NODE_DATES,
	NODE_CHAIN /* its children, each by its link to the one before: clauses, some of which one
		      will do, or chains of exact links */
};

struct query_node {
	enum query_node_kind kind;
	size_t clause; /* of NODE_CLAUSE: its number in the query */
	struct query_filter filter;
	struct date_range dates;
	bool in_zone; /* clauses and chains: ZONE only */
	enum zone zone;
	enum syntax_link link; /* of a child of a chain */
	size_t distance;
	bool in_place; /* a part of the condition that is told among the words around it … */
	size_t at;     /* … at this byte of the query */
	struct query_node *child, *next;
};

enum {
	QUERY_MAX_NODES = 1000,
	QUERY_MAX_STRAYS = SYNTAX_STRAYS,
	QUERY_PREFIX_LETTERS = 2 /* before a star */
};

/* What is written in one word or in several outside of quotes, and the other form. */
struct query_form {
	size_t first, count; /* words of the query */
	struct str text;     /* words in canonical spelling, with a space between */
};

/* What of a query is not what it may have been meant as. Places are bytes of the query as it was
   typed, before any of it was decoded (query/decoding/decoding.h); texts are of the memory that
   hints_add was given. */
struct query_notes {
	struct syntax_stray strays[QUERY_MAX_STRAYS]; /* what was read as words */
	size_t stray_count;
	struct str meant; /* the query that was perhaps meant, where it is not just what stands
			     INSTEAD of these; else empty */
	size_t unclosed;  /* the quote that was never closed, or QUERY_NO_PLACE */
	unsigned signs;   /* of other programs, which were left out: enum sign */
};

struct expansions;

struct query {
	struct arena memory; /* owns everything below */
	struct str text;     /* as typed, or decoded */
	struct query_notes notes;
	struct query_word *words;
	size_t word_count; /* at most QUERY_MAX_TOKENS */
	struct query_clause *clauses;
	size_t clause_count;
	struct query_form *forms; /* in order of their first word */
	size_t form_count;
	struct query_filter filters[QUERY_MAX_FILTERS];
	size_t filter_count;
	struct date_range dates;      /* that it asks for */
	const struct house *house;    /* the newsroom's own dictionary; NULL: none */
	struct query_node *condition; /* NULL: none */
	size_t node_count;            /* of it */
	struct str typed_apart; /* filters and what of the condition is not told in its place, as
				   typed, with a space between */
	struct str left_out[QUERY_MAX_LEFT_OUT]; /* what is excluded beside words, as typed */
	size_t left_out_count;
	const struct expansions *expansions; /* query/expansion/expand.h; NULL: none */
	const struct expansions *unwanted;   /* likewise, of what is excluded */
	bool keyed;                          /* typed for an input method: no mark is missing */
	bool unbound; /* it has quotes or minus signs, which are punctuation here … */
	bool pasted;  /* … as it has more than QUERY_TYPED_WORDS words … */
	bool prose;   /* … or as it is a line of an article */
};

/* Words outside of quotes that are wanted. */
size_t query_loose_words(const struct query *q);

/* Whether Q has filters, by field or date, or a condition: then it needs no words. */
bool query_is_filtered(const struct query *q);

/* Whether the stretch of clause C of Q is all in capitals, as a headline is: they tell nothing. One
   word alone is none. */
bool query_in_capitals(const struct query *q, const struct query_clause *c);

/* Whether WORD of clause C is an acronym by its capitals: BOT is neither bột nor bot. Two such
   words in a row are rather a name. */
bool query_is_acronym(const struct query *q, const struct query_clause *c, size_t word);

void query_free(struct query *q);

/* Appends what Q asks for as a tree: (AND miền trung (OR lũ "sạt lở") (NOT bão)). */
void query_append_tree(const struct query *q, struct buf *out);

/* Q in canonical spelling, its filters behind its words as they were typed, or with SPELLINGS of
   all its words where that is not NULL, in Q's memory; ptr is NULL when out of memory. */
struct str query_spell(struct query *q, const struct str *spellings);

/* The text of C as it was typed. */
struct str query_clause_text(const struct query *q, const struct query_clause *c);

#endif
