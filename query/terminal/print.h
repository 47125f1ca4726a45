/* What the program writes for people, and lists of ids. Each call appends to OUT, whose
 * failure flag says at the end whether memory sufficed. query/json/print_json.h is what
 * it writes for programs. */
#ifndef QUERY_TERMINAL_PRINT_H
#define QUERY_TERMINAL_PRINT_H

#include "query/answer/analysis.h"
#include "query/answer/answer.h"
#include "query/terminal/look.h"

struct history;
struct marked;
struct record;

void print_text_hit(struct buf *out, const struct hit *h, const struct text_look *look);

/* A page of at most LIMIT hits. */
void print_text_answer(
	struct buf *out, const struct answer *a, size_t limit, const struct text_look *look);

/* Of --count: how many, as a number for programs; counts by field or time below. Warnings go to
 * standard error. */
void print_text_count(struct buf *out, const struct answer *a, const struct text_look *look);

/* The whole of R, with what MARKED, which may be NULL, marks in it. */
void print_text_article(struct buf *out, const struct record *r, const struct marked *marked,
	const struct text_look *look);

/* What the article of H says and said, the newest first, and what was changed. */
void print_text_history(struct buf *out, const struct history *h, const struct text_look *look);

/* The tokens of A's text, and what of it could be written otherwise. */
void print_text_analysis(struct buf *out, const struct analysis *a);

/* What the articles were counted by, with bars as wide as the terminal lets them be. */
void print_text_facets(struct buf *out, const struct answer *a, const struct text_look *look);

/* Of what has no place for them on standard output: on standard error. */
void print_warnings(const struct answer *a);

/* One id a line; warnings on standard error. */
void print_ids(struct buf *out, const struct answer *a);

#endif
