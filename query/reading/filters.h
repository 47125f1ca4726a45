/* The filters of a query as it was typed, by field and by date:
 *
 *     lũ lụt tác giả:"Nguyễn Hưng"     the article's author
 *     tacgia:hung  source:VnExpress    one word; marks that are missing are forgiven
 *     nơi:Cao Bằng                     a value that begins with a capital runs on over
 *                                      the words behind it that do
 *     -nguồn:VOV                       not that
 *     ngày:27/3/2018  từ:3/2018  trước:2019
 *
 *     từ 1/1/2018 đến 31/3/2018        likewise at either end of a short query: whole dates
 *     tiêu đề:  sapo:  ảnh:            before what is to stand there (query/reading/syntax.h)
 *     nguồn:(VOV OR TTXVN)             values of a field, or days, in a group
 *
 * Between the colon and the value stands no space, but in a short query behind a name that press
 * releases don't have before a colon themselves ("Nguồn: TTXVN"). A text of more than
 * QUERY_TYPED_WORDS words beside its filters has none. */
#ifndef QUERY_READING_FILTERS_H
#define QUERY_READING_FILTERS_H

#include "base/buf.h"
#include "query/reading/lexer.h"
#include "query/reading/query.h"

/* A filter or the name of a field in a query. */
struct filter_place {
	enum filter_name_kind kind;
	struct query_filter filter; /* of FILTER_NAME_FIELD */
	struct date_range days;     /* of dates */
	enum zone zone;             /* of FILTER_NAME_ZONE */
};

struct filters {
	struct filter_place list[QUERY_MAX_FILTERS];
	struct lexer_place places[QUERY_MAX_FILTERS]; /* of each */
	size_t count;
	struct syntax_stray unread[SYNTAX_STRAYS]; /* what reads like a filter but for its value */
	size_t unread_count;
};

/* Finds the filters of TEXT, whose values live in the memory of Q, and the names of fields; what is
   left, with blanks in their place, replaces what REST held. False when out of memory. */
bool filters_take(struct query *q, struct str text, struct filters *out, struct buf *rest);

/* Reads VALUE, in the group behind the name of place NUMBER, as a filter of its own. False where it
   can't be read. */
bool filters_read_value(const struct filters *f, struct str text, size_t number, struct str value,
	struct filter_place *out);

/* Notes that [START, END) reads like a filter and is none, and WHY. */
void filters_note_unread(struct filters *f, size_t start, size_t end, enum stray_kind why);

/* The filter behind N, of the same run of S, that asks for a value of the same field: one of both
   will do. So of two dates, but for the ends of a range, which both limit. NULL: none. */
const struct syntax_node *filters_next_value(
	const struct filters *f, const struct syntax *s, const struct syntax_node *n);

/* Whether the row of S from node FIRST on has one before the filter N. */
bool filters_has_value(const struct filters *f, const struct syntax *s, uint16_t first,
	const struct syntax_node *n);

/* Adds a filter by FIELD to LIST, which has room for QUERY_MAX_FILTERS. False where it is full. */
bool filters_add(struct query_filter *list, size_t *count, struct query_filter filter);

/* Reads "FIELD:VALUE", as one filter and nothing else, of which OUT borrows. */
bool filter_read(struct str text, struct query_filter *out);

#endif
