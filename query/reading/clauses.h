/* Words and clauses of a query, while it is read: for query/reading/parse.c and condition.c. */
#ifndef QUERY_READING_CLAUSES_H
#define QUERY_READING_CLAUSES_H

#include "base/error.h"
#include "query/reading/filters.h"

struct token_list {
	struct query_word *items; /* room for QUERY_MAX_WORDS */
	size_t count;
	size_t total; /* of all parts so far */
};

struct parser {
	struct token_list words;  /* of the part at hand */
	struct token_list others; /* its extra tokens */
	struct str text;          /* as typed, then without what signs.h blanks out */
	struct filters filters;
	struct syntax syntax;
	struct buf unfiltered; /* the text without filters and operators … */
	struct buf blanked;    /* … and without signs */
	struct tokenizer *tokenizer;
	bool unbound;                        /* quotes and minus signs are punctuation */
	bool excluded;                       /* what is read is not wanted … */
	bool inner;                          /* … is of the condition … */
	bool literal;                        /* … and meant letter for letter */
	size_t stretch;                      /* that it stands in */
	const struct syntax_node *values_of; /* the field whose values are read; NULL: none */
	bool in_zone;                        /* what is read is to stand in ZONE */
	enum zone zone;
	struct query *query;
	struct error *err;
	size_t *at;
};

/* Reads the words of the query's bytes [start, end) over P's lists. A date that may as well be a
   span, 2-1, is that where it is QUOTED: forms.h has its other forms. */
bool parser_read_words(struct parser *p, size_t start, size_t end, bool quoted);

/* One clause of the bytes [start, end); none where there is no word. */
bool parser_add_whole(
	struct parser *p, size_t start, size_t end, enum clause_kind kind, bool excluded);

/* Plain words: each must match by itself. */
bool parser_add_plain(struct parser *p, size_t start, size_t end);

#endif
