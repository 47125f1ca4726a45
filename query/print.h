/* Everything that the program writes about an archive. Each call appends to OUT,
 * whose failure flag says at the end whether memory sufficed. */
#ifndef QUERY_PRINT_H
#define QUERY_PRINT_H

#include "query/answer.h"

/* The answer format of docs/answer.schema.json. */
enum { JSON_FORMAT = 1 };

struct text_look {
	size_t columns; /* of the terminal */
	bool color;
};

void print_text_answer(struct buf *out, const struct answer *a, const struct text_look *look);
void print_text_article(struct buf *out, const struct record *r, const struct text_look *look);

/* The tokens of TEXT, and where Q, which is TEXT read as a query, has expansions, those. Q
   may be NULL. */
void print_text_tokens(
	struct buf *out, struct str text, struct tokenizer *t, const struct query *q);

/* One line each. QUERY_ID may be NULL: none. AT: the byte of the query where the
   error is, or QUERY_NO_PLACE. */
void print_json_answer(struct buf *out, const struct answer *a, const struct str *query_id);
void print_json_error(
	struct buf *out, const struct error *err, size_t at, const struct str *query_id);
void print_json_article(struct buf *out, const struct record *r, const char *generation);
void print_json_tokens(
	struct buf *out, struct str text, struct tokenizer *t, const struct query *q);

/* One id a line. */
void print_ids(struct buf *out, const struct answer *a);

/* Of a single bit of enum token_flag: "shaped" … */
const char *print_flag_name(unsigned flag);

/* The name of a zone in JSON: "title" … */
const char *print_zone_name(enum zone zone);

#endif
