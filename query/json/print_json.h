/* An answer as JSON, in the format of docs/answer.schema.json. Each call appends a line to
 * OUT, whose failure flag says at the end whether memory sufficed. */
#ifndef QUERY_JSON_PRINT_JSON_H
#define QUERY_JSON_PRINT_JSON_H

#include "query/answer/analysis.h"
#include "query/answer/answer.h"

struct record;

/* QUERY_ID may be NULL: none. AT: the byte of the query where the error is, or
   QUERY_NO_PLACE. */
void print_json_answer(struct buf *out, const struct answer *a, const struct str *query_id);
void print_json_error(
	struct buf *out, const struct error *err, size_t at, const struct str *query_id);
/* The first line of an export: what the articles below are an answer to. */
void print_json_export(struct buf *out, const struct answer *a);

void print_json_article(
	struct buf *out, const struct record *r, struct str was, const char *generation);

/* The tokens of A's text, and what of it could be written otherwise. */
void print_json_analysis(struct buf *out, const struct analysis *a);

#endif
