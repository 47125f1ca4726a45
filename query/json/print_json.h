/* An answer as JSON, in the format of docs/answer.schema.json. Each call appends a line to
 * OUT, whose failure flag says at the end whether memory sufficed. */
#ifndef QUERY_JSON_PRINT_JSON_H
#define QUERY_JSON_PRINT_JSON_H

#include "query/answer/analysis.h"
#include "query/answer/answer.h"
#include "query/json/frame.h"

struct record;

void print_json_answer(struct buf *out, const struct answer *a, const struct json_frame *frame);

/* What went wrong, and where. */
struct json_failure {
	const struct error *err;
	size_t at;          /* byte of the query, or QUERY_NO_PLACE */
	const char *option; /* a setting that is bad; NULL: none is */
	bool of_archive;    /* it could not be opened, whatever the code */
	bool of_request;    /* the request itself could not be read, whatever the code */
};

/* What only those who keep the archive can mend is told without its message, which may name files
   of the machine: it is theirs, for the log. */
void print_json_error(
	struct buf *out, const struct json_failure *f, const struct json_frame *frame);

/* Whether F is such an error. */
bool json_failure_is_private(const struct json_failure *f);

/* Of a saved search, what is new: that alone is exported. */
struct json_news {
	const char *name;  /* of the search */
	const char *by;    /* what makes an article new: "added" … */
	struct str since;  /* a moment, or empty: all is new */
	uint64_t articles; /* that are */
};

/* The first line of an export: what the articles below are an answer to. NEWS may be NULL. */
void print_json_export(struct buf *out, const struct answer *a, const struct json_news *news);

/* An article, of the archive and generation that A names. */
struct json_shown {
	const struct answer *answer;
	const struct record *record;
	struct str was;              /* its former id, by which it was asked for; empty: none */
	int64_t versions;            /* what it said before, that is kept; below 0: unread */
	const struct pieces *pieces; /* of each block, what a query marks; NULL: no query */
	struct str citation;         /* in one line; empty: it is not told */
};

void print_json_article(
	struct buf *out, const struct json_shown *shown, const struct json_frame *frame);

/* The same as a part of another answer; NULL when out of memory. */
struct json_builder;
json_t *json_article(
	struct json_builder *b, const struct json_shown *shown, const struct json_frame *frame);

/* What an article says and said, of the archive and generation that ANSWER names; WAS as above. */
struct history;
void print_json_history(struct buf *out, const struct answer *answer, const struct history *h,
	struct str was, const struct json_frame *frame);

/* What an archive is, for who looks after it. */
struct json_status {
	const struct answer *answer; /* names it */
	const char *version;         /* of the program */
	uint64_t state;              /* what answers depend on besides */
	int64_t created;             /* seconds since 1970 */
	uint64_t text_bytes;
	bool is_former, has_lexicon;
	json_t *last_run; /* borrowed; NULL: it is not told, or not known */
};

void print_json_status(
	struct buf *out, const struct json_status *status, const struct json_frame *frame);

/* A way to go on with a query that is being typed. */
struct json_completion {
	const char *kind;
	struct str text;      /* a query, or the title of ARTICLE */
	struct str article;   /* its id; empty: it is none */
	const struct str *as; /* spellings that it stands for, COUNT of them */
	size_t count;
};

/* What A suggests, how many articles have every word of it as it is, and how it may go on. */
void print_json_suggestions(struct buf *out, const struct answer *a,
	const struct json_completion *completions, size_t count, const struct json_frame *frame);

/* Whether the request that was to be cancelled was waiting, or being answered. */
void print_json_cancelled(struct buf *out, bool cancelled, const struct json_frame *frame);

/* The tokens of A's text, and what of it could be written otherwise. */
void print_json_analysis(struct buf *out, const struct analysis *a, const struct json_frame *frame);

#endif
