/* Searches an archive: a query in, an answer out. */
#ifndef QUERY_ANSWER_SEARCH_H
#define QUERY_ANSWER_SEARCH_H

#include "archive/archive.h"
#include "query/answer/answer.h"
#include "query/ranking/sort.h"
#include "query/reading/dates.h"
#include "query/reading/diacritics.h"
#include "query/reading/place.h"

struct record;

struct search {
	struct archive archive;
	struct budget budget;        /* of the query at hand */
	struct tokenizer *tokenizer; /* owned */
	struct marks marks;          /* scratch, as what follows */
	struct arena record_memory;
	struct buf record_bytes;
};

enum ranking {
	RANKING_TWO_STAGE, /* the best by BM25 are ranked again by positions */
	RANKING_BM25       /* plain BM25, for comparison */
};

struct search_settings {
	size_t limit;  /* of hits, at least 1 */
	size_t offset; /* of hits left out at the front */
	enum sort sort;
	enum ranking ranking; /* by relevance */
	enum diacritics diacritics;
	struct date_range dates;
	bool explain;        /* say how the query was read and what ranked each hit */
	bool only_ids;       /* no titles, no snippets */
	size_t snippets;     /* of a hit, at most SNIPPET_MAX */
	uint64_t work;       /* that a query may take; 0: allowance_work */
	uint32_t timeout_ms; /* that it may take, the last resort; 0: without end */
};

/* Milliseconds: for somebody who waits, for one of many, at most. */
enum { SEARCH_TIMEOUT = 2000, SEARCH_TIMEOUT_BATCH = 500, SEARCH_TIMEOUT_MAX = 3600000 };

enum { SEARCH_LIMIT_DEFAULT = 10, SEARCH_LIMIT_MAX = 1000, SEARCH_OFFSET_MAX = 10000 };

/* Opens the archive in the folder PATH; fails as archive_open does. */
bool search_open(const char *path, struct search *out, struct error *err);
void search_close(struct search *s);

/* Answers the query TEXT. A query that can't be read fails as query_parse does, with
   its place in *AT; other failures leave QUERY_NO_PLACE there. */
bool search_run(struct search *s, struct str text, const struct search_settings *settings,
	struct answer *out, struct error *err, size_t *at);

/* Articles like the one whose id is ID, which is not among them, likewise.
   ERROR_NOT_FOUND. */
bool search_similar(struct search *s, struct str id, const struct search_settings *settings,
	struct answer *out, struct error *err);

/* The article whose id is or was ID, in the memory of S until the next call on it; *RENAMED
   tells which. ERROR_NOT_FOUND. */
bool search_article(
	struct search *s, struct str id, struct record *out, bool *renamed, struct error *err);

#endif
