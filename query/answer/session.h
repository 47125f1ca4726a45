/* An archive that is being searched, and how. */
#ifndef QUERY_ANSWER_SESSION_H
#define QUERY_ANSWER_SESSION_H

#include "archive/several/archives.h"
#include "base/arena.h"
#include "base/budget.h"
#include "base/buf.h"
#include "query/answer/facet.h"
#include "query/answer/marks.h"
#include "query/ranking/fold.h"
#include "query/ranking/sort.h"
#include "query/reading/dates.h"
#include "query/reading/diacritics.h"
#include "query/reading/place.h"
#include "query/reading/query.h"

struct answer_part;
struct cluster;
struct house;

struct search {
	struct cluster *cluster; /* that some of them are of, held; NULL: none is */
	struct archives archives;
	struct budget budget;        /* of the query at hand */
	struct tokenizer *tokenizer; /* owned */
	struct house *house;         /* dictionaries beside the tables, owned */
	struct answer_part *parts;   /* what is told of each of ARCHIVES, owned */
	struct xc_set *preferred;    /* of the query at hand; owned; NULL: none is */
	struct fold fold;            /* of these */
	bool prefers_unknown;        /* no article is of the source that is preferred */
	struct marks marks;          /* scratch, as what follows */
	struct arena record_memory;
	struct buf record_bytes;
	const struct answer_part *record_part; /* the archive that it is from */
};

enum ranking {
	RANKING_TWO_STAGE, /* the best by BM25 are ranked again by positions */
	RANKING_BM25       /* plain BM25, for comparison */
};

/* Of articles that are nearly the same. */
enum duplicates {
	DUPLICATES_SHOWN,       /* each is listed, and counts */
	DUPLICATES_FOLDED_HITS, /* one is listed for all; each counts */
	DUPLICATES_FOLDED       /* one is listed, and counts, for all */
};

struct search_settings {
	size_t limit;  /* of hits, at least 1 */
	size_t offset; /* of hits left out at the front */
	enum sort sort;
	enum ranking ranking; /* by relevance */
	enum diacritics diacritics;
	enum duplicates duplicates;
	struct str prefer; /* the source whose article is shown of those; borrowed; empty: none */
	struct date_range dates;
	struct query_filter filters[QUERY_MAX_FILTERS]; /* beside those of the query; borrowed */
	size_t filter_count;
	struct facet_wanted facets[FACETS_MAX]; /* over all with every word */
	size_t facet_count;
	bool counts;         /* nothing but the number of articles with every word, exactly */
	bool quick;          /* for who still types: totals are bounds, and what has some of the
				words only is left out where anything has all */
	bool strict;         /* what can't be read as an operator is an error */
	bool explain;        /* say how the query was read and what ranked each hit */
	bool only_ids;       /* no titles, no snippets */
	size_t snippets;     /* of a hit, at most SNIPPET_MAX */
	uint64_t work;       /* that a query may take; 0: allowance_work */
	uint32_t timeout_ms; /* that it may take, the last resort; 0: without end */
};

/* Milliseconds: for somebody who waits, for one of many, at most. */
enum { SEARCH_TIMEOUT = 2000, SEARCH_TIMEOUT_BATCH = 500, SEARCH_TIMEOUT_MAX = 3600000 };

enum { SEARCH_LIMIT_DEFAULT = 10, SEARCH_LIMIT_MAX = 1000, SEARCH_OFFSET_MAX = 10000 };

#endif
